// How long a customer waits, at the browser: from a code that was read to the receipt on the screen; and what the
// counter weighs. NOREN_BIN is the program; `--short` takes fewer samples. Beside each time stands what a bare page of the
// receipt's size takes in the same run: the machine's own share.
import { createServer, get } from "node:http";
import { mkdirSync } from "node:fs";
import { launch, OUT, SIZES } from "./browser.mjs";
import { film } from "./film.mjs";
import { openStreet } from "./street.mjs";

const short = process.argv.includes("--short");
const ROUNDS = short ? 50 : 200;
const MOST = 300; // ms from code to "stamped", without what as many bare pages take

mkdirSync(OUT, { recursive: true });
const street = await openStreet();
const chrome = await launch();
const shop = street.shops[20];

// --- People to stamp: a new one each time, so that each stamp is a whole one.
async function staff(context) {
  const headers = { origin: street.base_url };
  const { email, password } = shop.owner;
  await context.request.post("/sign-in", { form: { email, password }, headers, maxRedirects: 0 });
  return headers;
}

async function newcomer(context, headers, n) {
  const form = { name: `Bench ${n}`, reading: "", card: "", pin: "", key: crypto.randomUUID() };
  const made = await context.request.post("/counter/register", { form, headers, maxRedirects: 0 });
  const found = /passports\/([^/]+)\/handout/.exec(made.headers().location ?? "");
  if (!found) throw new Error(`not registered: ${made.status()} ${(await made.text()).slice(0, 200)}`);
  return decodeURIComponent(found[1]);
}

// In each page: when it is painted, it says so; a customer's page is stamped at once where that is asked for.
function watcher() {
  const now = () => performance.timeOrigin + performance.now();
  addEventListener("load", () => requestAnimationFrame(() => requestAnimationFrame(() => {
    const painted = now();
    if (!location.pathname.startsWith("/counter/passports/")) return window.painted(location.pathname, painted);
    sessionStorage.setItem("known-painted", painted);
    document.querySelector("button.stamp").click();
  })));
}

const context = await chrome.newContext({ baseURL: street.base_url, viewport: SIZES.counter, reducedMotion: "reduce", locale: "en-GB" });
const headers = await staff(context);
let arrived;
await context.exposeBinding("painted", (_, where, at) => arrived?.(where, at));
await context.addInitScript(watcher);
const page = await context.newPage();
const paintOf = (wanted) => new Promise((yes) => { arrived = (where, at) => { if (where.startsWith(wanted)) yes(at); }; });

async function arrive(path) {
  const there = paintOf(path);
  await page.goto(path);
  return there;
}

// From the `code` event to the receipt.
async function scan(code) {
  await arrive("/counter");
  const there = paintOf("/counter/receipts/");
  const began = await page.evaluate((text) => {
    const began = performance.timeOrigin + performance.now();
    dispatchEvent(new CustomEvent("code", { cancelable: true, detail: { text, by: "camera" } }));
    return began;
  }, code);
  const receipt = (await there) - began;
  const known = await page.evaluate(() => Number(sessionStorage.getItem("known-painted")));
  return { receipt, known: known - began };
}

// --- The bare page
await arrive("/counter");
const customers = [];
for (let n = 0; n < 2 * ROUNDS + 2; n++) customers.push(await newcomer(context, headers, n));
await scan(customers.pop());
const size = (await page.content()).length;
const bare = `<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>bare</title><body><p>${"a bare page ".repeat(size / 12)}</p>`;
const server = createServer((_, answer) => answer.writeHead(200, { "content-type": "text/html", "cache-control": "no-store" }).end(bare));
await new Promise((yes) => server.listen(0, "127.0.0.1", yes));
const plain = `http://127.0.0.1:${server.address().port}/bare`;

async function nothing() {
  const there = paintOf("/bare");
  const began = await page.evaluate((to) => {
    const began = performance.timeOrigin + performance.now();
    location.assign(to);
    return began;
  }, plain);
  return (await there) - began;
}

