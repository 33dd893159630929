// The counter without a network: stamps are kept on the tablet and become visits later, once each, whatever happens between.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { get } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { story } from "../story.mjs";
import { codeOn } from "../film.mjs";
import { openBrowser, Person, SIZES } from "../browser.mjs";
import { api, openStreet } from "../street.mjs";
import { enrolHere, path, press, show, signIn } from "./steps.mjs";

// The database, past the program's back. Ids are larger than a number of JavaScript's: they are asked for as text.
function ask(street, sql, ...values) {
  let n = 0;
  const full = sql.replaceAll("?", () => { const v = values[n++]; return typeof v === "string" ? `'${v.replaceAll("'", "''")}'` : String(v); });
  const said = execFileSync("sqlite3", ["-json", "-cmd", ".timeout 10000", street.database, full], { encoding: "utf8" });
  return said.trim() ? JSON.parse(said) : [];
}

// Gives the owner's own browser a place at the counter; the tablet's id.
async function enrolTablet(one) {
  await enrolHere(one, "Tablet by the door");
  // The page's script is still writing down who this is.
  const id = await one.page.evaluate(async () => {
    const { me } = await import("/assets/tablet.js");
    for (;;) {
      const known = await me();
      if (known?.id) return known.id;
      await new Promise((then) => setTimeout(then, 50));
    }
  });
  await one.go("/counter");
  await aboard(one);
  return id;
}

// The service worker is aboard and the tablet knows its house.
async function aboard(one) {
  await one.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await until(() => one.page.evaluate(async () => {
    const { meta } = await import("/assets/queue.js");
    const shell = await caches.match("/counter/offline");
    window.seenAboard = { controller: Boolean(navigator.serviceWorker.controller), here: Boolean(await meta("here")), shell: shell ? (await shell.clone().text()).length : 0 };
    return Boolean(navigator.serviceWorker.controller && (await meta("here")) && shell && (await shell.clone().text()).includes("id=\"shop\""));
  }), "the service worker is not aboard").catch(async (error) => { throw new Error(`${error.message}: ${JSON.stringify(await one.page.evaluate(() => window.seenAboard))}`); });
}

async function offline(one, gone) {
  await one.context.setOffline(gone);
}

// What a dead network makes the browser grumble is what these stories are about.
function forgive(one) {
  one.complaints = one.complaints.filter((c) => !/ERR_(INTERNET_DISCONNECTED|CONNECTION_REFUSED|FAILED|EMPTY_RESPONSE|CONNECTION_RESET)|status of 0|50[234]|the FetchEvent/.test(c));
}

const ready = (one) => one.page.waitForFunction(() => document.body.dataset.ready === "1");
const seen = (one, selector) => one.page.locator(selector).innerText();

async function take(one, code) {
  await one.page.fill("#q", code);
  await one.page.press("#q", "Enter");
}

// A sentence of the page's own, by its name.
const sentence = (one, name, of = "#texts") => one.page.locator(`${of} [data-t="${name}"]`).textContent();
const says = async (one, where, name, of) => assert.equal(await one.page.locator(where).textContent(), await sentence(one, name, of));

// Something that is not taken, and which sentence says so.
async function notTaken(one, typed, name) {
  // That of the one before may still stand there.
  await one.page.evaluate(() => { document.querySelector("#q-wrong").hidden = true; });
  await take(one, typed);
  await one.page.locator("#q-wrong").waitFor();
  await says(one, "#q-wrong span:last-child", name);
  assert.equal(await one.page.inputValue("#q"), typed);
}

// Something that is taken: what stands on the card then.
async function taken(one, typed) {
  await one.page.locator("#another").click();
  await take(one, typed);
  await one.page.locator("#card").waitFor();
  await one.page.locator("button.stamp:not([disabled])").waitFor();
  const [what, code, later] = await Promise.all(["#what", "#code", "#later"].map((at) => one.page.locator(at).textContent()));
  return { what, code, later };
}

async function stampHere(one, amount = "") {
  if (amount) await one.page.fill("#amount", amount);
  await one.page.locator("button.stamp:not([disabled])").click();
  await one.page.waitForFunction(() => !document.querySelector("#seal-down").hidden);
}

