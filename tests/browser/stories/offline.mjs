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
import { openBrowser, Person, SIZES } from "../browser.mjs";
import { openStreet } from "../street.mjs";
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
  const { id } = await one.page.evaluate(async () => {
    const { me } = await import("/assets/tablet.js");
    return { id: (await me()).id };
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

async function stampHere(one, amount = "") {
  if (amount) await one.page.fill("#amount", amount);
  await one.page.locator("button.stamp:not([disabled])").click();
  await one.page.waitForFunction(() => !document.querySelector("#seal-down").hidden);
}

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
    const wrong = [];
    for (const typed of ["7K2Q-MM", "さわだ", "https://elsewhere.example/c/01234567890123456789012345", "https://elsewhere.example/menu", "eyJhbGciOiJFZERTQSIsImtpZCI6IngifQ.eyJhdWQiOiJub3Jlbi1wYXNzIiwiYnJhbmQiOiJ4In0.AAAA"]) {
      // The sentence of the one before may still stand there.
      await clerk.page.evaluate(() => { document.querySelector("#q-wrong").hidden = true; });
      await take(clerk, typed);
      await clerk.page.locator("#q-wrong").waitFor();
      wrong.push(await seen(clerk, "#q-wrong"));
      assert.equal(await clerk.page.inputValue("#q"), typed);
    }
    assert.equal(new Set(wrong).size, 4, wrong.join("\n"));
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
  console.log(`        first load: ${(page.bytes / 1024).toFixed(1)} KiB in ${page.requests} requests; all that is kept aboard: ${(total / 1024).toFixed(1)} KiB in ${sizes.length} files`);
  assert.ok(total < 700 * 1024, `${total} bytes aboard`);
});
