// The card's QR by the machine's own camera, where the browser can read codes (BarcodeDetector). The text goes into the
// field that a hand scanner would type into, and is laid out from there. No picture leaves the machine, none is kept;
// where the browser cannot, the button stays hidden and the photo beside it does the same.
const EVERY = 200; // milliseconds between two looks: fast for a hand, easy for an old machine

async function canRead() {
  if (!("BarcodeDetector" in window) || !navigator.mediaDevices || !navigator.mediaDevices.getUserMedia) return false;
  return (await window.BarcodeDetector.getSupportedFormats()).includes("qr_code");
}

function offer(part) {
  const field = part.closest("form").querySelector('[data-scan="card"]');
  const [start, stop] = [part.querySelector("[data-start]"), part.querySelector("[data-stop]")];
  const [view, video, note] = [part.querySelector("[data-view]"), part.querySelector("video"), part.querySelector("[role=status]")];
  const detector = new window.BarcodeDetector({ formats: ["qr_code"] });
  let stream = null;

  function close() {
    if (stream) for (const track of stream.getTracks()) track.stop();
    stream = null;
    video.srcObject = null;
    view.hidden = true;
    start.hidden = false;
  }

  async function look() {
    if (!stream) return;
    const found = await detector.detect(video).catch(() => []);
    if (!stream) return;
    const text = (found[0] || {}).rawValue || "";
    if (text.split("|").length >= 7) {
      close();
      field.value = text;
      field.dispatchEvent(new Event("change", { bubbles: true }));
      return;
    }
    if (text) note.textContent = note.dataset.other;
    setTimeout(look, EVERY);
  }

  start.addEventListener("click", async () => {
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" }, audio: false });
    } catch {
      note.textContent = note.dataset.bad;
      return;
    }
    note.textContent = "";
    start.hidden = true;
    view.hidden = false;
    video.srcObject = stream;
    video.play().catch(() => {}); // it may wait for its first picture; looking need not
    stop.focus();
    look();
  });
  stop.addEventListener("click", () => { close(); start.focus(); });
  window.addEventListener("pagehide", close);
  part.hidden = false;
}

for (const part of document.querySelectorAll("[data-camera]")) {
  canRead().then((can) => { if (can) offer(part); }).catch(() => {});
}
