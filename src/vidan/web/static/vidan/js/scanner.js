// A hand scanner types the identity card's QR and presses Enter. The first seven of its fields, parted by "|", go into
// the inputs marked data-card, or named so; nothing is sent. Without JavaScript the server reads the same text from the same field.
const ORDER = ["number", "old_number", "name", "born", "sex", "address", "issued"];

function day(text, input) {
  const found = /^(\d{2})(\d{2})(\d{4})$/.exec(text);
  if (!found) return "";
  return input.type === "date" ? `${found[3]}-${found[2]}-${found[1]}` : `${found[1]}/${found[2]}/${found[3]}`;
}

function plain(text) {
  return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().trim();
}

function choose(inputs, text) {
  const wanted = { nam: ["nam", "male"], nu: ["nu", "female"] }[plain(text)] || [plain(text)];
  for (const input of inputs) {
    if (input.type === "radio") {
      if (wanted.includes(plain(input.value))) input.checked = true;
    } else if (input.tagName === "SELECT") {
      const option = [...input.options].find((item) => wanted.includes(plain(item.value)) || wanted.includes(plain(item.text)));
      if (option) input.value = option.value;
    } else {
      input.value = text;
    }
  }
}

function put(form, key, text) {
  const inputs = [...form.querySelectorAll(`[data-card="${key}"], [name="${key}"]`)];
  if (!inputs.length || !text) return;
  if (key === "sex") choose(inputs, text);
  else for (const input of inputs) input.value = key === "born" || key === "issued" ? day(text, input) : text;
  for (const input of inputs) input.dispatchEvent(new Event("change", { bubbles: true }));
}

// The village that an address names, by the rule of domain/communes.py: exactly one of ours, in a commune that is ours.
const KINDS = new Set("thôn làng bản xóm ấp buôn khu phố tổ dân khóm xã phường".split(" "));

function bare(place) {
  const words = place.normalize("NFC").toLowerCase().replaceAll(".", " ").split(/\s+/).filter(Boolean);
  while (words.length > 1 && KINDS.has(words[0])) words.shift();
  return words.join(" ");
}

function villageOf(address, options, communes) {
  const parts = address.split(/[,;]| - /).map(bare).filter(Boolean);
  for (const told of [(text) => text, (text) => plain(text).replaceAll("đ", "d")]) {
    const here = parts.map(told);
    const found = options.filter((option) => option.value && here.includes(told(bare(option.text))));
    if (!found.length) continue;
    const place = here.indexOf(told(bare(found[0].text)));
    const ours = communes.some((name) => here.some((part, other) => other !== place && part === told(bare(name))));
    return found.length === 1 && (here.length === 1 || ours) ? found[0].value : "";
  }
  return "";
}

function followAddress(form) {
  let byHand = false;
  form.addEventListener("change", (event) => {
    const select = form.querySelector('[name="village"]');
    if (event.target === select) byHand = true;
    if (event.target.name !== "address" || byHand || !select) return;
    const found = villageOf(event.target.value, [...select.options], form.dataset.knownAs.split("|"));
    if (found) select.value = found;
  });
}

for (const form of document.querySelectorAll("form[data-known-as]")) followAddress(form);

function read(field, goOn) {
  const fields = field.value.normalize("NFC").split("|").map((item) => item.trim());
  const good = fields.length >= ORDER.length && /^\d{12}$/.test(fields[0]) && fields[2] !== "";
  const note = document.getElementById(field.dataset.note || "");
  if (note) note.textContent = good ? note.dataset.good : note.dataset.bad;
  if (!good) {
    field.select();
    return;
  }
  ORDER.forEach((key, place) => put(field.form || document, key, fields[place]));
  field.value = ""; // the number stands in its own field now; here it would only be kept twice
  if (!goOn) return; // the hand went elsewhere by itself: do not pull it back
  const every = [...(field.form || document).querySelectorAll("input")];
  const empty = (input) => input.type !== "hidden" && !input.value && !input.closest("details:not([open])");
  (every.slice(every.indexOf(field) + 1).find(empty) || field).focus();
}

for (const field of document.querySelectorAll('[data-scan="card"]')) {
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault(); // Enter of a scanner ends the text, it does not send the form
    if (field.value.trim()) read(field, true);
  });
  const whole = () => field.value.split("|").length >= ORDER.length;
  field.addEventListener("paste", () => setTimeout(() => whole() && read(field, true)));
  field.addEventListener("change", () => whole() && read(field, false));
}
