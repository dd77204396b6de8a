// The form by which something is said: the numbers to call stand out when danger is typed, the place of the telephone,
// what was typed outlives a lost line (on this machine alone, until it is sent), and the sum where one is asked for.
import { tellsOfDanger } from "./danger.js";

const form = document.querySelector("form[data-say]");
const asks = Boolean(form && form.elements.namedItem("asking")); // a question names its guide itself
const KEPT = asks ? ["text", "form_token"] : ["text", "place", "village", "form_token"];
const KEY = asks ? "vidan-ask" : "vidan-say";
const field = (name) => form.querySelector(`[name=${name}]`);

function alarm() {
  const box = document.getElementById("khan-cap");
  const found = tellsOfDanger(field("text").value);
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

/** Without tone marks, as people type in a hurry. */
const bare = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replaceAll("đ", "d");

/** Words about officers, money, wrongs: what a shared telephone must not show to the next one. */
const SECRETIVE = [
  "tố cáo", "tố giác", "cán bộ", "công chức", "chủ tịch", "bí thư", "lãnh đạo", "trưởng thôn", "trưởng bản", "công an",
  "địa chính", "ủy ban", "phong bì", "hối lộ", "đút lót", "tham ô", "tham nhũng", "ăn chặn", "bồi dưỡng", "vòi", "tiền",
  "triệu", "nghìn đồng", "đe dọa", "trả thù", "sợ lộ", "giấu tên", "kín", "đánh tôi", "bạo lực", "xâm hại", "hiếp",
];
const spaced = (text) => ` ${text.toLowerCase().normalize("NFC").replace(/[^\p{L}\p{N}]+/gu, " ")} `;

function secretive() {
  const typed = spaced(field("text").value);
  if (SECRETIVE.some((word) => typed.includes(` ${word} `) || typed.includes(` ${bare(word)} `))) return true;
  const names = [...field("officer").options].slice(1).map((one) => bare(spaced(one.text.split(",")[0])).trim().split(" "));
  const calls = ["ong", "ba", "anh", "chi", "co", "chu", "bac", "em", "thi", "van"];
  return names.some((name) => calls.some((call) => bare(typed).includes(` ${call} ${name.at(-1)} `)));
}

function keep() {
  if (secretive() || field("confidential").checked || field("officer").value) return store((box) => box.removeItem(KEY));
  const typed = Object.fromEntries(KEPT.map((name) => [name, field(name).value]));
  store((box) => box.setItem(KEY, JSON.stringify({ ...typed, at: Date.now() })));
}

/** Nothing of it is left on this machine: not in the fields, not in the store. */
function wipe() {
  store((box) => box.removeItem(KEY));
  const hidden = new Set(["csrfmiddlewaretoken", "form_token", "opened_at", "solution", "poster", "asking", "guide"]);
  for (const one of form.elements) {
    if (hidden.has(one.name) || one.type === "submit" || one.type === "button") continue;
    if (one.type === "checkbox") one.checked = false;
    else one.value = "";
  }
  alarm();
  field("text").focus();
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
  form.querySelector("[data-wipe]").addEventListener("click", wipe);
  askPlace();
  holdWithoutLine();
  if (form.dataset.sum && window.crypto && crypto.subtle) solve(JSON.parse(form.dataset.sum));
}