// A passport's number as it is printed.
const printed = (number) => `${number.slice(0, 4)}-${number.slice(4)}`;

const visits = (street, passport) => ask(street, "SELECT count(*) AS n FROM visits v JOIN passports p ON p.id = v.passport_id WHERE p.code = ? AND v.reversed_at IS NULL", passport.replaceAll("-", ""))[0].n;
const waits = (one) => one.page.evaluate(async () => (await (await import("/assets/queue.js")).waiting()).length);
async function sent(one) {
  await until(async () => (await waits(one)) === 0, "the queue is not empty");
}

async function until(so, otherwise) {
  const begun = Date.now();
  // A page that is just leaving cannot be asked.
  while (!(await so().catch(() => false))) {
    if (Date.now() - begun > 45_000) throw new Error(otherwise);
    await new Promise((yes) => setTimeout(yes, 200));
  }
}

for (const lang of ["en", "ja"]) {
  story(`the network goes and comes back (${lang})`, async ({ street, person }) => {
    const shop = street.shops[lang === "en" ? 3 : 4];
    const [a, b, c] = street.residents;
    const clerk = await person({ lang });
    await signIn(clerk, shop.owner);
    await enrolTablet(clerk);
    const before = [a, b, c].map((r) => visits(street, r.passport));

    // A form that cannot be kept stays as it was typed.
    await clerk.go("/counter/register");
    await clerk.page.fill("[name=name]", "Kept Name");
    await offline(clerk, true);
    await clerk.page.locator("form.register button[type=submit]").click();
    await clerk.page.locator(".say.dead-network").waitFor();
    assert.equal(await clerk.page.inputValue("[name=name]"), "Kept Name");
    await clerk.page.screenshot({ path: new URL(`../out/offline-form-stays-${lang}.png`, import.meta.url).pathname });

    // A customer was here as it went: their stamp is kept with what was typed.
    await offline(clerk, false);
    await show(clerk, a.card);
    await offline(clerk, true);
    await clerk.page.fill("#amount", "1200");
    await press(clerk, clerk.page.locator("button.stamp"));
    await ready(clerk);
    assert.equal(path(clerk), "/counter/offline");
    assert.equal(await clerk.page.locator("#seal-down").isVisible(), true);
    assert.match(await seen(clerk, "#count"), /1/);

    // What is no card of ours, each in its own words; the counter goes on.
    const wrong = {
      "7K2Q-MM": "wrong",
      "さわだ": "names",
      "https://elsewhere.example/menu": "foreign",
      "https://elsewhere.example/c/01234567890123456789012345": "other-street",
      "eyJhbGciOiJFZERTQSIsImtpZCI6IngifQ.eyJhdWQiOiJub3Jlbi1wYXNzIiwiYnJhbmQiOiJ4In0.AAAA": "other-street",
      "eyJhbGciOiJFZERTQSIsImtpZCI6IngifQ.eyJhdWQiOiJzb21lYm9keSIsImJyYW5kIjoieCJ9.AAAA": "foreign",
    };
    for (const [typed, name] of Object.entries(wrong)) await notTaken(clerk, typed, name);
    await clerk.look(`counter-offline-wrong-${lang}`);

    // The next one by the passport's number, and the one after by a scanner.
    await take(clerk, b.passport);
    await clerk.page.locator("button.stamp:not([disabled])").waitFor();
    await clerk.look(`counter-offline-read-${lang}`);
    await stampHere(clerk, "860");
    await clerk.page.evaluate((text) => dispatchEvent(new CustomEvent("code", { cancelable: true, detail: { text, by: "camera" } })), c.card);
    await clerk.page.locator("button.stamp:not([disabled])").waitFor();
    await stampHere(clerk);
    // Once too often: taken back before anything was sent.
    await take(clerk, c.passport);
    await clerk.page.locator("button.stamp:not([disabled])").waitFor();
    await stampHere(clerk);
    await clerk.page.locator("#queue .btn.text").first().click();
    await clerk.page.waitForFunction(() => document.querySelectorAll("#queue .btn.text").length === 2);
    await clerk.look(`counter-offline-${lang}`);

    // The page is gone and comes again: all of it is still there.
    await clerk.go("/counter");
    await ready(clerk);
    assert.equal(await clerk.page.locator("#shop").count(), 1);
    assert.equal(await waits(clerk), 5);
    await clerk.look(`counter-offline-start-${lang}`);
    // What left as the network died may have arrived, its answer lost: it is kept all the same, and counts once.
    [a, b, c].forEach((r, n) => assert.ok(visits(street, r.passport) - before[n] <= 1, "counted twice"));

    await Promise.all([clerk.page.waitForURL((url) => url.pathname === "/counter"), offline(clerk, false)]);
    await clerk.page.locator("#kept-line").waitFor();
    await clerk.look(`counter-back-${lang}`);
    assert.match(await seen(clerk, "#kept-line"), /4/);
    assert.equal(await waits(clerk), 0);
    assert.deepEqual([a, b, c].map((r) => visits(street, r.passport)), before.map((n) => n + 1));
    await clerk.go("/shop/kept");
    await clerk.look(`shop-kept-${lang}`);
    forgive(clerk);
  });
}

