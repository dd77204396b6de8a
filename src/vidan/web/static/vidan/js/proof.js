// The page that checks an evidence file: wakes the part that needs JavaScript, and says in words what came of it.
import { check } from "./evidence.js";

const part = document.querySelector("[data-check]");
const answer = part.querySelector("[data-answer]");
const words = document.querySelector("template[data-words]").content;
const word = (kind, name) => words.querySelector(`[data-${kind}="${CSS.escape(name)}"]`)?.textContent ?? name;
const day = (iso) => iso.split("-").reverse().join("/");

function element(tag, text, parent, kind = "") {
  const made = document.createElement(tag);
  if (text) made.textContent = text;
  if (kind) made.className = kind;
  parent.append(made);
  return made;
}

function say(tone, text) {
  const notice = element("div", "", answer, `notice ${tone}`);
  element("p", text, element("div", "", notice));
}

function facts(pairs) {
  const list = element("dl", "", answer, "facts");
  for (const [name, value] of pairs) {
    const line = element("div", "", list);
    element("dt", name, line);
    element("dd", value, line);
  }
}

/** A limit as the record has it, `5wd`, in words. */
function limit(value) {
  const found = /^(\d+)(wd|wh|sd|d|m)$/.exec(value);
  if (!found) return shown(value);
  return found[2] === "sd" ? word("unit", "sd") : `${found[1]} ${word("unit", found[2])}`;
}

function shown(value) {
  if (Array.isArray(value)) return value.join("; ");
  if (value === true || value === false) return value ? "✓" : "–";
  const moment = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})/.exec(value);
  if (moment) return `${moment[2]} ${day(moment[1])}`;
  return value === null || value === "" ? "–" : String(value);
}

function show(found) {
  const known = [...document.querySelectorAll("[data-vkey]")].some((line) => line.textContent.trim() === found.vkey);
  say(found.signed && known ? "ok" : "soon", word("say", found.signed ? (known ? "good" : "other") : "unsigned"));
  if (known) element("p", word("say", "same"), answer, "soft");
  else element("p", "", answer).append(Object.assign(document.createElement("code"), { textContent: found.vkey }));
  const { entry, record } = found;
  const told = [
    [word("say", "entry"), word("kind", entry.t)],
    [word("say", "day"), day(entry.d)],
    ...(entry.due ? [[word("say", "due"), day(entry.due)]] : []),
    [word("say", "log"), found.checkpoint.origin],
    [word("say", "place_in"), `${found.index} / ${found.checkpoint.size}`],
  ];
  const order = [...words.querySelectorAll("[data-field]")].map((line) => line.dataset.field);
  const names = [...order.filter((name) => name in record), ...Object.keys(record).filter((name) => !order.includes(name))];
  facts([...told, ...names.map((name) => [word("field", name), name === "limit" ? limit(record[name]) : shown(record[name])])]);
}

async function look(file) {
  answer.replaceChildren();
  if (!globalThis.crypto?.subtle) return say("soon", word("say", "insecure"));
  try {
    if (file.size > 1000000) throw new Error("file");
    show(await check(await file.text()));
  } catch (problem) {
    const told = ["file", "opening", "place", "signature"].includes(problem.message) ? problem.message : "file";
    say("soon", word("say", told));
  }
}

part.hidden = false;
part.querySelector("input").addEventListener("change", (event) => {
  if (event.target.files[0]) look(event.target.files[0]);
});
