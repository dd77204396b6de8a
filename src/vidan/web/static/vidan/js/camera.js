// The card's QR by the machine's own camera. The text goes into the field that a hand scanner would type into, and is laid
// out from there. Where the browser reads codes (BarcodeDetector: telephones, Macs) no picture leaves the machine; browsers
// on Windows and Linux read none, so there each look goes to the commune's own server, which reads it and keeps nothing.
// Without a camera the button stays hidden and the photo beside it does the same.
const WIDEST = 1280; // pixels of a look that is sent: a card's code at arm's length is still four pixels a module
const LONGEST = 60000; // milliseconds: a camera that was forgotten goes dark

function ownEyes() {
  const detector = new window.BarcodeDetector({ formats: ["qr_code"] });
  const read = async (video) => {
    const found = await detector.detect(video).catch(() => []); // before its first picture there is nothing to detect
    return (found[0] || {}).rawValue || "";
  };
  return { every: 200, read };
}

function serversEyes(part) {
  const canvas = document.createElement("canvas");
  const token = part.closest("form").elements.csrfmiddlewaretoken.value;
  const read = async (video) => {
    if (!video.videoWidth) return "";
    const scale = Math.min(1, WIDEST / video.videoWidth);
    [canvas.width, canvas.height] = [video.videoWidth * scale, video.videoHeight * scale];
    canvas.getContext("2d").drawImage(video, 0, 0, canvas.width, canvas.height);
    const body = new FormData();
    body.append("csrfmiddlewaretoken", token);
    body.append("photo", await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85)), "the.jpg");
    const answer = await fetch(part.dataset.read, { method: "POST", body, redirect: "error" });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.text();
  };
  return { every: 700, read };
}

async function eyes(part) {
  if (!navigator.mediaDevices || !navigator.mediaDevices.getUserMedia) return null; // none, or a page without TLS
  const own = "BarcodeDetector" in window && (await window.BarcodeDetector.getSupportedFormats()).includes("qr_code");
  return own ? ownEyes() : serversEyes(part);
}

function offer(part, { every, read }) {
  const field = part.closest("form").querySelector('[data-scan="card"]');
  const [start, stop] = [part.querySelector("[data-start]"), part.querySelector("[data-stop]")];
  const [view, video, note] = [part.querySelector("[data-view]"), part.querySelector("video"), part.querySelector("[role=status]")];
  let [stream, until] = [null, 0];

  function close() {
    if (stream) for (const track of stream.getTracks()) track.stop();
    stream = null;
    video.srcObject = null;
    view.hidden = true;
    start.hidden = false;
  }

  async function look() {
    if (!stream) return;
    const [seen, text] = [stream, await read(video).catch(() => null)];
    if (stream !== seen) return; // it was put out meanwhile
    if (text === null || Date.now() > until) {
      close();
      note.textContent = text === null ? note.dataset.unread : note.dataset.long;
      start.focus();
      return;
    }
    if (text.split("|").length >= 7) {
      close();
      field.value = text;
      field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true })); // as the hand scanner ends it
      return;
    }
    if (text) note.textContent = note.dataset.other;
    setTimeout(() => stream === seen && look(), every);
  }

  start.addEventListener("click", async () => {
    start.disabled = true; // asked once, however often it is pressed before the answer
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment", width: { ideal: WIDEST } }, audio: false });
    } catch {
      note.textContent = note.dataset.bad;
      return;
    } finally {
      start.disabled = false;
    }
    until = Date.now() + LONGEST;
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
  eyes(part).then((found) => { if (found) offer(part, found); }).catch(() => {});
}
