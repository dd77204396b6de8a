// A guide read aloud where the machine has a Vietnamese voice, and officials' words explained where they stand.
const part = document.querySelector("[data-speak]");
const speech = window.speechSynthesis;

function voice() {
  return speech.getVoices().find((one) => one.lang.toLowerCase().startsWith("vi"));
}

function offer() {
  if (voice()) part.hidden = false;
}

function sentences() {
  const lines = [...document.querySelectorAll("[data-spoken]")].flatMap((one) => one.innerText.split("\n"));
  return lines.map((line) => line.trim()).filter(Boolean);
}

if (part && speech) {
  const button = part.querySelector("button");
  const words = [button.textContent, part.dataset.speak];
  const quiet = () => { button.textContent = words[0]; };
  button.addEventListener("click", () => {
    if (speech.speaking) {
      speech.cancel();
      return quiet();
    }
    button.textContent = words[1];
    const lines = sentences(); // one utterance a line: long ones fall silent in some browsers
    lines.forEach((line, place) => {
      const told = new SpeechSynthesisUtterance(line);
      told.voice = voice();
      told.lang = "vi-VN";
      told.rate = 0.9;
      if (place === lines.length - 1) told.onend = quiet;
      speech.speak(told);
    });
  });
  window.addEventListener("pagehide", () => speech.cancel());
  speech.onvoiceschanged = offer; // Safari knows no addEventListener here
  offer();
}

document.addEventListener("click", (event) => {
  const word = event.target.closest("a[data-term]");
  if (!word) return;
  event.preventDefault();
  if (word.nextElementSibling && word.nextElementSibling.matches(".means")) {
    word.nextElementSibling.remove();
    word.setAttribute("aria-expanded", "false");
    return;
  }
  const told = document.createElement("span");
  told.className = "means";
  told.setAttribute("role", "note");
  told.textContent = document.querySelector(`${word.getAttribute("href")} + dd`).textContent;
  word.after(told);
  word.setAttribute("aria-expanded", "true");
});
