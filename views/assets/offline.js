// The shell: the counter without a network. A code is read and checked as far as that goes here, the stamp is kept, and what
// waits is listed. Every text comes from the page.

import { keep, undo, waiting, send, meta, setMeta, learn, me, hear, outcome, NotKept } from "./queue.js";
import { shown as readCode, printed } from "./codes.js";
import { minor, money } from "./money.js";

const $ = (s, in_ = document) => in_.querySelector(s);
const texts = Object.fromEntries([...document.querySelectorAll("#texts li")].map((li) => [li.dataset.t, li.textContent]));
const many = (key, n) => (n === 1 && texts[key + "-one"] ? texts[key + "-one"] : texts[key].replace("{}", n));
const shop = $("#shop").dataset;
const max = Number(shop.max);

const q = $("#q"), amount = $("#amount"), stamp = $("button.stamp"), tap = $("#tap");
const decimals = Number(tap.dataset.decimals);

// Who is here: { card, shown, pass, welcome, note, key }.
let card = null;

// --- What is said

function wrong(at, key) {
  const line = $(at);
  line.hidden = !key;
  $("span:last-child", line).textContent = key ? texts[key] : "";
  const field = at === "#q-wrong" ? q : amount;
  if (key) field.setAttribute("aria-invalid", "true"); else field.removeAttribute("aria-invalid");
}

const announce = (words) => { const say = $(".say"); say.textContent = ""; setTimeout(() => { say.textContent = words; }, 50); };

function show({ what, code = "", later = "", now = "", seal = "waits" }) {
  $("#card").hidden = false;
  $("#what").textContent = texts[what];
  $("#code").textContent = code;
  $("#later").textContent = later;
  $("#now").textContent = now;
  $("#seal-waits").hidden = seal !== "waits";
  $("#seal-down").hidden = seal !== "down";
  $("#seal-down").classList.toggle("pressed", seal === "down");
}

function ask() {
  card = null;
  $("#card").hidden = true;
  $("#seal-waits").hidden = $("#seal-down").hidden = true;
  stamp.disabled = true;
  wrong("#q-wrong", "");
  wrong("#amount-wrong", "");
  amount.value = "";
  amount.showAgain?.();
  q.value = "";
  q.focus();
}

// --- A code

async function take(typed) {
  const { keys } = (await meta("here")) ?? {};
  const place = {
    origins: [location.origin, shop.base].filter(Boolean), brand: shop.brand, shop: shop.code,
    keys: keys ?? JSON.parse(shop.keys), now: await serverTime(),
  };
  const found = await readCode(typed, place);
  if (found.wrong !== undefined) {
    wrong("#q-wrong", found.wrong);
    q.value = typed;
    q.focus();
    q.select();
    if (found.wrong) announce(texts[found.wrong]);
    return;
  }
  wrong("#q-wrong", "");
  q.value = "";
  card = { ...found, key: crypto.randomUUID() };
  if (card.welcome && !(await mayWelcome())) { card.welcome = 0; card.note = "welcome-later"; }
  const later = card.welcome ? texts.welcome.replace("{}", card.welcome) : card.note ? texts[card.note] : texts.later;
  show({ what: card.pass ?? "read", code: card.shown ?? texts["a-card"], later, now: texts.now });
  stamp.disabled = false;
  stamp.focus();
  announce(`${texts[card.pass ?? "read"]} ${card.shown ?? ""} ${texts.now}`);
}

// The charter's cap on welcomes, of what waits here.
async function mayWelcome() {
  const since = Date.now() - Number(shop.hours) * 3_600_000;
  return (await waiting()).filter((t) => t.welcome && t.at > since).length < Number(shop.welcomes);
}

// The tablet's clock may be off; how much it was by the last answer is known.
async function serverTime() {
  return Date.now() + (((await meta("here")) ?? {}).offset ?? 0);
}

// --- The stamp

let busy = false;
async function press() {
  if (!card || busy) return;
  const spent = minor(amount.value, decimals);
  const bad = spent === undefined ? "amount-wrong" : spent !== null && spent > max ? "amount-above" : "";
  wrong("#amount-wrong", bad);
  if (bad) { announce(texts[bad]); amount.focus(); return; }
  busy = true;
  stamp.disabled = true;
  try {
    // The same key if it has to be pressed again.
    await keep({ key: card.key, card: card.card, amount: spent, shown: card.shown, welcome: card.welcome || 0 });
    down(card.shown);
  } catch (error) {
    stamp.disabled = false;
    const why = error instanceof NotKept ? error.why : "full";
    wrong("#amount-wrong", why);
    announce(texts[why]);
  } finally {
    busy = false;
  }
}

// The seal is down; the next card may come at once.
function down(code) {
  card = null;
  show({ what: "stamped", code: code ?? texts["a-card"], later: texts.safe, now: texts.next, seal: "down" });
  amount.value = "";
  amount.showAgain?.();
  q.value = "";
  q.focus();
  announce(`${texts.stamped} ${texts.safe}`);
}

// --- What waits

