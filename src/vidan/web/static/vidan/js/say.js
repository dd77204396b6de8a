// The form by which something is said: the numbers to call stand out when danger is typed, the place of the telephone,
// what was typed outlives a lost line (on this machine alone, until it is sent), and the sum where one is asked for.
const form = document.querySelector("form[data-say]");
const asks = Boolean(form && form.elements.namedItem("asking")); // a question names its guide itself
const KEPT = asks ? ["text", "form_token"] : ["text", "place", "village", "form_token"];
const KEY = asks ? "vidan-ask" : "vidan-say";
const field = (name) => form.querySelector(`[name=${name}]`);

function alarm() {
  const words = form.dataset.alarms.split("|");
  const typed = field("text").value.toLowerCase().normalize("NFC");
  const box = document.getElementById("khan-cap");
  const found = words.some((word) => typed.includes(word));
  box.classList.toggle("late", found);
  box.setAttribute("role", found ? "alert" : "note");
}

/** A form sent without a line is gone with its photos: it stays, and says so. */
function holdWithoutLine() {
  const said = form.querySelector("[data-offline]");
  form.addEventListener("submit", (event) => {
    said.hidden = navigator.onLine;
    if (!navigator.onLine) event.preventDefault();
  });
  window.addEventListener("online", () => { said.hidden = true; });
}

function store(change) {
  try { change(window.localStorage); } catch { /* no store: the page still works */ }
}

function keep() {
  const secretive = /t[ốo] c[áa]o|t[ốo] gi[áa]c/i.test(field("text").value.normalize("NFC"));
  if (secretive || field("confidential").checked || field("officer").value) return store((box) => box.removeItem(KEY));
  const typed = Object.fromEntries(KEPT.map((name) => [name, field(name).value]));
  store((box) => box.setItem(KEY, JSON.stringify({ ...typed, at: Date.now() })));
}

function bringBack() {
  store((box) => {
    const kept = JSON.parse(box.getItem(KEY) || "null");
    if (!kept || Date.now() - kept.at > 86400000 || field("text").value) return;
    KEPT.forEach((name) => { if (kept[name]) field(name).value = kept[name]; });
  });
}

function askPlace() {
  const row = form.querySelector("[data-gps]");
  if (!row || !navigator.geolocation) return;
  row.hidden = false;
  const said = row.querySelector("[role=status]");
  row.querySelector("button").addEventListener("click", () => navigator.geolocation.getCurrentPosition(
    ({ coords }) => {
      field("latitude").value = coords.latitude.toFixed(5);
      field("longitude").value = coords.longitude.toFixed(5);
      said.textContent = said.dataset.good;
    },
    () => { said.textContent = said.dataset.bad; },
    { timeout: 15000 },
  ));
}

async function solve(sum) {
  const hex = (bytes) => [...new Uint8Array(bytes)].map((one) => one.toString(16).padStart(2, "0")).join("");
  for (let number = 0; number <= sum.most; number += 1) {
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(sum.salt + number));
    if (hex(digest) === sum.challenge) {
      const { algorithm, challenge, salt, signature } = sum;
      field("solution").value = btoa(JSON.stringify({ algorithm, challenge, number, salt, signature }));
      return;
    }
  }
}

if (form) {
  bringBack();
  alarm();
  field("text").addEventListener("input", alarm);
  form.addEventListener("input", keep);
  form.addEventListener("change", keep);
  form.querySelector("[data-kept]").hidden = false;
  askPlace();
  holdWithoutLine();
  if (form.dataset.sum && window.crypto && crypto.subtle) solve(JSON.parse(form.dataset.sum));
}
