// The living card: it changes on the phone, proves its holder at a counter once, and goes on without a signal until it is
// stopped. In both languages.
import assert from "node:assert/strict";
import { story } from "../story.mjs";
import { api } from "../street.mjs";
import { path, press, show, signIn, stamp } from "./steps.mjs";

// What the phone's code holds: the script tells; before it has drawn one, the server's own drawing stands.
const passOn = async (phone, not) => {
  await phone.page.waitForFunction((not) => {
    const pass = document.querySelector("#live .qr")?.dataset.pass;
    return pass && pass !== not;
  }, not ?? null);
  return phone.page.locator("#live .qr").getAttribute("data-pass");
};

const another = async (phone, not) => {
  await phone.page.locator(".pass-code").click();
  return passOn(phone, not);
};

// A scanner is a keyboard that is quicker than any hand.
async function scan(clerk, text) {
  await clerk.page.evaluate((text) => {
    const at = document.activeElement ?? document.body;
    for (const key of [...text, "Enter"]) at.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  }, text);
}

const scanned = (clerk, text) => Promise.all([clerk.page.waitForEvent("load"), scan(clerk, text)]);

async function toPin(clerk, code, points) {
  await clerk.go(`/counter/passports/${code}/redeem`);
  await clerk.page.fill("#points", points);
  await clerk.page.locator(".to-pin").click();
}

// A resident who has points, and nobody else's story needs.
async function resident(street, lang) {
  const one = street.residents[lang === "ja" ? 3 : 2];
  const code = (await api(street, street.shops[0], "GET", `/passports/${one.card}`)).passport.code;
  return { ...one, code };
}

const stopped = { en: "This phone was stopped", ja: "持ち主が止めています" };
const usedNow = { en: "This code was used just now", ja: "いま使われました" };
const others = { en: "somebody else", ja: "ほかの方のスマホ" };

