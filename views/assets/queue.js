// What the tablet keeps without a network: a chain of signed entries, each over the one before it, sent when there is a way.
// Used by pages and by the service worker alike; two tabs may do everything here at once.

import { encode, part } from "./base64url.js";
import { answer, open as openTablet, settled, sign } from "./tablet.js";

const AT_ONCE = 50;
const BYTES = 48_000;
// What the server reads of an entry: a card is never so long.
const LONGEST = 3900;
const boot = crypto.randomUUID();
const text = new TextEncoder();

// One connection for each page; it lets go where another tab brings a newer program.
let held;
function open() {
  held ??= openTablet().then((db) => {
    for (const end of ["versionchange", "close"]) db.addEventListener(end, () => { held = undefined; });
    return db;
  }, (error) => { held = undefined; throw error; });
  return held;
}

async function read(store, key) {
  return answer((await open()).transaction(store).objectStore(store).get(key));
}

export const meta = (key) => read("meta", key);
export const me = () => read("device", "me");

export async function setMeta(key, value) {
  const tx = (await open()).transaction("meta", "readwrite");
  tx.objectStore("meta").put(value, key);
  return settled(tx);
}

// All that waits, oldest first.
export async function waiting() {
  return answer((await open()).transaction("taps").objectStore("taps").getAll());
}

// Tells other tabs, and this one.
const channel = "BroadcastChannel" in self ? new BroadcastChannel("noren-queue") : null;
const hearers = [];
if (channel) channel.onmessage = (event) => hearers.forEach((hear) => hear(event.data));
export const hear = (hearer) => hearers.push(hearer);
export function tell(what) {
  channel?.postMessage(what);
  hearers.forEach((hear) => hear(what));
}

// Why something cannot be kept: "no-key", "full", "foreign", "too-many" (`most` is how many may wait).
export class NotKept extends Error {
  constructor(why, most) { super(why); Object.assign(this, { why, most }); }
}

// Keeps a tap: { card, amount, key }. The same key is kept once.
export const keep = (tap) => append({ key: tap.key, card: tap.card, ...(tap.amount === null || tap.amount === undefined ? {} : { amount: tap.amount }) }, tap);

// Takes a kept tap back, by another entry: what is signed is not removed.
export const undo = (key) => append({ key: crypto.randomUUID(), undo: key }, { undo: key });

async function append(says, shown) {
  const device = await me();
  const here = await meta("here");
  if (!device?.key || !here) throw new NotKept("no-key");
  if (!says.undo && (await waiting()).length >= (here.taps ?? Infinity)) throw new NotKept("too-many", here.taps);
  for (;;) {
    const head = (await meta("head")) ?? { seq: 0, hash: "" };
    const at = Date.now();
    const entry = {
      v: 1, aud: "noren-queue", brand: here.brand, seq: head.seq + 1, prev: head.hash, ...says,
      at, boot, mono: Math.round(performance.now()), staff: here.staff ?? "",
    };
    const signed = part({ alg: "ES256", kid: String(device.id) }) + "." + part(entry);
    const jws = signed + "." + (await sign(device.key, signed));
    const hash = encode(await crypto.subtle.digest("SHA-256", text.encode(jws)));
    if (jws.length > LONGEST) throw new NotKept("foreign");
    const kept = { seq: entry.seq, jws, hash, key: says.key, at, ...shown };
    if (await put(head, kept, hash)) {
      tell("kept");
      return kept;
    }
  }
}

// Writes an entry and the new head, unless another tab was quicker: then false, and it is signed anew.
async function put(head, kept, hash) {
  const tx = (await open()).transaction(["taps", "meta"], "readwrite");
  const ended = settled(tx);
  try {
    const now = (await answer(tx.objectStore("meta").get("head"))) ?? { seq: 0, hash: "" };
    if (now.hash !== head.hash || now.seq !== head.seq) { tx.abort(); await ended.catch(() => {}); return false; }
    const all = await answer(tx.objectStore("taps").getAll());
    // Asked for twice (a button pressed again): it is there.
    if (all.some((tap) => tap.key === kept.key || (kept.undo && tap.undo === kept.undo))) { tx.abort(); await ended.catch(() => {}); return true; }
    tx.objectStore("taps").put(kept);
    tx.objectStore("meta").put({ seq: kept.seq, hash }, "head");
    await ended;
    return true;
  } catch (error) {
    await ended.catch(() => {});
    const name = error?.name ?? tx.error?.name;
    if (name === "QuotaExceededError" || tx.error?.name === "QuotaExceededError") throw new NotKept("full");
    throw error;
  }
}