// What a drawn code says, by the counter's own reader.
const readBy = (clerk, code) => clerk.page.evaluate(async (rows) => {
  const { reader, wasm } = document.querySelector(".eye").dataset;
  await new Promise((onload, onerror) => document.head.append(Object.assign(document.createElement("script"), { src: reader, onload, onerror })));
  const { BarcodeDetector, prepareZXingModule } = window.BarcodeDetectionAPI;
  await prepareZXingModule({ overrides: { locateFile: () => wasm }, fireImmediately: true });
  const [unit, side] = [4, (rows.length + 8) * 4];
  const picture = new ImageData(side, side);
  for (let y = 0; y < side; y++) for (let x = 0; x < side; x++) {
    picture.data.set(rows[Math.floor(y / unit) - 4]?.[Math.floor(x / unit) - 4] ? [0, 0, 0, 255] : [255, 255, 255, 255], 4 * (y * side + x));
  }
  return (await new BarcodeDetector({ formats: ["qr_code"] }).detect(picture))[0].rawValue;
}, code);

// One sign of a signature is another.
const bent = (token) => token.slice(0, -20) + (token.at(-20) === "A" ? "B" : "A") + token.slice(-19);
const told = (token) => JSON.parse(Buffer.from(token.split(".")[1], "base64url"));

