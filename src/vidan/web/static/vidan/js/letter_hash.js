// The page that verifies a letter: compares the SHA-256 of a chosen or dropped PDF with what the commune keeps.
// The file never leaves the machine.
const part = document.querySelector("[data-hash]");
const input = part.querySelector("input");
const answer = part.querySelector("[data-answer]");
const words = document.querySelector("template[data-words]").content;
const known = new Set([...document.querySelectorAll("[data-known]")].map((line) => line.textContent.trim()));
const LARGEST = 25_000_000;

function say(tone, name) {
  const notice = document.createElement("div");
  const text = document.createElement("p");
  notice.className = `notice ${tone}`;
  text.textContent = words.querySelector(`[data-say="${name}"]`).textContent;
  notice.append(text);
  answer.replaceChildren(notice);
}

async function look(file) {
  if (!globalThis.crypto?.subtle) return say("soon", "insecure");
  if (file.size > LARGEST) return say("soon", "large");
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
  const hash = [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return known.has(hash) ? say("ok", "same") : say("soon", "other");
}

part.hidden = false;
input.addEventListener("change", () => input.files[0] && look(input.files[0]));
for (const kind of ["dragover", "drop"]) {
  part.addEventListener(kind, (event) => {
    event.preventDefault();
    if (kind === "drop" && event.dataTransfer.files[0]) look(event.dataTransfer.files[0]);
  });
}
