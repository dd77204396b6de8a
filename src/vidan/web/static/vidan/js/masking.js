// Two corners on the photo mark an area to cover; it is written into the box as four hundredths, where it can be mended.
const figure = document.querySelector("[data-masking]");
const box = document.querySelector("[name=areas]");
let start = null;

function place(event, picture) {
  const frame = picture.getBoundingClientRect();
  const share = (part, whole) => Math.min(100, Math.max(0, Math.round((100 * part) / whole)));
  return [share(event.clientX - frame.left, frame.width), share(event.clientY - frame.top, frame.height)];
}

if (figure && box) {
  const picture = figure.querySelector("img");
  picture.draggable = false;
  picture.addEventListener("pointerdown", (event) => { start = place(event, picture); event.preventDefault(); });
  picture.addEventListener("pointerup", (event) => {
    if (!start) return;
    const end = place(event, picture);
    const [left, right] = [start[0], end[0]].sort((one, two) => one - two);
    const [top, bottom] = [start[1], end[1]].sort((one, two) => one - two);
    start = null;
    if (right - left < 1 || bottom - top < 1) return;
    const before = box.value.trim();
    box.value = `${before && !/^kh[oô]ng$/i.test(before) ? `${before}\n` : ""}${left},${top},${right},${bottom}`;
  });
}