for (const lang of ["en", "ja"]) {
  story(`passes and slips are told from false ones without a network (${lang})`, async ({ street, person }) => {
    const [from, here, elsewhere] = (lang === "en" ? [18, 19, 20] : [21, 22, 23]).map((n) => street.shops[n]);
    const resident = street.residents[4];
    const clerk = await person({ lang });
    await signIn(clerk, here.owner);
    await enrolTablet(clerk);

    const phone = await person({ size: "passport", lang });
    await signIn(phone, resident);
    const slips = [];
    for (const to of [here, elsewhere]) {
      const reason = `Bread for ${to.code}.`;
      await api(street, from, "POST", "/referrals", { card: resident.card, to_shop: to.code, reason });
      await phone.go("/passport");
      await press(phone, phone.page.locator("a.slip", { hasText: reason }).first());
      slips.push(await readBy(clerk, await codeOn(phone)));
    }
    await phone.go("/passport/card");
    await phone.page.locator(".offline-note:not([hidden])").waitFor();
    const own = await phone.page.evaluate(async () => {
      const { kept, makePass } = await import("/assets/phone.js");
      return (await makePass(await kept())).pass;
    });
    const pass = await phone.page.evaluate(async () => (await (await fetch("/passport/pass")).json()).pass);
    const before = visits(street, resident.passport);

    await offline(clerk, true);
    await clerk.go("/counter");
    await ready(clerk);
    const noble = () => clerk.page.evaluate(() => performance.getEntriesByType("resource").some((e) => e.name.includes("noble")));
    const later = await sentence(clerk, "later");
    const checks = async () => {
      assert.deepEqual(await taken(clerk, pass), { what: await sentence(clerk, "pass"), code: printed(resident.passport), later });
      await notTaken(clerk, bent(pass), "pass-false");
      // Somebody else's number under a signature that is right.
      const [head, , signature] = pass.split(".");
      const body = Buffer.from(JSON.stringify({ ...told(pass), sub: street.residents[0].passport.replace("-", "") })).toString("base64url");
      await notTaken(clerk, `${head}.${body}.${signature}`, "pass-false");
    };
    await checks();
    assert.equal(await noble(), false, "the browser's own Ed25519 is not used");
    assert.deepEqual(await taken(clerk, own), { what: await sentence(clerk, "phone"), code: printed(resident.passport), later });
    const welcome = (await sentence(clerk, "welcome")).replace("{}", told(slips[0]).welcome);
    assert.deepEqual(await taken(clerk, slips[0]), { what: await sentence(clerk, "read"), code: printed(resident.passport), later: welcome });
    await clerk.look(`counter-offline-slip-${lang}`);
    assert.equal((await taken(clerk, slips[1])).later, await sentence(clerk, "slip-elsewhere"));
    await notTaken(clerk, bent(slips[0]), "pass-false");

    // The tablet's time goes on.
    await clerk.page.evaluate(() => {
      const now = Date.now;
      window.minutes = (n) => { Date.now = () => now() + n * 60_000; };
      window.minutes(5);
    });
    await notTaken(clerk, pass, "pass-old");
    await clerk.page.evaluate(() => window.minutes(400 * 24 * 60));
    assert.equal((await taken(clerk, slips[0])).later, await sentence(clerk, "slip-over"));

    // A browser from before Ed25519.
    await clerk.context.addInitScript(() => {
      const { importKey } = SubtleCrypto.prototype;
      SubtleCrypto.prototype.importKey = function (form, key, how, ...more) {
        if ((how.name ?? how) === "Ed25519") return Promise.reject(new DOMException("Unrecognized name.", "NotSupportedError"));
        return importKey.call(this, form, key, how, ...more);
      };
    });
    await clerk.go("/counter");
    await ready(clerk);
    await checks();
    assert.equal(await noble(), true);

    await taken(clerk, pass);
    await stampHere(clerk);
    await offline(clerk, false);
    await sent(clerk);
    assert.equal(visits(street, resident.passport), before + 1);
    forgive(clerk);
  });

  story(`the network goes again with a customer in hand (${lang})`, async ({ street, person }) => {
    const resident = street.residents[1];
    const clerk = await person({ lang });
    await signIn(clerk, street.shops[lang === "en" ? 11 : 12].owner);
    await enrolTablet(clerk);
    await offline(clerk, true);
    await clerk.go("/counter");
    await ready(clerk);
    const band = async (head) => {
      await says(clerk, "#band-head", head);
      assert.equal(await clerk.page.locator("#band").evaluate((band) => band.classList.contains("is-back")), head === "back");
    };
    await band("head");
    await taken(clerk, resident.passport);
    await offline(clerk, false);
    await clerk.page.locator("#band.is-back").waitFor();
    await band("back");
    await says(clerk, ".net", "online");
    await clerk.look(`counter-offline-back-${lang}`);
    assert.equal(await clerk.page.locator("#card").isVisible(), true, "sent away in the middle of a customer");
    assert.equal(await seen(clerk, "#code"), printed(resident.passport));
    await offline(clerk, true);
    await clerk.page.locator("#band:not(.is-back)").waitFor();
    await band("head");
    await says(clerk, "#band-text", "works");
    assert.equal(await clerk.page.locator(".net").textContent(), await clerk.page.locator(".net").getAttribute("data-off"));

    // Three for one customer: two were too soon, and that is said once.
    await stampHere(clerk);
    for (const _ of [2, 3]) {
      await taken(clerk, resident.passport);
      await stampHere(clerk);
    }
    await Promise.all([clerk.page.waitForURL((url) => url.pathname === "/counter"), offline(clerk, false)]);
    await clerk.page.locator("#kept-line").waitFor();
    await clerk.look(`counter-back-too-soon-${lang}`);
    const reason = { en: "It was too soon after the stamp before.", ja: "まえのスタンプから間がなく" }[lang];
    const line = await seen(clerk, "#kept-line");
    assert.equal(line.split(reason).length, 2, line);
    assert.match(line, /3/);
    forgive(clerk);
  });

  story(`no more is kept than the charter allows, and that is said (${lang})`, async ({ street, person }) => {
    const [a, b] = street.residents;
    const clerk = await person({ lang });
    await signIn(clerk, street.shops[lang === "en" ? 13 : 14].owner);
    await enrolTablet(clerk);
    await show(clerk, a.card);
    await aboard(clerk);
    // What this page learns of the house as it opens would be written over what is set below.
    await clerk.page.waitForLoadState("networkidle");
    await offline(clerk, true);
    const allowed = await clerk.page.evaluate(async () => {
      const { keep, meta, setMeta } = await import("/assets/queue.js");
      const here = await meta("here");
      await keep({ key: crypto.randomUUID(), card: "23456789", amount: null });
      await setMeta("here", { ...here, taps: 1 });
      return here.taps;
    });
    assert.equal(allowed, ask(street, "SELECT max(offline_taps) AS n FROM charters")[0].n);
    await clerk.page.locator("button.stamp").click();
    await clerk.page.locator(".say.dead-network").waitFor();
    assert.equal(await seen(clerk, ".say"), (await sentence(clerk, "too-many", "#kept-texts")).replace("{}", "1"));
    assert.match(path(clerk), /^\/counter\/passports\//);
    await clerk.look(`counter-too-many-${lang}`);
    await clerk.go("/counter");
    await ready(clerk);
    await taken(clerk, b.passport);
    await clerk.page.locator("button.stamp").click();
    await clerk.page.locator("#amount-wrong").waitFor();
    await says(clerk, "#amount-wrong span:last-child", "too-many");
    assert.equal(await waits(clerk), 1);
    forgive(clerk);
  });
}

// All that the tablet keeps, as it lies there.
const lies = (one) => one.page.evaluate(async () => {
  const { open, answer } = await import("/assets/tablet.js");
  const db = await open();
  const all = {};
  for (const name of ["device", "taps", "meta"]) {
    const store = db.transaction(name).objectStore(name);
    const [keys, values] = [await answer(store.getAllKeys()), await answer(store.getAll())];
    all[name] = Object.fromEntries(keys.map((key, n) => [key, values[n]]));
  }
  db.close();
  return JSON.stringify(all);
});

story("a name that is typed as the network goes is written down nowhere", async ({ street, person }) => {
  const resident = street.residents[0];
  const clerk = await person();
  await signIn(clerk, street.shops[15].owner);
  await enrolTablet(clerk);
  // What was asked for stays there as the worker wrote it down: the shell's taking it away is left out.
  await clerk.context.addInitScript(() => {
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (value, key) {
      return key === "asked" && value === null ? this.get(key) : put.apply(this, arguments);
    };
  });
  await clerk.go("/counter");
  const waiting = clerk.page.url();
  const goes = async () => {
    // The shell would leave by itself.
    await clerk.page.goto("about:blank");
    await offline(clerk, false);
    await clerk.go(waiting);
    await offline(clerk, true);
  };
  const typeIn = async (typed) => {
    await goes();
    await clerk.page.fill("#q", typed);
    await press(clerk, clerk.page.locator("form.find button"));
    await ready(clerk);
    assert.equal(path(clerk), "/counter/offline");
  };
  // A number is asked for again where it was not looked up: that is what lies there.
  await typeIn(resident.passport);
  assert.ok((await lies(clerk)).includes(resident.passport), "what is looked for is not where it is looked for");
  assert.equal(await seen(clerk, "#code"), printed(resident.passport));
  // Some pass as numbers by chance: these three do.
  const names = ["Jensen", "Andersen", "Katayama", "Suzuki", "Tanaka", "さわだ", "Sato 2", "Kim Lee", "eyre.jane.bronte", "https://elsewhere.example/c/suzuki"];
  for (const name of names) {
    await typeIn(name);
    const all = await lies(clerk);
    assert.match(all, /"asked":/);
    assert.ok(!all.toLowerCase().includes(name.toLowerCase()), `${name} is written down: ${all}`);
  }
  // What a scanner reads where it stamps at once.
  await goes();
  await clerk.page.evaluate(() => localStorage.setItem("noren-at-once", "on"));
  await clerk.page.evaluate(() => dispatchEvent(new CustomEvent("code", { cancelable: true, detail: { text: "Suzuki", by: "scanner" } })));
  await clerk.page.locator(".say.dead-network").waitFor();
  await says(clerk, ".say", "foreign", "#kept-texts");
  assert.equal(await waits(clerk), 0);
  assert.ok(!/suzuki/i.test(await lies(clerk)));
  forgive(clerk);
});

story("an amount is read as the server reads it", async ({ street, person }) => {
  const clerk = await person();
  await signIn(clerk, street.shops[16].owner);
  await clerk.go("/counter");
  const typed = [["１，２８０円", 0], ["12.8", 2], [" ", 0], ["5.", 0], [".5", 1], ["12.5", 0], ["-3", 0], ["abc", 0], ["1e3", 0], ["99999999999999999999", 0], [".", 2]];
  const read = await clerk.page.evaluate(async (typed) => {
    const { minor } = await import("/assets/money.js");
    return typed.map(([text, decimals]) => minor(text, decimals) ?? String(minor(text, decimals)));
  }, typed);
  assert.deepEqual(read, [1280, 1280, "null", 5, 5, ...Array(6).fill("undefined")]);
});

async function freePort() {
  return new Promise((yes) => {
    const one = createServer().listen(0, "127.0.0.1", () => { const { port } = one.address(); one.close(() => yes(port)); });
  });
}

// A copy of the street, with a server of its own that can end.
story("the server is killed and comes back", async ({ street: whole }) => {
  const port = await freePort();
  const home = mkdtempSync(join(tmpdir(), "noren-copy-"));
  cpSync(whole.home, home, { recursive: true, filter: (file) => !file.includes("street.db") });
  execFileSync("sqlite3", ["-cmd", ".timeout 10000", whole.database, `.backup '${join(home, "street.db")}'`]);
  let street = await openStreet({ port, home, fresh: false });
  const browser = await openBrowser(street);
  try {
    const shop = street.shops[0], [a, b] = street.residents;
    const clerk = await browser.person();
    await signIn(clerk, shop.owner);
    await enrolTablet(clerk);
    const before = [a, b].map((r) => visits(street, r.passport));
    await show(clerk, a.card);
    street.kill();
    await clerk.page.fill("#amount", "500");
    await press(clerk, clerk.page.locator("button.stamp"));
    await ready(clerk);
    assert.equal(path(clerk), "/counter/offline");
    await take(clerk, b.card);
    await stampHere(clerk, "300");
    assert.equal(await waits(clerk), 2);
    street = await openStreet({ port, home: street.home, fresh: false });
    await clerk.go("/counter");
    await sent(clerk);
    assert.deepEqual([a, b].map((r) => visits(street, r.passport)), before.map((n) => n + 1));
    forgive(clerk);
    clerk.mustBeContent();
  } finally {
    await browser.close();
    street.close();
  }
});

story("two tabs keep one chain", async ({ street, person }) => {
  const shop = street.shops[5];
  const clerk = await person();
  await signIn(clerk, shop.owner);
  const id = await enrolTablet(clerk);
  const other = await clerk.context.newPage();
  await other.goto("/counter");
  await offline(clerk, true);
  const cards = street.residents.map((r) => r.passport);
  const many = (page, from) => page.evaluate(async ({ cards, from }) => {
    const { keep } = await import("/assets/queue.js");
    await Promise.all(Array.from({ length: 6 }, (_, n) => keep({ key: crypto.randomUUID(), card: cards[(from + n) % cards.length], amount: null })));
  }, { cards, from });
  await Promise.all([many(clerk.page, 0), many(other, 100)]);
  assert.equal(await waits(clerk), 12);
  await offline(clerk, false);
  await Promise.all([clerk.page, other].map((page) => page.evaluate(async () => (await import("/assets/queue.js")).send())));
  await sent(clerk);
  const rows = ask(street, "SELECT seq FROM queued_taps WHERE device_id = ? AND outcome = 'stamped' ORDER BY seq", BigInt(id));
  assert.deepEqual(rows.map((r) => r.seq), Array.from({ length: 12 }, (_, n) => n + 1));
  assert.equal(ask(street, "SELECT count(*) AS n FROM device_flags WHERE device_id = ?", BigInt(id))[0].n, 0);
  forgive(clerk);
});

// A browser with a folder of its own on disk, as a tablet has.
async function openTablet(street, folder, lang = "en") {
  const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: "/usr/bin/chromium", headless: true, args, baseURL: street.base_url, viewport: SIZES.counter, locale: lang === "ja" ? "ja-JP" : "en-GB", timezoneId: "Asia/Tokyo", reducedMotion: "reduce",
  });
  context.setDefaultTimeout(10_000);
  const one = new Person(context, street, lang, true);
  one.page = context.pages()[0] ?? (await context.newPage());
  return one;
}

