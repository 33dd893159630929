// One tablet, many hands: the owner enrols it, two people take turns by PIN, what is old or wrong is put right with the
// owner's word, and the owner takes it off again. In both languages.
import assert from "node:assert/strict";
import { story } from "../story.mjs";
import { api } from "../street.mjs";
import { becomeTablet, path, press, register, show, signIn, stamp, tabletCode } from "./steps.mjs";

// The owner's code, typed into the tablet by its link; the owner's and the tablet's browser.
async function enrol({ person, shop, lang, look = async () => {} }) {
  const owner = await person({ lang, size: "dashboard" });
  await signIn(owner, shop.owner);
  const code = await tabletCode(owner, lang === "ja" ? "左のカウンター" : "Left counter", look);
  const tablet = await person({ lang });
  await becomeTablet(tablet, code, look);
  return { owner, tablet };
}

// Types a PIN on the keys; how long it took from the last digit to the page that follows.
async function typePin(one, pin) {
  for (const digit of pin) await one.page.locator(`.keys [data-key="${digit}"]`).click();
  const began = performance.now();
  await press(one, one.page.locator(".pin-side button[type=submit]"));
  return performance.now() - began;
}

async function takeTurn(one, nth, pin) {
  await one.page.locator(".hand-btn input").nth(nth).check();
  return typePin(one, pin);
}

const words = (one) => one.page.locator("main").innerText();
const pictures = (lang) => (one, name) => one.look(`${name}-${lang}`);
// A shop with two people at least, one for each language.
const withClerks = async (street, lang) => (lang === "en" ? street.shops[0] : street.shops[1]);