for (const lang of ["en", "ja"]) {
  story(`a phone proves its holder once (${lang})`, async ({ street, person }) => {
    const shop = street.shops[lang === "ja" ? 11 : 10];
    const holder = await resident(street, lang);
    const phone = await person({ size: "passport", lang });
    await signIn(phone, holder);
    await phone.go("/passport/card");
    await phone.page.locator(".offline-note:not([hidden])").waitFor();
    await phone.look(`pass-card-${lang}`);
    const first = await another(phone);
    const second = await another(phone, first);
    assert.notEqual(first, second, "the code does not change");
    assert.ok(second.length < 400, `${second.length} signs`);
    console.log(`        a pass has ${second.length} signs, its code ${(await phone.page.locator("#live .qr").getAttribute("viewBox")).split(" ")[2] - 8} modules`);
    // Looked at again, it is a new one.
    await phone.page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
    const third = await passOn(phone, second);

    // Shown at the counter it opens the passport, and is stamped.
    const clerk = await person({ lang });
    await signIn(clerk, shop.owner);
    await show(clerk, third); // the waiting counter's scanner types into its field
    assert.equal(path(clerk), `/counter/passports/${holder.code}`);
    await stamp(clerk, "1000");
    const before = (await api(street, shop, "GET", `/passports/${holder.code}`)).points.balance;

    // Points: the PIN or the phone. What a scanner types is no PIN.
    await toPin(clerk, holder.code, "5");
    await clerk.look(`pass-counter-pin-or-phone-${lang}`);
    const other = await person({ size: "passport", lang });
    await signIn(other, street.residents[lang === "ja" ? 0 : 4]);
    await other.go("/passport/card");
    await scanned(clerk, await another(other));
    assert.ok((await clerk.page.locator("body").innerText()).includes(others[lang]), "somebody else's phone proves the holder");
    assert.equal(await clerk.page.inputValue("#points"), "5", "what was typed is gone");
    await clerk.look(`pass-counter-somebody-else-${lang}`);
    const used = await another(phone, third);
    await scanned(clerk, used);
    assert.match(path(clerk), /^\/counter\/redemptions\//);
    await clerk.look(`pass-counter-redeemed-${lang}`);
    assert.equal((await api(street, shop, "GET", `/passports/${holder.code}`)).points.balance, before - 5);
    await toPin(clerk, holder.code, "5");
    await scanned(clerk, used);
    assert.ok((await clerk.page.locator("body").innerText()).includes(usedNow[lang]), "used twice");
    await clerk.look(`pass-counter-used-${lang}`);
    assert.equal((await api(street, shop, "GET", `/passports/${holder.code}`)).points.balance, before - 5);
  });

  story(`a phone without a signal shows its card until it is stopped (${lang})`, async ({ street, person }) => {
    const shop = street.shops[lang === "ja" ? 13 : 12];
    const holder = await resident(street, lang);
    const phone = await person({ size: "passport", lang });
    await signIn(phone, holder);
    await phone.go("/passport/card");
    await phone.page.locator(".offline-note:not([hidden])").waitFor();
    await phone.page.evaluate(async () => {
      await navigator.serviceWorker.ready;
      while (!(await caches.match("/passport/offline"))) await new Promise((yes) => setTimeout(yes, 50));
    });

    await phone.context.setOffline(true);
    await phone.go("/passport/card");
    const own = await passOn(phone);
    assert.ok(JSON.parse(atob(own.split(".")[0])).kid.startsWith("phone-"), "the phone did not make it");
    await phone.page.waitForFunction(() => document.querySelector(".live-line").textContent.length > 5);
    await phone.look(`pass-offline-${lang}`);
    assert.ok(!(await phone.page.locator("body").innerText()).includes(holder.name), "a name rests on the phone");

    const clerk = await person({ lang });
    await signIn(clerk, shop.owner);
    await show(clerk, own);
    assert.equal(path(clerk), `/counter/passports/${holder.code}`);
    const before = (await api(street, shop, "GET", `/passports/${holder.code}`)).points.balance;
    await toPin(clerk, holder.code, "3");
    await scanned(clerk, await another(phone, own));
    assert.match(path(clerk), /^\/counter\/redemptions\//);
    assert.equal((await api(street, shop, "GET", `/passports/${holder.code}`)).points.balance, before - 3);

    // Its owner stops it from another device; it has no signal and does not know yet.
    const kept = await another(phone, own);
    const home = await person({ size: "passport", lang });
    await signIn(home, holder);
    await home.go("/passport");
    await press(home, home.page.locator("a[href='/passport/phones']"));
    await home.look(`pass-phones-${lang}`);
    await press(home, home.page.locator("form[action$='/end'] button").first());
    await home.look(`pass-phones-stopped-${lang}`);
    await toPin(clerk, holder.code, "3");
    await scanned(clerk, kept);
    assert.ok((await clerk.page.locator("body").innerText()).includes(stopped[lang]), "a stopped phone spends");
    await clerk.look(`pass-counter-stopped-${lang}`);
    // Back online it is signed out.
    await phone.context.setOffline(false);
    // The page goes back by itself as it hears of the network; two ways at once are one too many.
    await phone.go("/passport/card").catch(() => phone.go("/passport/card"));
    assert.equal(path(phone), "/sign-in");
  });

  story(`a slip is shown large (${lang})`, async ({ street, person }) => {
    const holder = await resident(street, lang);
    const [from, to] = lang === "ja" ? [14, 15] : [16, 17];
    const reason = lang === "ja" ? "四時に焼きたてのパンがあります。" : "Warm bread at four.";
    await api(street, street.shops[from], "POST", "/referrals", { card: holder.card, to_shop: street.shops[to].code, reason });
    const phone = await person({ size: "passport", lang });
    await signIn(phone, holder);
    await phone.go("/passport");
    await phone.look(`pass-home-${lang}`);
    await press(phone, phone.page.locator("a.slip", { hasText: reason }).first());
    await phone.look(`pass-slip-${lang}`);
    assert.equal(await phone.page.locator("svg.qr").count(), 1);
  });
}

story("the living card by night is as white as by day, and works without a script", async ({ street, person }) => {
  const holder = await resident(street, "en");
  const night = await person({ size: "passport", dark: true });
  await signIn(night, holder);
  await night.go("/passport/card");
  await night.page.locator(".offline-note:not([hidden])").waitFor();
  await night.look("pass-card-dark");
  assert.equal(await night.page.evaluate(() => getComputedStyle(document.body).backgroundColor), "rgb(255, 255, 255)");
  await night.go("/passport/phones");
  await night.look("pass-phones-dark");
  const plain = await person({ size: "passport", js: false });
  await signIn(plain, holder);
  await plain.go("/passport/card");
  await plain.look("pass-card-no-script");
  const code = () => plain.page.locator("svg.qr path").getAttribute("d");
  const before = await code();
  await press(plain, plain.page.locator("a[href='/passport/card']"));
  assert.notEqual(await code(), before, "not a new one");
  // Signing out on the phone forgets what it kept.
  await night.go("/passport");
  await press(night, night.page.locator("form[action='/sign-out'] button"));
  const left = await night.page.evaluate(() => new Promise((yes) => {
    const open = indexedDB.open("noren-passport");
    open.onsuccess = () => {
      const get = open.result.transaction("phone").objectStore("phone").get("me");
      get.onsuccess = () => yes(get.result);
    };
  }));
  assert.equal(left, undefined, "the phone keeps its key");
});
