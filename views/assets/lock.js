// A shared tablet: it locks itself when nobody touches it, and a PIN is typed without being seen. The server locks too, a
// moment later, whatever happens here.

import { dots } from "./pin.js";

const $ = (s, in_ = document) => in_.querySelector(s);
const $$ = (s, in_ = document) => [...in_.querySelectorAll(s)];

// --- Nobody is here
function idle() {
  const form = $("form.lock-now");
  const minutes = Number(form?.dataset.idle);
  if (!minutes) return;
  let touched = Date.now();
  let told = touched;
  const touch = () => {
    touched = Date.now();
    // Whoever writes for long is here, though nothing is sent: the server hears it now and then.
    if (touched - told < 60_000 || !navigator.onLine) return;
    told = touched;
    fetch(form.dataset.here, { method: "HEAD", credentials: "same-origin" }).catch(() => {});
  };
  for (const kind of ["pointerdown", "keydown", "input"]) addEventListener(kind, touch, { passive: true, capture: true });
  const lock = () => {
    // Without a network nobody could open it again.
    if (Date.now() - touched >= minutes * 60_000 && navigator.onLine) form.submit();
  };
  setInterval(lock, 5_000);
  // A tablet that slept did not count.
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && lock());
}

// --- A PIN: of whoever was chosen
function pin() {
  const form = $("form[data-pin]");
  const field = form && document.getElementById(form.dataset.pin);
  if (!field) return;
  dots(form, field);
  for (const one of $$("input[type=radio]", form)) {
    one.addEventListener("change", () => {
      field.value = "";
      field.dispatchEvent(new Event("input"));
      field.focus();
    });
  }
  const chosen = $("input[type=radio]", form) === null || $("input[type=radio]:checked", form) !== null;
  if (chosen) field.focus();
}

idle();
pin();
