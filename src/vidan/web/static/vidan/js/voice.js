// Ask by voice, where the browser can hear; where it cannot, no button stands there.
const Hearing = window.SpeechRecognition || window.webkitSpeechRecognition;

for (const form of Hearing ? document.querySelectorAll("form[data-voice]") : []) {
  const button = form.querySelector("button[type=button]");
  const told = form.querySelector("[role=status]");
  const box = form.querySelector("input[name=q]");
  let ear = null;
  button.hidden = false;
  button.addEventListener("click", () => {
    if (ear) return ear.stop();
    ear = new Hearing();
    ear.lang = "vi-VN";
    ear.interimResults = true;
    ear.onresult = (event) => {
      box.value = [...event.results].map((one) => one[0].transcript).join(" ").slice(0, box.maxLength);
      if (event.results[event.results.length - 1].isFinal && box.value.trim()) form.requestSubmit();
    };
    ear.onerror = () => { told.textContent = told.dataset.bad; };
    ear.onend = () => {
      ear = null;
      button.removeAttribute("aria-pressed");
      if (told.textContent === told.dataset.good) told.textContent = box.value.trim() ? "" : told.dataset.bad;
    };
    told.textContent = told.dataset.good;
    button.setAttribute("aria-pressed", "true");
    ear.start();
  });
}
