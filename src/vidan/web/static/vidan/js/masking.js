// Areas to cover are drawn on the photo by finger, mouse or keyboard. The box of numbers is what is sent: both say the same.
const form = document.querySelector("[data-masking]");
const SVG = "http://www.w3.org/2000/svg";
const [STEP, LEAST] = [2, 2];
const within = (part) => Math.min(100, Math.max(0, Math.round(part)));

function start() {
  const box = form.querySelector("[name=areas]");
  const sheet = form.querySelector("[data-drawn] svg");
  let areas = read();
  let from = null;

  function read() {
    const lines = box.value.split("\n").map((line) => line.split(",").map(Number));
    return lines.filter((one) => one.length === 4 && one.every((part) => part >= 0 && part <= 100));
  }

  function write() {
    box.value = areas.map((area) => area.join(",")).join("\n");
    draw();
  }

  function draw(chosen = -1) {
    sheet.replaceChildren(...areas.map(([left, top, right, bottom], place) => {
      const shape = document.createElementNS(SVG, "rect");
      const given = { x: left, y: top, width: right - left, height: bottom - top, tabindex: 0, role: "button" };
      Object.entries(given).forEach(([name, value]) => shape.setAttribute(name, value));
      shape.setAttribute("aria-label", `${sheet.dataset.area} ${place + 1}: ${left}, ${top}, ${right}, ${bottom}`);
      shape.addEventListener("keydown", (event) => press(event, place));
      return shape;
    }));
    sheet.children[chosen]?.focus();
  }

  function press(event, place) {
    const [left, top, right, bottom] = areas[place];
    const ways = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] };
    if (event.key === "Delete" || event.key === "Backspace") {
      areas.splice(place, 1);
    } else if (ways[event.key]) {
      const [across, down] = ways[event.key];
      if (event.shiftKey) {
        areas[place] = [left, top, Math.max(left + LEAST, within(right + across)), Math.max(top + LEAST, within(bottom + down))];
      } else if (left + across >= 0 && right + across <= 100 && top + down >= 0 && bottom + down <= 100) {
        areas[place] = [left + across, top + down, right + across, bottom + down];
      }
    } else {
      return;
    }
    event.preventDefault();
    write();
    draw(Math.min(place, areas.length - 1));
  }

  function place(event) {
    const frame = sheet.getBoundingClientRect();
    return [within((100 * (event.clientX - frame.left)) / frame.width), within((100 * (event.clientY - frame.top)) / frame.height)];
  }

  function span(event) {
    const to = place(event);
    const [[left, right], [top, bottom]] = [0, 1].map((axis) => [from[axis], to[axis]].sort((one, two) => one - two));
    return [left, top, right, bottom];
  }

  sheet.addEventListener("pointerdown", (event) => {
    from = place(event);
    sheet.setPointerCapture(event.pointerId);
    areas.push([...from, ...from]);
    event.preventDefault();
  });
  sheet.addEventListener("pointermove", (event) => {
    if (!from) return;
    areas[areas.length - 1] = span(event);
    draw();
  });
  const end = (event) => {
    if (!from) return;
    const [left, top, right, bottom] = span(event);
    areas.pop();
    if (right - left >= LEAST && bottom - top >= LEAST) areas.push([left, top, right, bottom]);
    from = null;
    write();
  };
  sheet.addEventListener("pointerup", end);
  sheet.addEventListener("pointercancel", end);
  form.querySelector("[data-add]").addEventListener("click", () => { areas.push([40, 40, 60, 60]); write(); draw(areas.length - 1); });
  form.querySelector("[data-drop]").addEventListener("click", () => { areas.pop(); write(); });
  box.addEventListener("input", () => { areas = read(); draw(); });
  form.querySelector("[data-pressed]").remove();
  form.querySelector("[data-drawn]").hidden = false;
  draw();
}

if (form) start();