// --- Rounds, each with its bare page
const of = (all, part) => [...all].sort((a, b) => a - b)[Math.min(all.length - 1, Math.floor(all.length * part))];
const said = (all) => `median ${of(all, 0.5).toFixed(0)} ms, p99 ${of(all, 0.99).toFixed(0)} ms`;
let slow = false;
for (const way of ["code, customer's page, Stamp, receipt", "code, receipt (stamp at once)"]) {
  const at_once = way.includes("at once");
  await arrive("/counter");
  await page.evaluate((on) => localStorage.setItem("noren-at-once", on ? "on" : "off"), at_once);
  const [receipts, known, bares] = [[], [], []];
  for (let n = 0; n < ROUNDS; n++) {
    const took = await scan(customers.pop());
    receipts.push(took.receipt);
    known.push(took.known);
    bares.push(await nothing());
  }
  const pages = at_once ? 1 : 2;
  const own = of(receipts, 0.5) - pages * of(bares, 0.5);
  console.log(`${way}: ${said(receipts)} (n ${ROUNDS})`);
  if (!at_once) console.log(`  of which to the customer's page: ${said(known)}`);
  console.log(`  a bare page of ${size} bytes: ${said(bares)}; ${(of(receipts, 0.5) / of(bares, 0.5)).toFixed(1)} times that, ${own.toFixed(0)} ms of our own`);
  slow ||= own > MOST;
}

// --- What it weighs: what the page itself asks for, and what its service worker fetches beside it to be kept aboard
const bytes = (url, encoding) => new Promise((yes, no) => {
  let sum = 0;
  get(url, { headers: { "accept-encoding": encoding, cookie } }, (answer) => answer.on("data", (part) => (sum += part.length)).on("end", () => yes(sum))).on("error", no);
});
const state = await context.storageState();
const cookie = state.cookies.map((c) => `${c.name}=${c.value}`).join("; ");
const kb = (n) => `${(n / 1024).toFixed(1)} KB`;

async function weigh(browser, { camera }) {
  const fresh = await browser.newContext({ baseURL: street.base_url, viewport: SIZES.counter, storageState: state, locale: "en-GB" });
  await fresh.addInitScript((on) => localStorage.setItem("noren-camera", on ? "on" : "off"), camera);
  const page = await fresh.newPage();
  const wire = await fresh.newCDPSession(page);
  await wire.send("Network.enable");
  let sum = 0;
  const urls = new Set();
  wire.on("Network.loadingFinished", (e) => (sum += e.encodedDataLength));
  wire.on("Network.requestWillBeSent", (e) => urls.add(e.request.url));
  const load = async () => {
    sum = 0;
    const began = Date.now();
    await page.goto("/counter", { waitUntil: "load" });
    if (camera) await page.waitForFunction(() => performance.getEntriesByName("camera-looks").length > 0);
    else await page.evaluate(() => new Promise((yes) => requestAnimationFrame(() => requestAnimationFrame(yes))));
    const took = Date.now() - began;
    await page.waitForLoadState("networkidle");
    return { sum, took };
  };
  const first = await load();
  const all = [...urls].filter((u) => u.startsWith(street.base_url));
  const second = await load();
  let br = 0;
  for (const url of all) br += await bytes(url, "br");
  console.log(`the counter ${camera ? "with" : "without"} its camera: the page's own first load ${kb(first.sum)} on the wire (gzip; ${kb(br)} as br), ${first.took} ms; second ${kb(second.sum)}, ${second.took} ms`);
  if (!camera && (await page.evaluate(() => Boolean(navigator.serviceWorker?.controller)))) {
    await fresh.setOffline(true);
    const third = await load();
    console.log(`  with no network: ${third.took} ms`);
    await fresh.setOffline(false);
  }
  await fresh.close();
}
await weigh(chrome, { camera: false });
const worker = await (await context.request.get("/counter/sw.js")).text();
const aboard = [...JSON.parse(/const ABOARD = (\[.*?\]);/.exec(worker)[1]), "/counter/sw.js", "/counter/offline"];
const kept = { gzip: 0, br: 0 };
for (const encoding of Object.keys(kept)) for (const path of aboard) kept[encoding] += await bytes(street.base_url + path, encoding);
console.log(`  kept aboard by its service worker: ${kb(kept.gzip)} in ${aboard.length} files as gzip (${kb(kept.br)} as br)`);
const sees = await launch({ film: film("bench", [{ seconds: 1 }]) });
await weigh(sees, { camera: true });

await sees.close();
await chrome.close();
server.close();
street.close();
if (slow) console.log(`more than ${MOST} ms of our own`);
process.exit(0);
