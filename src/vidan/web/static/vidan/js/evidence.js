// Checks an evidence file without asking anybody: the opening of its commitment, its place in the tree, the signature.
// Formats: docs/ledger-format.md, c2sp.org/tlog-proof, /signed-note, RFC 6962. Throws the name of what is wrong.
const KEYS = ["entry", "format", "proof", "record", "salt", "vkey"];
const encoder = new TextEncoder();

const wrong = (what) => { throw new Error(what); };

/** Bytes of strict base64. */
function bytes(text) {
  let raw = "";
  try { raw = atob(text); } catch { wrong("file"); }
  if (btoa(raw) !== text) wrong("file");
  return Uint8Array.from(raw, (letter) => letter.charCodeAt(0));
}

const same = (a, b) => a.length === b.length && a.every((byte, place) => byte === b[place]);

function join(...parts) {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let place = 0;
  for (const part of parts) { whole.set(part, place); place += part.length; }
  return whole;
}

const sha256 = async (data) => new Uint8Array(await crypto.subtle.digest("SHA-256", data));

/** Canonical JSON as Python writes it: keys sorted, no spaces, everything but printable ASCII as \uXXXX. */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value !== null && typeof value === "object") {
    return `{${Object.keys(value).sort().map((key) => `${canonical(key)}:${canonical(value[key])}`).join(",")}}`;
  }
  if (typeof value === "number" && !Number.isSafeInteger(value)) wrong("file");
  return JSON.stringify(value).replace(/[^ -~]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

async function commitment(salt, record) {
  if (salt.length !== 32) wrong("file"); // HMAC fills short keys with zeros, so another length could pass as the same
  const key = await crypto.subtle.importKey("raw", salt, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return new Uint8Array(await crypto.subtle.sign("HMAC", key, encoder.encode(canonical(record))));
}

/** Name, key id and public key of a verifier key line. */
async function readKey(line) {
  const [name, id, ...rest] = line.split("+");
  const material = bytes(rest.join("+"));
  const own = (await sha256(join(encoder.encode(`${name}\n`), material))).slice(0, 4);
  const told = Array.from(own, (byte) => byte.toString(16).padStart(2, "0")).join("");
  if (!name || told !== id || material.length !== 33 || material[0] !== 1) wrong("file");
  return { name, id: own, key: material.slice(1) };
}

/** The checkpoint in a proof: origin, size, root, the text that is signed, the signature by the log's key. */
function readCheckpoint(note, key) {
  const border = note.lastIndexOf("\n\n");
  if (border < 0 || !note.endsWith("\n")) wrong("file");
  const text = note.slice(0, border + 1);
  const lines = text.split("\n");
  if (lines.length < 4 || !/^(0|[1-9][0-9]{0,14})$/.test(lines[1])) wrong("file");
  if (lines[0] !== key.name) wrong("signature");
  let signature = null;
  for (const line of note.slice(border + 2, -1).split("\n")) {
    const [dash, name, blob, ...more] = line.split(" ");
    if (dash !== "\u2014" || !blob || more.length) wrong("file");
    const value = bytes(blob);
    if (name === key.name && same(value.slice(0, 4), key.id)) signature = value.slice(4);
  }
  if (!signature) wrong("signature");
  return { origin: lines[0], size: Number(lines[1]), root: bytes(lines[2]), text, signature };
}

function readProof(text) {
  const border = text.indexOf("\n\n");
  const lines = text.slice(0, border).split("\n");
  if (border < 0 || lines.shift() !== "c2sp.org/tlog-proof@v1") wrong("file");
  if (lines[0] && lines[0].startsWith("extra ")) lines.shift();
  const index = /^index (0|[1-9][0-9]{0,14})$/.exec(lines.shift() || "");
  if (!index) wrong("file");
  return { index: Number(index[1]), path: lines.map(bytes), note: text.slice(border + 2) };
}

/** RFC 9162 2.1.3.2. */
async function rootBy(leaf, index, size, path) {
  if (index >= size) wrong("place");
  let [place, last, result] = [BigInt(index), BigInt(size) - 1n, leaf];
  const node = (left, right) => sha256(join(Uint8Array.of(1), left, right));
  for (const sibling of path) {
    if (last === 0n || sibling.length !== 32) wrong("place");
    if (place & 1n || place === last) {
      result = await node(sibling, result);
      while (place && !(place & 1n)) { place >>= 1n; last >>= 1n; }
    } else {
      result = await node(result, sibling);
    }
    place >>= 1n;
    last >>= 1n;
  }
  if (last) wrong("place");
  return result;
}

/** true, false, or null where this browser knows no Ed25519. */
async function signed(key, text, signature) {
  let imported;
  try {
    imported = await crypto.subtle.importKey("raw", key, { name: "Ed25519" }, false, ["verify"]);
  } catch { return null; }
  return crypto.subtle.verify({ name: "Ed25519" }, imported, signature, encoder.encode(text));
}

/** What the file proves: its entry, record, place, checkpoint; `signed` is null where the signature was not checked. */
export async function check(text) {
  let told;
  try { told = JSON.parse(text); } catch { wrong("file"); }
  if (!told || typeof told !== "object" || Object.keys(told).sort().join() !== KEYS.join()) wrong("file");
  if (told.format !== "vidan-evidence-1" || !told.record || typeof told.record !== "object") wrong("file");
  if (["entry", "proof", "salt", "vkey"].some((name) => typeof told[name] !== "string")) wrong("file");
  let entry;
  try { entry = JSON.parse(told.entry); } catch { wrong("file"); }
  if (canonical(entry) !== told.entry || entry.v !== 1 || typeof entry.c !== "string") wrong("file");
  if (!same(await commitment(bytes(told.salt), told.record), bytes(entry.c))) wrong("opening");
  const vkey = told.vkey.trim();
  const key = await readKey(vkey);
  const proof = readProof(told.proof);
  const checkpoint = readCheckpoint(proof.note, key);
  const leaf = await sha256(join(Uint8Array.of(0), encoder.encode(told.entry)));
  if (!same(await rootBy(leaf, proof.index, checkpoint.size, proof.path), checkpoint.root)) wrong("place");
  const right = await signed(key.key, checkpoint.text, checkpoint.signature);
  if (right === false) wrong("signature");
  return { entry, record: told.record, index: proof.index, checkpoint, vkey, signed: right };
}