for (const lang of ["en", "ja"]) {
  const look = pictures(lang);

  story(`two hands at one tablet (${lang})`, async ({ street, person }) => {
    const shop = await withClerks(street, lang);
    const { owner, tablet } = await enrol({ person, shop, lang, look });
    await look(tablet, "enrolled");

    // The browser holds the key, and nobody reads it out.
    const store = await tablet.page.locator("#enrolled").getAttribute("data-store");
    const held = await tablet.page.evaluate(async (store) => {
      const { me, sign } = await import(store);
      for (let i = 0; i < 50 && !(await me()); i++) await new Promise((on) => setTimeout(on, 50));
      const { id, shop, key, public: point } = await me();
      const out = await crypto.subtle.exportKey("pkcs8", key).then(() => true, () => false);
      return { id, shop, point, out, signed: (await sign(key, "x")).length };
    }, store);
    assert.equal(held.shop, shop.code);
    assert.equal(held.out, false, "the private half can be read out");
    assert.deepEqual([held.point.length, held.signed], [87, 86]);

    await press(tablet, tablet.page.locator("a[href='/counter/lock']"));
    await look(tablet, "counter-lock");
    const hands = await tablet.page.locator(".hand-btn").allInnerTexts();
    assert.ok(hands.length >= 2, `only ${hands} work at ${shop.code}`);

    // A wrong PIN says so; then the first one's turn, measured, and the second one's.
    await takeTurn(tablet, 0, "1357");
    assert.ok(await tablet.page.locator("#pin-problem").isVisible());
    await look(tablet, "counter-lock-wrong");
    const first = await takeTurn(tablet, 0, shop.staff_pin);
    assert.equal(path(tablet), "/counter");
    const passport = await register(tablet, { name: lang === "ja" ? "海野 渚" : "Nagisa Unno", reading: "うんのなぎさ", pin: "2580" });
    await show(tablet, passport);
    await stamp(tablet, "1500");
    const receipt = path(tablet);
    assert.ok((await words(tablet)).includes(hands[0].trim()), "who stamped is not said");
    await look(tablet, "tablet-stamped");
    await press(tablet, tablet.page.locator("form.lock-now button"));
    assert.equal(path(tablet), "/counter/lock");
    const second = await takeTurn(tablet, 1, shop.staff_pin);
    assert.equal(path(tablet), "/counter");
    console.log(`        from the last digit to the counter: ${first.toFixed(0)} ms, ${second.toFixed(0)} ms`);
    await look(tablet, "tablet-ready");

    // The owner's desk is not opened by a PIN, and says what is missing.
    await tablet.go("/shop");
    await look(tablet, "tablet-needs-password");

    // The amount was another one: the second one puts it right, and both names stand there.
    await tablet.go(receipt);
    const before = await api(street, shop, "GET", `/passports/${passport}`);
    await press(tablet, tablet.page.locator("a[href$='/correction']"));
    await tablet.page.fill("#amount", "1500");
    await press(tablet, tablet.page.locator("form.correct button.seal-btn"));
    assert.ok(await tablet.page.locator("#amount-problem").isVisible());
    await tablet.page.fill("#amount", "15000");
    await look(tablet, "counter-correct");
    await press(tablet, tablet.page.locator("form.correct button.seal-btn"));
    assert.equal(path(tablet), receipt);
    const after = await api(street, shop, "GET", `/passports/${passport}`);
    assert.ok(after.points.balance > before.points.balance, "no more points for ten times as much");
    assert.ok((await words(tablet)).includes(hands[1].trim()));
    await look(tablet, "counter-corrected");

    // The points were used already when the stamp is taken back: what is owed is said.
    await api(street, shop, "POST", "/redemptions", { card: passport, pin: "2580", points: after.points.balance });
    await tablet.go(receipt);
    await press(tablet, tablet.page.locator(".hand-side form[action$='/reversal'] button"));
    assert.ok((await words(tablet)).includes(String(after.points.balance)));
    await look(tablet, "counter-owes");

    // One's own PIN, and the owner takes the tablet off: the next touch says so.
    await tablet.go("/counter/pin");
    await look(tablet, "counter-own-pin");
    await owner.go("/shop/tablets");
    await look(owner, "shop-tablets");
    await owner.page.locator("details.dash-sure summary").first().click();
    await press(owner, owner.page.locator("form[action$='/revocation'] button").first());
    await look(owner, "shop-tablets-off");
    await tablet.go("/counter");
    await look(tablet, "tablet-taken-off");
    assert.ok((await words(tablet)).length > 20);
  });

  story(`after an hour it is the owner's (${lang})`, async ({ street, person }) => {
    // Somebody's visit of long ago, as they are told of it.
    const resident = street.residents.at(lang === "en" ? -1 : -2);
    const phone = await person({ lang, size: "passport" });
    await signIn(phone, resident);
    const told = await (await phone.context.request.get("/passport/everything.json")).json();
    const old = told.visits.find((v) => !v.imported && !v.taken_back && v.points_for_visit > 0 && Date.parse(v.recorded) < Date.now() - 7_200_000);
    assert.ok(old, "no visit of before an hour");
    const shop = street.shops.find((s) => s.code === old.shop.code);

    const { tablet } = await enrol({ person, shop, lang });
    await tablet.go("/counter/lock");
    const hands = await tablet.page.locator(".hand-btn").count();
    await takeTurn(tablet, hands - 1, shop.staff_pin);
    await tablet.go(`/counter/receipts/${old.id}`);
    await press(tablet, tablet.page.locator(".hand-side form[action$='/reversal'] button"));
    await look(tablet, "counter-owners-word");
    await typePin(tablet, "1357");
    assert.ok(await tablet.page.locator("#pin-problem").isVisible());
    await look(tablet, "counter-owners-word-wrong");
    await typePin(tablet, shop.staff_pin);
    assert.equal(path(tablet), `/counter/receipts/${old.id}`);
    await look(tablet, "counter-undone-with-word");

    // Nobody touches it for ten minutes, by the tablet's own clock: it locks; whoever writes meanwhile keeps it open.
    await tablet.page.clock.install();
    await tablet.go("/counter/register");
    await tablet.page.clock.fastForward("09:30");
    await tablet.page.locator("[name=name]").pressSequentially("Na");
    await tablet.page.clock.fastForward("09:30");
    assert.equal(path(tablet), "/counter/register");
    assert.equal(await tablet.page.inputValue("[name=name]"), "Na");
    await tablet.page.clock.fastForward("01:00");
    await tablet.page.waitForURL("**/counter/lock");
    await tablet.go("/counter");
    assert.equal(path(tablet), "/counter/lock", "what the tablet locked the server has locked");

    // Points of a fresh stamp, used, and the stamp taken back: the resident reads what is owed.
    const fresh = await freshShop(street, resident);
    const tap = await api(street, fresh, "POST", "/taps", { card: resident.card, amount: 4000 });
    const { points } = await api(street, fresh, "GET", `/passports/${resident.passport}`);
    await api(street, fresh, "POST", "/redemptions", { card: resident.card, pin: resident.pin, points: points.balance });
    await api(street, fresh, "POST", `/visits/${tap.visit}/reversals`, {});
    await phone.go("/passport");
    const said = await phone.page.locator(".owes").innerText();
    assert.ok(said.includes(String(tap.points.earned)), said);
    await look(phone, "passport-owes");
  });
}

// A shop where they have not been: no stamp there is too soon.
async function freshShop(street, resident) {
  for (const shop of street.shops) {
    const seen = await api(street, shop, "GET", `/passports/${resident.passport}`);
    if (seen.passport.visits_here === 0) return shop;
  }
  throw new Error("they have been everywhere");
}

// Without a script a browser makes no key: it says so, and nothing is lost.
story("a tablet without a script says what it needs", async ({ person }) => {
  const one = await person({ js: false });
  await one.go("/enrol?code=7K2Q-MXAB");
  assert.ok(await one.page.locator("#unable").isVisible());
  await press(one, one.page.locator("#enrol button[type=submit]"));
  assert.equal(await one.page.inputValue("[name=code]"), "7K2Q-MXAB");
  await one.look("enrol-no-script");
});
