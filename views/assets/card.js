// The living card: a code that changes while the screen is looked at. With a signal the server makes it; without one, this
// phone does, by a key it registered before.
import { encode } from "./vendor/uqr/index.mjs";
import { forget, keep, kept, makeKey, makePass } from "./phone.js";

const CHANGES = 40_000; // a pass lasts 60 s
const PATIENCE = 4_000;

const live = document.querySelector("#live");
const say = live.querySelector(".live-line");
const texts = live.dataset;
const shell = "shell" in texts;
let offset = texts.now ? Number(texts.now) - Date.now() : 0; // the server's clock less ours
let shown = { until: Number(texts.until ?? 0), at: Date.now() };
let timer, busy;

// --- Drawing
function draw(text) {
  const { size, data } = encode(text, { ecc: "L", border: 0 });
  let d = "";
  data.forEach((row, y) => {
    for (let x = 0; x < size; x++) {
      const from = x;
      while (row[x]) x++;
      if (x > from) d += `M${from} ${y}h${x - from}v1h-${x - from}z`;
    }
  });
  const svg = live.querySelector(".qr");
  const whole = size + 8;
  svg.setAttribute("viewBox", `0 0 ${whole} ${whole}`);
  for (const side of ["width", "height"]) svg.querySelector("rect").setAttribute(side, whole);
  svg.querySelector("path").setAttribute("d", d);
  svg.dataset.pass = text;
}

function tell(template, until) {
  const time = new Date(until - offset).toLocaleTimeString("en-GB");
  say.textContent = template.replace("{}", time);
}

function show({ pass, until }, template) {
  shown = { until, at: Date.now() };
  draw(pass);
  live.classList.remove("over");
  tell(template, until);
}

// Nothing that works is left to show: the printed number is.
function over(template) {
  live.classList.add("over");
  say.setAttribute("role", "status"); // the time alone is not worth saying aloud
  say.textContent = template;
}

// --- The next pass
async function fromServer() {
  const begun = Date.now();
  const answer = await fetch(texts.pass, { cache: "no-store", redirect: "manual", signal: AbortSignal.timeout(PATIENCE) });
  if (answer.ok) {
    const next = await answer.json();
    offset = next.now - (begun + Date.now()) / 2;
    return next;
  }
  if (answer.status === 410) return { stopped: true };
  if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) return { away: true };
  throw new Error(String(answer.status));
}

async function next() {
  clearTimeout(timer);
  if (busy || document.hidden) return;
  busy = true;
  try {
    await change();
  } finally {
    busy = false;
    clearTimeout(timer);
    timer = setTimeout(next, CHANGES);
  }
}

async function change() {
  let fresh;
  if (navigator.onLine) fresh = await fromServer().catch(() => undefined);
  if (fresh?.stopped) {
    await forget();
    return over(texts.stopped);
  }
  if (fresh?.away || (fresh && shell)) return location.replace(texts.card); // sign in, or the whole page again
  if (fresh) return show(fresh, texts.live);
  const me = await kept();
  if (!me?.id || (texts.passport && me.passport !== texts.passport)) return over(texts.none);
  if (shell) offset = me.offset;
  printed(me);
  if (me.expires <= Date.now() + me.offset) return over(texts.worn);
  show(await makePass(me), texts.own);
}

// --- This phone's key
async function register() {
  if (shell || !texts.phones || !navigator.onLine) return;
  const note = live.querySelector(".offline-note");
  try {
    let me = await kept();
    if (me?.passport !== texts.passport || me?.brand !== texts.brand) me = undefined;
    me ??= await newPhone();
    let answer = await send(me.open);
    if (answer.status === 410) {
      // Stopped before; whoever signed in since may show the card here again.
      await forget();
      me = await newPhone();
      answer = await send(me.open);
    }
    if (!answer.ok) return;
    const { id, now, expires } = await answer.json();
    await keep({ ...me, id, expires, offset: now - Date.now(), code: texts.code });
    await navigator.serviceWorker?.register(texts.worker, { scope: texts.scope });
    note.hidden = false;
    note.textContent = texts.ready;
  } catch {
    // A browser without these keys: with a signal all is as always.
    note.hidden = false;
    note.textContent = texts.noKey;
  }
}

const newPhone = async () => ({ ...(await makeKey()), passport: texts.passport, brand: texts.brand });
const send = (open) => fetch(texts.phones, { method: "POST", body: new URLSearchParams({ key: open }), redirect: "manual", signal: AbortSignal.timeout(PATIENCE) });

function printed(me) {
  const code = live.querySelector(".code");
  if (!code.textContent && me.code) code.textContent = me.code;
  live.querySelector(".printed").hidden = !code.textContent;
}

// --- The screen stays on
let lock;
async function awake() {
  if (document.hidden || (lock && !lock.released)) return;
  try {
    lock = await navigator.wakeLock?.request("screen");
  } catch {
    // A battery that is low says no.
  }
}

document.addEventListener("visibilitychange", () => {
  if (document.hidden) return;
  awake();
  next();
});
addEventListener("pageshow", (e) => { if (e.persisted) next(); });
addEventListener("online", next);
addEventListener("offline", next);
live.querySelector(".pass-code").addEventListener("click", next);
const again = live.querySelector(".again");
if (again) again.hidden = true; // it changes by itself now

awake();
if (shell) next();
else {
  tell(texts.live, shown.until);
  // As late as a page from the server may be, its pass is young.
  timer = setTimeout(next, Math.max(0, Math.min(CHANGES, shown.until - offset - Date.now() - 20_000)));
  register();
}
