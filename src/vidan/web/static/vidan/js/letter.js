// The editor of a letter: while somebody writes, the page beside follows. Without this file the button "Xem thử" does it.
const form = document.querySelector("form[data-letter]");
const preview = document.querySelector("[data-preview]");
const WAIT = 600;
let timer = 0;
let asked = 0;

async function refresh() {
  const turn = ++asked;
  const fields = new FormData(form);
  fields.set("act", "preview");
  try {
    const answer = await fetch(location.href, { method: "POST", body: fields, headers: { "X-Requested-With": "fetch" } });
    if (!answer.ok || turn !== asked) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("[data-preview]");
    if (fresh && turn === asked) preview.replaceChildren(...fresh.childNodes);
  } catch {
    // Nothing is lost: what was typed stands in the form, and the button shows the page.
  }
}

// The page follows by itself: the button that asks for it is not needed.
form?.querySelector("[data-preview-button]")?.setAttribute("hidden", "");

form?.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(refresh, WAIT);
});
