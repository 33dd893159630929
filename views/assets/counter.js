// The counter, made quicker: keypad, points foretold, a scanner that types anywhere, no stamp sent twice.
// Everything here also works without it; nothing is decided here.

import { says } from "./base64url.js";
import { comma, money } from "./money.js";
import { dots } from "./pin.js";

const $ = (s, in_ = document) => in_.querySelector(s);
const $$ = (s, in_ = document) => [...in_.querySelectorAll(s)];

// What was typed, as digits of the minor unit; full-width digits too.
const digits = (text) => text.normalize("NFKC").replace(/\D/g, "").replace(/^0+(?=\d)/, "");

// --- Amounts: shown with commas, sent without
function amounts() {
  for (const box of $$(".amount")) {
    const input = $("input", box);
    const out = $("output", box);
    const { visit = 0, step = 0, per = 0, max = 0, decimals = 0 } = Object.fromEntries(Object.entries(box.dataset).map(([k, v]) => [k, Number(v)]));
    const form = input.form;
    const { worth = 0, lot = 1 } = form.dataset;
    const show = () => {
      // What is no whole amount stays as it was typed, and is refused so: 12.5 must never become 125.
      if (decimals === 0 && /[^\d,\s¥円]/.test(input.value.normalize("NFKC"))) {
        input.size = input.value.length;
        if (out) out.textContent = "";
        return;
      }
      const typed = digits(input.value).slice(0, 9);
      const n = Number(typed || 0);
      if (decimals > 0) input.value = typed ? comma(Math.floor(n / 10 ** decimals)) + "." + String(n % 10 ** decimals).padStart(decimals, "0") : "";
      else input.value = typed ? comma(n) : "";
      input.size = Math.max(input.value.length, 1);
      const template = out && out.dataset.text;
      if (!template) return;
      if (worth > 0) out.textContent = n ? template.replace("{}", money(Number((BigInt(n) * BigInt(worth)) / BigInt(lot)), Number(form.dataset.decimals), form.dataset.money)) : "";
      else {
        const points = visit + (step > 0 ? Math.floor(n / step) * per : 0);
        out.textContent = points > 0 && !(max && n > max) ? template.replace("{}", comma(points)) : "";
      }
    };
    const caret = () => input.setSelectionRange(input.value.length, input.value.length);
    input.inputMode = "none"; // our own keys are below
    input.addEventListener("input", () => { show(); caret(); });
    form.addEventListener("submit", () => { input.value = input.value.replaceAll(",", ""); });
    input.showAgain = show;
    show();
  }
}

// --- Keys
function keypads() {
  for (const pad of $$(".keys")) {
    const input = document.getElementById(pad.dataset.for);
    pad.addEventListener("click", (event) => {
      const key = event.target.closest("button")?.dataset.key;
      if (!key) return;
      press(input, key);
    });
  }
}

function press(input, key) {
  const max = input.maxLength > 0 ? input.maxLength : 99;
  if (key === "back") input.value = input.value.slice(0, -1);
  else if (input.value.length + key.length <= max) input.value += key;
  input.dispatchEvent(new Event("input"));
}

// --- The PIN as the customer types it
function typedPin(form) {
  const pin = $("#pin", form);
  if (!pin) return;
  dots(form, pin, () => form.dataset.step === "pin");
  const upside = $(".upside", form);
  upside.addEventListener("click", () => upside.setAttribute("aria-pressed", String(form.classList.toggle("turned"))));
}

// --- The tablet turned round for the customer's own pages
function turn() {
  const form = $("#turn");
  if (!form) return;
  typedPin(form);
  $("#pin", form)?.focus();
}

