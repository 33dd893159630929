// Opens the card where there is no network: a page without anybody in it; whose it is, the phone knows. The server writes
// above which files these are (SHELL), under a name that changes with them.

const PATIENCE = 4_000;

addEventListener("install", (e) => e.waitUntil(fill().then(() => skipWaiting())));

async function fill() {
  const cache = await caches.open(SHELL.name);
  await cache.addAll([SHELL.page, ...SHELL.files]);
}

addEventListener("activate", (e) => e.waitUntil(tidy().then(() => clients.claim())));

async function tidy() {
  const old = (await caches.keys()).filter((name) => name.startsWith("noren-passport-") && name !== SHELL.name);
  await Promise.all(old.map((name) => caches.delete(name)));
}

addEventListener("fetch", (e) => {
  const { pathname, search } = new URL(e.request.url);
  if (e.request.method !== "GET") return;
  if (e.request.mode === "navigate") {
    if (SHELL.opens.includes(pathname)) e.respondWith(open(e));
  } else if (SHELL.files.includes(pathname + search)) e.respondWith(file(e.request));
});

async function open(e) {
  const late = new Promise((_, no) => setTimeout(no, PATIENCE));
  try {
    const answer = await Promise.race([fetch(e.request), late]);
    // In the language that was chosen meanwhile.
    if (answer.ok) e.waitUntil(caches.open(SHELL.name).then((cache) => cache.add(SHELL.page)).catch(() => {}));
    return answer;
  } catch {
    return (await caches.match(SHELL.page)) ?? Response.error();
  }
}

async function file(request) {
  return (await caches.match(request)) ?? fetch(request);
}
