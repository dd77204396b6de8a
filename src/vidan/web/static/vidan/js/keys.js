// One key for one act, for who wants it: data-key="n" on a link, a button or a field; J and K walk through data-rows.
// Never while something is typed; can be switched off (WCAG 2.1.4) by a button with data-keys-switch.
const OFF = "vidan.keys.off";

function off() {
  try { return localStorage.getItem(OFF) === "1"; } catch { return false; }
}

function typing(target) {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.matches("textarea, select")) return true;
  return target.matches("input") && !["radio", "checkbox", "button", "submit"].includes(target.type);
}

function visible(element) {
  return element.getClientRects().length > 0;
}

function walk(step) {
  const links = [...document.querySelectorAll("[data-rows] a[data-open]")].filter(visible);
  if (!links.length) return false;
  const row = document.activeElement.closest("tr, li");
  const here = links.findIndex((link) => link === document.activeElement || (row && row.contains(link)));
  const next = here < 0 ? (step > 0 ? 0 : links.length - 1) : Math.min(Math.max(here + step, 0), links.length - 1);
  links[next].focus();
  return true;
}

function act(key) {
  const target = [...document.querySelectorAll("[data-key]")].find((item) => item.dataset.key === key && visible(item));
  if (!target) return false;
  if (target.matches("input, textarea, select")) {
    target.focus();
    if (target.select) target.select();
  } else {
    target.click();
  }
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
  if (typing(event.target)) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  if (off() || (event.repeat && !/^[jk]$/i.test(event.key))) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : "";
  if (!key) return;
  const done = key === "j" ? walk(1) : key === "k" ? walk(-1) : act(key);
  if (done) event.preventDefault();
});

for (const button of document.querySelectorAll("[data-keys-switch]")) {
  const show = () => button.setAttribute("aria-pressed", String(!off()));
  button.hidden = false;
  show();
  button.addEventListener("click", () => {
    try { localStorage.setItem(OFF, off() ? "0" : "1"); } catch { /* a browser that keeps nothing keeps the keys on */ }
    show();
  });
}
