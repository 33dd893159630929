// On each page of the counter: the service worker comes aboard, what waits is sent, and what became of it is said.

import { learn, send, waiting, hear, me, meta, outcome, setMeta } from "./queue.js";

const texts = document.getElementById("kept-texts");
const say = (key) => texts.querySelector(`[data-t="${key}"]`).textContent;
const many = (key, n) => (n === 1 && texts.querySelector(`[data-t="${key}-one"]`) ? say(key + "-one") : say(key).replace("{}", n));

if (texts && "serviceWorker" in navigator) {
  navigator.serviceWorker.register(texts.dataset.worker, { scope: "/counter", type: "module" }).catch(() => {});
  navigator.serviceWorker.ready.then(({ active }) => { if (!navigator.serviceWorker.controller) active.postMessage("claim"); });
  navigator.serviceWorker.addEventListener("message", (event) => { if (event.data.stayed) stayed(event.data); });
}

// A form could not be sent and the page stands as it was: its buttons work again, and a band says why.
function stayed({ stayed: why, most }) {
  dispatchEvent(new PageTransitionEvent("pageshow"));
  const band = document.querySelector(".say");
  if (!band) return;
  const known = texts.querySelector(`[data-t="${why}"]`);
  band.textContent = known ? known.textContent.replace("{}", most) : band.dataset.off;
  band.classList.remove("sr");
  band.classList.add("dead-network");
}

// A line under the curtain, in the colours of the offline band.
function line(words, link) {
  let band = document.getElementById("kept-line");
  if (!band) {
    band = document.createElement("p");
    band.id = "kept-line";
    band.className = "kept-line";
    band.setAttribute("role", "status");
    document.getElementById("main").before(band);
  }
  band.textContent = words;
  if (link) {
    const a = document.createElement("a");
    a.href = texts.dataset.shop;
    a.textContent = link;
    band.append(" ", a);
  }
}

async function deliver() {
  const before = (await waiting()).length;
  if (before === 0) return;
  line(many("sending", before));
  const done = await send();
  const left = (await waiting()).length;
  if (done.revoked) line(say("revoked"));
  else if (done.unknown) line(say("unknown"));
  else if (!said(done) && left === 0) document.getElementById("kept-line")?.remove();
}

function said(done) {
  const words = outcome(done, many);
  if (words) line(words);
  return words;
}

// The first word with the server may fail; it is tried again.
let learnt = false;

async function begin() {
  // What the shell had sent just before it led here is said here.
  const told = await meta("told");
  if (told && Date.now() - told.at < 60_000) { await setMeta("told", null); said(told); }
  const here = await learn();
  learnt ||= Boolean(here) || !(await me());
  if (here && here.unseen > 0) line(say("see").replace("{}", here.unseen), say("look"));
  if (here) {
    navigator.storage?.persist?.();
    freshShell().catch(() => {});
  }
  await deliver();
}

// The shell as the tablet would need it now: anew once in a while, and when what lies aboard is of another language or from
// before the tablet had its place.
async function freshShell() {
  const lang = document.documentElement.lang;
  const want = `${lang} ${Math.floor(Date.now() / 3_600_000)}`;
  const ready = await navigator.serviceWorker?.ready;
  for (let n = 0; ready && n < 6; n++) {
    const have = await caches.match("/counter/offline");
    const words = have ? await have.text() : "";
    const right = words.includes('id="shop"') && words.includes(`<html lang="${lang}"`);
    if (right && (n > 0 || (await meta("shell")) === want)) return setMeta("shell", want);
    ready.active?.postMessage("shell");
    await new Promise((yes) => setTimeout(yes, 1000 + 1000 * n));
  }
}

if (texts && "indexedDB" in self) {
  begin().catch(() => {});
  hear((what) => { if (what === "kept") deliver().catch(() => {}); });
  addEventListener("online", () => deliver().catch(() => {}));
  setInterval(() => (learnt ? deliver() : begin()).catch(() => {}), 20_000);
}