const clock = (at) => new Date(at).toLocaleTimeString(shop.lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

function named(t) {
  if (t.shown) return t.shown;
  return /^[0-9A-Z]{4}-[0-9A-Z]{2,4}$/.test(t.card) ? printed(t.card.replace("-", "")) : texts["a-card"];
}

function make(tag, name, words) {
  const el = document.createElement(tag);
  if (name) el.className = name;
  if (words !== undefined) el.textContent = words;
  return el;
}

async function list() {
  const all = await waiting();
  const undone = new Set(all.filter((t) => t.undo).map((t) => t.undo));
  const taps = all.filter((t) => !t.undo).reverse();
  const rows = taps.slice(0, 3).map((t) => {
    const li = make("li", "row");
    const gone = undone.has(t.key);
    const sum = t.amount === null || t.amount === undefined ? texts["no-amount"] : money(t.amount, decimals, tap.dataset.money);
    li.append(make("span", "off-time", clock(t.at)), make("b", "", named(t)), make("span", "aside", sum), make("span", "off-chip", gone ? texts.undone : texts.chip));
    if (!gone) {
      const back = make("button", "btn text", texts.undo);
      back.type = "button";
      back.append(make("span", "sr", ` ${named(t)}`));
      back.addEventListener("click", async () => { back.disabled = true; await undo(t.key).catch(() => {}); await list(); q.focus(); });
      li.append(back);
    }
    return li;
  });
  $("#queue").replaceChildren(...rows);
  $("#queue").hidden = rows.length === 0;
  $("#queue-none").hidden = rows.length > 0;
  const n = taps.length;
  $("#count").textContent = n === 0 ? texts.none : texts.count.replace("{}", n);
  $("#since").textContent = n === 0 ? "" : texts.since.replace("{}", clock(taps.at(-1).at));
  return n;
}

// --- Back

function band(head, words, back = false) {
  $("#band-head").textContent = texts[head];
  $("#band-text").textContent = words;
  $("#band").classList.toggle("is-back", back);
  const net = $(".net");
  net.textContent = back ? texts.online : net.dataset.off;
  net.classList.toggle("off", !back);
}

// Gone again before anybody could leave: what was said of coming back is over.
const lost = () => { if ($("#band.is-back")) band("head", texts.works); };

let leaving = false;
async function deliver() {
  if (leaving || !navigator.onLine) return;
  const said = await learn().catch(() => false);
  const before = (await waiting()).length;
  const done = before > 0 ? await send() : { sent: 0, refused: 0 };
  const left = await list();
  if (done.revoked || done.unknown) { band("head", done.revoked ? texts.revoked : texts.unknown); return; }
  const words = outcome(done, many);
  if (done.away || !navigator.onLine || !(said || words)) { if (words) band("head", `${words} ${texts.works}`); else lost(); return; }
  // Nobody is sent away in the middle of a customer.
  const first = card || q.value || amount.value;
  band("back", [words, first ? texts.first : ""].filter(Boolean).join(" "), true);
  if (left > 0 || first) return;
  leaving = true;
  await setMeta("told", { ...done, at: Date.now() });
  location.replace("/counter");
}

// --- Begin

// The seal bears today's date, whenever this page was stored.
function today() {
  const d = new Date(), cut = $("#who").dataset.cut;
  const words = cut === "ja" ? `${d.getFullYear() - 2018}.${d.getMonth() + 1}.${d.getDate()}` : `${d.getDate()}.${d.getMonth() + 1}.${d.getFullYear() % 100}`;
  for (const seal of document.querySelectorAll(".seal")) { const path = seal.querySelectorAll("text.cut textPath")[1]; if (path) path.textContent = words; }
  $(".clock").textContent = clock(Date.now());
}

$("#find").addEventListener("submit", (event) => { event.preventDefault(); event.stopPropagation(); take(q.value); });
tap.addEventListener("submit", (event) => { event.preventDefault(); event.stopPropagation(); press(); });
$("#another").addEventListener("click", ask);
addEventListener("code", (event) => { event.preventDefault(); take(event.detail.text); });
addEventListener("online", () => deliver().catch(() => {}));
addEventListener("offline", lost);
hear(() => list().catch(() => {}));
setInterval(() => deliver().catch(() => {}), 20_000);
setInterval(today, 5_000);

async function begin() {
  today();
  const here = (await meta("here")) ?? null;
  await list();
  if (!(await me()) || !here) { wrong("#q-wrong", "no-key"); }
  // What led here: a stamp that was kept, or a code that could not be looked up.
  const [stamped, asked] = [await meta("stamped"), await meta("asked")];
  if (stamped || asked) { await setMeta("stamped", null); await setMeta("asked", null); }
  const fresh = (said) => said && Date.now() - said.at < 60_000;
  if (fresh(stamped)) {
    const kept = (await waiting()).find((t) => t.seq === stamped.seq);
    if (kept) down(named(kept));
  } else if (fresh(asked)) {
    await take(asked.q);
  } else {
    q.focus();
  }
  performance.mark("shell-ready");
  document.body.dataset.ready = "1";
  setTimeout(() => deliver().catch(() => {}), 1500);
}

begin();
