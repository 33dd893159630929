// The counter's service worker: `VERSION` and `ABOARD` stand above this line. Where the network answers, nothing is different;
// where it does not, a tap is kept and a page becomes the shell. Pages with people on them are never stored.

import { formed } from "/assets/codes.js";
import { minor } from "/assets/money.js";
import { keep, setMeta, meta, NotKept } from "/assets/queue.js";

const CACHE = "counter-" + VERSION;
const SHELL = "/counter/offline";
const PATIENCE = 4000;

self.addEventListener("install", (event) => {
  event.waitUntil((async () => {
    const cache = await caches.open(CACHE);
    await Promise.all([cache.addAll(ABOARD), shell(cache)]);
    await self.skipWaiting();
  })());
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name.startsWith("counter-") && name !== CACHE) await caches.delete(name);
    await self.clients.claim();
  })());
});

// Fetches the shell anew: which shop, which charter, which language.
async function shell(cache) {
  const answer = await fetch(SHELL, { credentials: "same-origin", cache: "no-store" });
  if (answer.ok) await cache.put(SHELL, answer);
}

self.addEventListener("message", (event) => {
  // A page that was on its way while the worker came aboard is nobody's: it asks to be taken.
  if (event.data === "claim") event.waitUntil(self.clients.claim());
  if (event.data === "shell") event.waitUntil(caches.open(CACHE).then(shell).catch(() => {}));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (request.method === "GET" && url.pathname.startsWith("/assets/")) event.respondWith(asset(request));
  else if (request.mode === "navigate" && url.pathname.startsWith("/counter")) {
    if (request.method === "POST") event.respondWith(posted(event, url));
    else if (url.pathname === SHELL) event.respondWith(held(request));
    else event.respondWith(page(request));
  }
});

async function asset(request) {
  const cache = await caches.open(CACHE);
  const have = await cache.match(request);
  if (have) return have;
  try {
    return await fetch(request);
  } catch (error) {
    const other = await cache.match(request, { ignoreSearch: true });
    if (other) return other;
    throw error;
  }
}

// The network's answer; nothing where it is dead, the server is away, or neither says anything for long.
async function ask(request, patient) {
  const answer = fetch(request).then((a) => ([502, 504].includes(a.status) ? null : a), () => null);
  if (patient) return answer;
  return Promise.race([answer, new Promise((yes) => setTimeout(yes, PATIENCE, null))]);
}

async function page(request) {
  return (await ask(request)) ?? held(request);
}

async function held(request) {
  const have = await caches.match(SHELL);
  return have ?? fetch(request);
}

const toShell = () => Response.redirect(SHELL, 303);

async function posted(event, url) {
  const { request } = event;
  const tap = url.pathname === "/counter/taps", find = url.pathname === "/counter/find";
  const form = tap || find ? request.clone().formData() : null;
  const answer = await ask(request, !form);
  if (answer) return answer;
  // Without a shell aboard the browser stays where it is, with everything that was typed.
  if (!form || !(await caches.match(SHELL))) return stay(event, "not-sent");
  const typed = await form;
  if (find) {
    // A name is not written down here, nor what may be one: Jensen passes as a number.
    const q = String(typed.get("q") ?? "");
    await setMeta("asked", { q: formed(q) && /\d/.test(q.normalize("NFKC")) ? q : "", at: Date.now() });
    return toShell();
  }
  // Stamped at once, it may be anything that a scanner read.
  const card = String(typed.get("passport"));
  if (!formed(card)) return stay(event, "foreign");
  try {
    const { decimals = 0 } = (await meta("here")) ?? {};
    const amount = minor(String(typed.get("amount") ?? ""), decimals);
    if (amount === undefined) return stay(event, "amount");
    // The form's own key: if its first sending did arrive, this is the same tap.
    const kept = await keep({ key: String(typed.get("key")), card, amount });
    await setMeta("stamped", { seq: kept.seq, at: Date.now() });
    return toShell();
  } catch (error) {
    return error instanceof NotKept ? stay(event, error.why, error.most) : stay(event, "not-sent");
  }
}

async function stay(event, why, most) {
  const client = event.clientId ? await self.clients.get(event.clientId) : null;
  client?.postMessage({ stayed: why, most });
  return new Response(null, { status: 204 });
}