// Closed, and opened again without a network: a flat battery does the same.
story("a closed and reopened browser still has its stamps", async ({ street }) => {
  const folder = mkdtempSync(join(tmpdir(), "noren-tablet-"));
  try {
    const shop = street.shops[6], resident = street.residents[0];
    const before = visits(street, resident.passport);
    let clerk = await openTablet(street, folder);
    await signIn(clerk, shop.owner);
    await enrolTablet(clerk);
    await offline(clerk, true);
    await clerk.go("/counter");
    await ready(clerk);
    await take(clerk, resident.passport);
    await stampHere(clerk, "700");
    const cookies = await clerk.context.cookies();
    await clerk.leave();

    clerk = await openTablet(street, folder);
    await clerk.context.addCookies(cookies);
    await offline(clerk, true);
    const asked = [];
    clerk.page.on("response", (answer) => { if (!answer.fromServiceWorker()) asked.push(answer.url()); });
    await clerk.go("/counter");
    await ready(clerk);
    assert.deepEqual(asked, [], "an offline start asks nobody");
    const took = await clerk.page.evaluate(() => performance.getEntriesByName("shell-ready")[0].startTime);
    console.log(`        offline start: ${Math.round(took)} ms until it can stamp, ${asked.length} answers from elsewhere`);
    assert.equal(await waits(clerk), 1);
    await offline(clerk, false);
    await sent(clerk);
    assert.equal(visits(street, resident.passport), before + 1);
    await clerk.leave();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

story("a clock set back by a day is seen by the owner", async ({ street, person }) => {
  const shop = street.shops[7], resident = street.residents[1];
  const clerk = await person();
  await signIn(clerk, shop.owner);
  const id = await enrolTablet(clerk);
  await offline(clerk, true);
  await clerk.go("/counter");
  await ready(clerk);
  await take(clerk, resident.passport);
  await stampHere(clerk);
  await clerk.page.clock.setSystemTime(Date.now() - 86_400_000);
  await take(clerk, street.residents[2].passport);
  await stampHere(clerk);
  await offline(clerk, false);
  await sent(clerk);
  assert.equal(ask(street, "SELECT count(*) AS n FROM queued_taps WHERE device_id = ? AND outcome = 'stamped'", BigInt(id))[0].n, 2);
  const owner = await person();
  await signIn(owner, shop.owner);
  await owner.go("/shop/kept");
  assert.match(await seen(owner, "#flags"), /set back by a day/);
  await owner.look("shop-kept-clock-en");
  await press(owner, owner.page.locator("form[action='/shop/kept/seen'] button"));
  assert.equal(ask(street, "SELECT count(*) AS n FROM device_flags WHERE device_id = ? AND seen_at IS NULL", BigInt(id))[0].n, 0);
  forgive(clerk);
});

for (const lang of ["en", "ja"]) {
  // The browser's own refusal, made to order: its override of a quota does not hold for a page that a service worker serves.
  story(`a full disk is said and the counter goes on (${lang})`, async ({ street, person }) => {
    const shop = street.shops[8], resident = street.residents[0];
    const clerk = await person({ lang });
    await signIn(clerk, shop.owner);
    await enrolTablet(clerk);
    await offline(clerk, true);
    await clerk.go("/counter");
    await ready(clerk);
    await clerk.page.evaluate(() => {
      const put = IDBObjectStore.prototype.put;
      window.emptied = () => { IDBObjectStore.prototype.put = put; };
      IDBObjectStore.prototype.put = function (...all) {
        if (this.name === "taps") throw new DOMException("full", "QuotaExceededError");
        return put.apply(this, all);
      };
    });
    await take(clerk, resident.passport);
    await clerk.page.fill("#amount", "860");
    await clerk.page.locator("button.stamp:not([disabled])").click();
    await clerk.page.locator("#amount-wrong").waitFor();
    assert.equal((await clerk.page.inputValue("#amount")).replace(",", ""), "860");
    await clerk.look(`counter-offline-full-${lang}`);
    assert.equal(await waits(clerk), 0);
    await clerk.page.evaluate(() => window.emptied());
    await stampHere(clerk);
    assert.equal(await waits(clerk), 1);
    await offline(clerk, false);
    await sent(clerk);
    forgive(clerk);
  });
}

story("a revoked tablet's stamps wait for the owner", async ({ street, person }) => {
  const shop = street.shops[9], resident = street.residents[2];
  const before = visits(street, resident.passport);
  const clerk = await person();
  await signIn(clerk, shop.owner);
  await enrolTablet(clerk);
  await offline(clerk, true);
  await clerk.go("/counter");
  await ready(clerk);
  const owner = await person({ lang: "ja" });
  await signIn(owner, shop.owner);
  await owner.go("/shop/tablets");
  await owner.page.locator("details:has(form[action$='/revocation']) summary").first().click();
  await press(owner, owner.page.locator("form[action$='/revocation'] button").first());
  // It has no network and does not know yet.
  await take(clerk, resident.passport);
  await stampHere(clerk, "400");
  await offline(clerk, false);
  await sent(clerk);
  assert.equal(visits(street, resident.passport), before);
  await owner.go("/shop/kept");
  await owner.look("shop-kept-waiting-ja");
  await press(owner, owner.page.locator("#waiting button[value=take]").first());
  assert.equal(visits(street, resident.passport), before + 1);
  forgive(clerk);
});

story("a browser without a place at the counter says so", async ({ street, person }) => {
  for (const lang of ["en", "ja"]) {
    const clerk = await person({ lang });
    await signIn(clerk, street.shops[1].owner);
    await clerk.go("/counter");
    await clerk.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await clerk.page.waitForFunction(() => navigator.serviceWorker.controller);
    await offline(clerk, true);
    await clerk.go("/counter");
    assert.equal(await clerk.page.locator("#shop").count(), 0);
    await clerk.look(`counter-offline-not-enrolled-${lang}`);
    forgive(clerk);
  }
});

// What the counter weighs: over the wire, as a browser asks for it.
story("the counter's weight", async ({ street, person }) => {
  const clerk = await person();
  await signIn(clerk, street.shops[2].owner);
  await enrolTablet(clerk);
  const fresh = await person();
  await fresh.context.addCookies(await clerk.context.cookies());
  await fresh.go("/counter");
  const page = await fresh.page.evaluate(() => {
    const all = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
    return { bytes: all.reduce((sum, e) => sum + e.transferSize, 0), requests: all.length };
  });
  const worker = await (await clerk.context.request.get("/counter/sw.js")).text();
  const aboardNow = JSON.parse(/const ABOARD = (\[.*?\]);/.exec(worker)[1]);
  const cookie = (await clerk.context.cookies()).map((c) => `${c.name}=${c.value}`).join("; ");
  const wire = (at) => new Promise((yes, no) => {
    get(street.base_url + at, { headers: { "accept-encoding": "gzip, br, zstd", cookie } }, (answer) => {
      let bytes = 0;
      answer.on("data", (part) => { bytes += part.length; }).on("end", () => yes(bytes));
    }).on("error", no);
  });
  const sizes = await Promise.all([...aboardNow, "/counter/sw.js", "/counter/offline"].map(wire));
  const total = sizes.reduce((sum, n) => sum + n, 0);
  console.log(`        the page's own first load: ${(page.bytes / 1024).toFixed(1)} KiB in ${page.requests} requests; all that is kept aboard: ${(total / 1024).toFixed(1)} KiB in ${sizes.length} files`);
  assert.ok(total < 700 * 1024, `${total} bytes aboard`);
});