// --- Redeem: points, then the tablet goes to the customer
function redeem() {
  const form = $("#redeem");
  if (!form) return;
  typedPin(form);
  const points = $("#points");
  const pin = $("#pin");
  const step = (name) => {
    form.dataset.step = name;
    (name === "pin" ? pin : points).focus();
    $(".pin-points", form).textContent = points.value;
  };
  for (const b of $$("[data-points]", form)) b.addEventListener("click", () => { points.value = b.dataset.points; points.dispatchEvent(new Event("input")); });
  const on = () => { if (points.value && points.reportValidity()) step("pin"); else points.focus(); };
  $(".to-pin", form).addEventListener("click", on);
  points.addEventListener("keydown", (e) => { if (e.key === "Enter") { e.preventDefault(); on(); } });
  if (form.dataset.step === "pin") step("pin");
  // The phone in the PIN's place: a pass is sent as soon as it is read. One of somebody else before a PIN is asked: the next customer.
  addEventListener("code", (e) => {
    const said = says(e.detail.text);
    if (said?.aud !== "noren-pass" || (form.dataset.step !== "pin" && said.sub !== form.dataset.passport)) return;
    e.preventDefault();
    if (form.dataset.step !== "pin" && !(points.value && points.reportValidity())) { points.focus(); return; }
    pin.value = "";
    $("#pass").value = e.detail.text;
    form.requestSubmit();
  });
}

// --- A code that was read, by camera or scanner: whoever has a use for it here says so, else it is looked for
const isOn = (name) => { try { return localStorage.getItem("noren-" + name) === "on"; } catch { return false; } };

function announce(text, by) {
  dispatchEvent(new CustomEvent("code", { cancelable: true, detail: { text, by } }));
}

function codes() {
  addEventListener("code", (e) => queueMicrotask(() => { if (!e.defaultPrevented) take(e.detail.text); }));
}

function take(text) {
  const find = $("form.scan"), field = $("#q");
  if (!find && !field) return;
  if (!find) { field.value = text; return field.form.requestSubmit(); }
  if (!ours(text)) return tell(find.dataset.foreign);
  const form = isOn("at-once") ? $("form.at-once") : find;
  form.elements[0].value = text;
  if (form !== find) form.elements.key.value = [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, "0")).join("");
  form.requestSubmit();
}

// Could it be ours: a card's address or code, or a token? What only the server knows, it says.
function ours(text) {
  if (/^https?:/i.test(text)) return /\/c\/[^/?#]+$/.test(text.split(/[?#]/)[0]);
  return /^[\w-]+\.[\w-]+\.[\w-]+$/.test(text) || /^[\p{L}\p{N}\s‐−–ー-]{2,40}$/u.test(text);
}

// Said aloud and shown for a while, without leaving the page.
let telling;
function tell(text) {
  const say = $(".say");
  if (!say || !text) return;
  say.textContent = text;
  say.classList.replace("sr", "told");
  clearTimeout(telling);
  telling = setTimeout(() => { say.classList.replace("told", "sr"); say.textContent = ""; }, 8000);
}

// --- A scanner is a keyboard that is quicker than any hand and ends with Enter
function scanner() {
  const find = $("#q");
  const amount = $("#amount");
  let typed = "", last = 0, quick = 0, kept = new Map();
  addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.altKey || e.metaKey || e.isComposing) return;
    const gap = e.timeStamp - last;
    last = e.timeStamp;
    if (e.key === "Enter") {
      if (quick >= 5 && typed.length >= 6 && document.activeElement !== find) {
        e.preventDefault();
        e.stopImmediatePropagation();
        for (const [input, value] of kept) { input.value = value; input.dispatchEvent(new Event("input")); } // what a scanner typed was no amount, and no PIN
        announce(typed, "scanner");
      }
      typed = ""; quick = 0;
      return;
    }
    if (e.key.length !== 1) return;
    if (gap < 45) quick++; else { typed = ""; quick = 0; kept = new Map([amount, document.activeElement].filter((i) => i?.matches("input")).map((i) => [i, i.value])); }
    typed += e.key;
    const at = document.activeElement;
    if (at && at.matches("input, textarea, select")) return;
    // Typed at nothing in particular: digits are the amount, where there is one; all else is a search.
    if (amount && /^\d$/.test(e.key)) { e.preventDefault(); press(amount, e.key); }
    else if (amount && e.key === "Backspace") press(amount, "back");
    else if (find && !amount) find.focus();
  }, true);
}

