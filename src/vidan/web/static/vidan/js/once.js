// A form that writes is sent once, even when its button is pressed five times. The server keeps to it as well.
const AGAIN_AFTER = 30000; // milliseconds: a lost connection must not lock the page for good
const waiting = new Map(); // form -> what its button said before

function release(form) {
  const [button, words] = waiting.get(form) || [];
  waiting.delete(form);
  if (!button) return;
  button.replaceChildren(...words);
  button.removeAttribute("aria-disabled");
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  const method = (form.getAttribute("method") || "get").toLowerCase();
  if (event.defaultPrevented || method !== "post" || form.hasAttribute("target") || "many" in form.dataset) return;
  if (waiting.has(form)) {
    event.preventDefault();
    return;
  }
  const button = event.submitter;
  if (button && button.matches("button")) {
    // aria-disabled, not disabled: the focus stays, and the button's own name and value are still sent.
    waiting.set(form, [button, [...button.childNodes]]);
    button.setAttribute("aria-disabled", "true");
    button.replaceChildren(form.dataset.sending || (document.documentElement.lang === "en" ? "Sending…" : "Đang gửi…"));
  } else {
    waiting.set(form, []);
  }
  setTimeout(() => release(form), AGAIN_AFTER);
});

// Coming back with the browser's back button: the page is as it was, so its forms must work again.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) [...waiting.keys()].forEach(release);
});
