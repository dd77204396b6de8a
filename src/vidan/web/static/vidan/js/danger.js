// Whether words tell of danger now: a thing beside what happens to it, or a cue that says it alone, from the pack by which
// the server judges. It runs in this browser only: nothing that is typed leaves it before it is sent.
import { ALONE, SCENES } from "./danger_words.js";

const NEAR = 9; // so many words may stand between a thing and what happens to it
const LONGEST = 800;
const bare = (word) => word.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replaceAll("đ", "d");
const split = (text) => text.toLowerCase().normalize("NFC").match(/[\p{L}\p{N}]+|#/gu) ?? [];
const phrases = (listed) => listed.split(/,\s+/).filter(Boolean).map((text) => {
  const marked = split(text);
  return { marked, plain: marked.map(bare) };
});
const alone = phrases(ALONE);
const scenes = SCENES.map((lists) => lists.map(phrases));

function read(text) {
  const marked = split(text).slice(0, LONGEST);
  const plain = marked.map(bare);
  const marks = marked.filter((word, at) => word !== plain[at]).length;
  const starts = new Map();
  plain.forEach((word, at) => starts.set(word, [...(starts.get(word) ?? []), at]));
  return { marked, plain, starts, careful: marks * 2 >= marked.length };
}

/** A word as it must stand: any number for `#`; with its marks where the others bear theirs, but for one slip in several. */
function fits(phrase, at, said, start) {
  const wanted = phrase.plain[at];
  if (wanted === "#") return /^\d+$/.test(said.plain[start + at]);
  if (said.plain[start + at] !== wanted) return false;
  const typed = said.marked[start + at];
  return !said.careful || typed === phrase.marked[at] || (typed === wanted && phrase.plain.length > 1);
}

const places = (phrase, said) => (said.starts.get(phrase.plain[0]) ?? [])
  .filter((start) => phrase.plain.every((_, at) => start + at < said.plain.length && fits(phrase, at, said, start)))
  .map((start) => ({ start, end: start + phrase.plain.length }));
/** One word without its marks says little: *chay* is fire, and driving. */
const clear = (phrase, said) => said.careful || phrase.plain.length > 1 || phrase.plain[0] === phrase.marked[0];
const stands = (listed, said) => listed.some((phrase) => clear(phrase, said) && places(phrase, said).length > 0);

function shows([things, happens, byItself, needs], said) {
  if (needs.length && !needs.some((phrase) => places(phrase, said).length)) return false;
  if (stands(byItself, said)) return true;
  const objects = things.flatMap((phrase) => places(phrase, said));
  return objects.length > 0 && happens.some((phrase) => places(phrase, said).some((event) => objects.some((object) => {
    const apart = Math.max(object.start - event.end, event.start - object.end);
    if (apart < 0) return false; // the thing is not what happens to it
    return clear(phrase, said) ? apart <= NEAR : apart === 0 && object.end - object.start > 1;
  })));
}

export function tellsOfDanger(text) {
  const said = read(text);
  return stands(alone, said) || scenes.some((scene) => shows(scene, said));
}