// --- Switches that this tablet keeps
function switches() {
  for (const b of $$("[data-switch]")) {
    const word = $("span", b), off = word.textContent, name = b.dataset.switch;
    const show = () => { const on = isOn(name); b.setAttribute("aria-checked", String(on)); word.textContent = on ? b.dataset.on : off; };
    b.addEventListener("click", () => { localStorage.setItem("noren-" + name, isOn(name) ? "off" : "on"); show(); });
    show();
  }
}

// --- Nobody's name stays up: after a minute in which nothing was touched the counter waits again
function idle() {
  const page = $("[data-idle-say]");
  if (!page) return;
  let warn, leave;
  const again = () => {
    clearTimeout(warn);
    clearTimeout(leave);
    if ($$("input:not([type=hidden]), textarea").some((i) => i.value !== i.defaultValue)) return;
    warn = setTimeout(tell, 50_000, page.dataset.idleSay);
    leave = setTimeout(() => { if (navigator.onLine || navigator.serviceWorker?.controller) location.assign(page.dataset.idle); }, 60_000);
  };
  for (const touch of ["pointerdown", "keydown", "input", "scroll"]) addEventListener(touch, again, { passive: true, capture: true });
  again();
}

// --- Sent once
function once() {
  addEventListener("submit", (e) => {
    const form = e.target;
    if (form.method !== "post") return;
    if (form.dataset.sent) { e.preventDefault(); return; }
    // Into a dead network nothing is sent: the browser's own page would take what was typed. With the service worker aboard, it
    // keeps what can be kept and leaves the page as it is with the rest.
    if (!navigator.onLine && !navigator.serviceWorker?.controller) {
      e.preventDefault();
      const say = $(".say");
      if (say) { say.textContent = say.dataset.off; say.classList.remove("sr"); say.classList.add("dead-network"); }
      return;
    }
    form.dataset.sent = "1";
    document.body.classList.add("sending");
    for (const b of $$("button", form)) b.setAttribute("aria-disabled", "true");
    const say = $(".say");
    setTimeout(() => { if (say && form.dataset.sent) { say.textContent = say.dataset.wait; say.classList.remove("sr"); } }, 400);
  });
  // Back from the next page: the forms may be used again.
  addEventListener("pageshow", () => {
    document.body.classList.remove("sending");
    for (const f of $$("form")) { delete f.dataset.sent; for (const b of $$("[aria-disabled]", f)) b.removeAttribute("aria-disabled"); }
    for (const i of $$(".amount input")) i.showAgain?.();
  });
}

// --- The clock counts on from the server's time; online is said in words
function clock() {
  const face = $(".clock");
  const [h, m] = (face?.textContent ?? "").split(":").map(Number);
  if (Number.isNaN(m)) return;
  const start = Date.now();
  setInterval(() => {
    const now = h * 60 + m + Math.floor((Date.now() - start) / 60000);
    face.textContent = Math.floor(now / 60) % 24 + ":" + String(now % 60).padStart(2, "0");
  }, 5000);
}

function online() {
  const net = $(".net");
  if (!net) return;
  const on = net.textContent;
  const show = () => { if (navigator.onLine) $(".say.dead-network")?.classList.replace("dead-network", "sr"); net.textContent = navigator.onLine ? on : net.dataset.off; net.classList.toggle("off", !navigator.onLine); };
  addEventListener("online", show);
  addEventListener("offline", show);
  show();
}

amounts();
keypads();
redeem();
turn();
codes();
scanner();
switches();
idle();
once();
clock();
online();

const q = $("#q");
if (q?.value && q.getAttribute("aria-invalid")) q.select();
const say = $(".say");
if (say?.dataset.say) setTimeout(() => { say.textContent = say.dataset.say; }, 120);