// Asks what the tablet should know of the house. False where it is no tablet, or nothing answers.
export async function learn() {
  const device = await me();
  if (!device) return false;
  const look = await fetch("/counter/queue", { headers: { accept: "application/json" }, cache: "no-store" });
  if (!look.ok) return false;
  const said = await look.json();
  // Where nobody has their turn, whoever had it last answers for what is stamped without a network.
  const { staff } = (await meta("here")) ?? {};
  await setMeta("here", { brand: said.brand, staff: said.staff || staff || "", taps: said.taps, decimals: said.decimals, keys: said.keys, offset: said.now - Date.now() });
  // A browser that has lost its memory goes on where the server is.
  const tx = (await open()).transaction(["taps", "meta"], "readwrite");
  const [head, count] = [await answer(tx.objectStore("meta").get("head")), await answer(tx.objectStore("taps").count())];
  if (count === 0 && said.seq > (head?.seq ?? 0)) tx.objectStore("meta").put({ seq: said.seq, hash: said.hash }, "head");
  await settled(tx);
  return said;
}

// What is said of what was sent: how many by the page's texts (`many`), each reason once by the server's.
export const outcome = ({ sent, refused, notices }, many) =>
  [sent > 0 ? many("sent", sent) : "", refused > 0 ? many("refused", refused) : "", ...new Set(notices)].filter(Boolean).join(" ");

// Sends what waits, oldest first, one tab at a time. Says what became of it.
export async function send() {
  if (!navigator.locks) return sendAll();
  return navigator.locks.request("noren-queue", { ifAvailable: true }, (lock) => (lock ? sendAll() : { sent: 0, refused: 0 }));
}

async function sendAll() {
  const total = { sent: 0, refused: 0, notices: [] };
  for (;;) {
    const all = await waiting();
    if (all.length === 0) break;
    const taps = [];
    let bytes = 0;
    for (const tap of all) {
      bytes += tap.jws.length + 3;
      if (taps.length === AT_ONCE || (taps.length > 0 && bytes > BYTES)) break;
      taps.push(tap.jws);
    }
    const body = JSON.stringify({ oldest: all[0].seq, now: Date.now(), taps });
    const post = (to) => fetch(to, { method: "POST", headers: { "content-type": "application/json" }, body });
    let reply;
    try {
      reply = await post("/counter/queue");
      if (reply.status === 403) {
        reply = await post("/counter/queue/late");
        if (reply.ok) total.revoked = true;
      }
    } catch {
      total.away = true;
      break;
    }
    if (!reply.ok) {
      total.unknown = [401, 403, 404].includes(reply.status);
      total.away = !total.unknown;
      break;
    }
    const said = await reply.json();
    const taken = said.taps.filter((line) => line.outcome !== "later");
    // By its hash: what came as nothing readable has no number.
    const gone = new Set(taken.map((line) => line.hash));
    const tx = (await open()).transaction("taps", "readwrite");
    let left = 0;
    for (const tap of all.slice(0, taps.length)) if (gone.has(tap.hash)) { tx.objectStore("taps").delete(tap.seq); left += 1; }
    await settled(tx);
    for (const line of taken) {
      if (line.outcome === "stamped" || line.outcome === "before") total.sent += 1;
      else if (line.outcome === "refused" || line.outcome === "foreign") total.refused += 1;
      if (line.notice) total.notices.push(line.notice.detail);
    }
    if (left === 0) break;
  }
  tell("sent");
  return total;
}
