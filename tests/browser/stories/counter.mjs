// The whole story at the counters: a first-timer registers, is stamped, is sent on, is stamped there, uses points; it is
// taken back; the producer sees it happen. In both languages, and without JavaScript.
import assert from "node:assert/strict";
import { story } from "../story.mjs";
import { api } from "../street.mjs";
import { openPin, path, press, register, show, signIn, stamp } from "./steps.mjs";

for (const { lang, js } of [{ lang: "en", js: true }, { lang: "ja", js: true }, { lang: "en", js: false }]) {
  const how = `${lang}${js ? "" : ", no script"}`;
  const picture = (name) => `${name}-${lang}${js ? "" : "-no-script"}`;

  story(`a day at the counters (${how})`, async ({ street, person }) => {
    const [first] = street.shops;
    const clerk = await person({ lang, js });
    await signIn(clerk, first.owner);
    await clerk.go("/counter");
    await clerk.look(picture("counter-ready"));

    const name = js ? `花子 ${lang}` : "花子 紙";
    const passport = await register(clerk, { name, reading: "はなこ", pin: "2580" });
    await clerk.look(picture("counter-handout"));

    // Found by code, and by the beginning of the reading, in any kana.
    await show(clerk, passport);
    assert.ok(path(clerk).startsWith("/counter/passports/"), path(clerk));
    await clerk.look(picture("counter-known"));
    await show(clerk, "ハナ");
    assert.ok((await clerk.page.locator("body").innerText()).includes(name), "not found by reading");
    await show(clerk, passport);
    await stamp(clerk, "1200");
    assert.match(path(clerk), /^\/counter\/receipts\//);
    const receipt = path(clerk);
    await clerk.look(picture("counter-stamped"));
    const after = await api(street, first, "GET", `/passports/${passport}`);
    assert.equal(after.passport.visits_here, 1);
    assert.ok(after.points.balance > 12, `only ${after.points.balance} points for a visit and 1,200 spent`);

    // The same form sent once more (a reload, a proxy that tries again) is the same stamp.
    await show(clerk, passport);
    const form = await fields(clerk.page.locator("form.tap"));
    let location;
    for (const _ of [1, 2]) {
      const headers = { origin: street.base_url };
      const again = await clerk.context.request.post("/counter/taps", { form, headers, maxRedirects: 0 });
      assert.equal(again.status(), 303);
      location ??= again.headers().location;
      assert.equal(again.headers().location, location);
    }
    assert.equal((await api(street, first, "GET", `/passports/${passport}`)).passport.visits_here, 2);
    assert.equal((await api(street, first, "GET", `/passports/${passport}`)).points.balance, after.points.balance, "too soon earns nothing");
    await clerk.go(location);
    await clerk.look(picture("counter-too-soon"));
    await clerk.go(receipt);

    // Sent on to a neighbour the screen suggests.
    const slip = clerk.page.locator("form[action='/counter/slips']").first();
    const to = await slip.locator("[name=to_shop]").inputValue();
    await press(clerk, slip.locator("button"));
    await clerk.look(picture("counter-sent"));
    assert.equal(await clerk.page.locator("form[action$='/withdrawal']").count(), 1);

    const second = street.shops.find((s) => s.code === to);
    const baker = await person({ lang, js });
    await signIn(baker, second.owner);
    await show(baker, passport);
    await stamp(baker);
    const welcomed = await api(street, second, "GET", `/passports/${passport}`);
    assert.ok(welcomed.points.balance > after.points.balance, "no welcome");
    await baker.look(picture("counter-welcome"));
    assert.ok((await baker.page.locator("main").innerText()).length > 50);

    // Points are used with the resident's PIN; a wrong one keeps what was typed.
    await press(baker, baker.page.locator(`a[href$='/redeem']`).first());
    await redeem(baker, js, "5", "2581");
    assert.equal(await baker.page.inputValue("#points"), "5");
    await baker.look(picture("counter-wrong-pin"));
    await redeem(baker, js, null, "2580");
    assert.match(path(baker), /^\/counter\/redemptions\//);
    await baker.look(picture("counter-redeemed"));
    const spent = await api(street, second, "GET", `/passports/${passport}`);
    assert.equal(spent.points.balance, welcomed.points.balance - 5);

    // And taken back: the redemption, then the stamp with its slip.
    await press(baker, baker.page.locator("form[action$='/reversal'] button").first());
    assert.equal((await api(street, second, "GET", `/passports/${passport}`)).points.balance, welcomed.points.balance);
    await baker.look(picture("counter-taken-back"));
    await baker.go("/counter");
    await press(baker, baker.page.locator("form[action$='/reversal'] button").first());
    const undone = await api(street, second, "GET", `/passports/${passport}`);
    assert.equal(undone.points.balance, after.points.balance);
    assert.equal(undone.passport.visits_here, 0);

    // The producer looks.
    const producer = await person({ lang, js, size: "dashboard" });
    await signIn(producer, street.coordinator);
    await producer.go("/dashboard");
    await producer.look(picture("dashboard"));
    assert.ok((await producer.page.locator("svg").count()) > 0, "a dashboard without a picture");
  });
}

// What a form would send.
async function fields(form) {
  return Object.fromEntries(await form.evaluate((f) => [...new FormData(f)]));
}

async function redeem(one, js, points, pin) {
  if (points) await one.page.fill("#points", points);
  const step = await one.page.locator("#redeem").getAttribute("data-step");
  if (js && step !== "pin") await one.page.locator(".to-pin").click();
  await one.page.fill("#pin", pin);
  await press(one, one.page.locator("#redeem button.seal-btn[type=submit]"));
}

story("what was typed wrong is kept, with a sentence beside it", async ({ street, person }) => {
  const clerk = await person();
  await signIn(clerk, street.shops[2].owner);
  await show(clerk, "nobody of this name");
  assert.equal(path(clerk), "/counter/find");
  assert.equal(await clerk.page.inputValue("#q"), "nobody of this name");
  await clerk.look("counter-not-found");

  await clerk.go("/counter/register");
  await clerk.page.fill("[name=name]", "Kept Name");
  await clerk.page.fill("[name=reading]", "きーぷ");
  await openPin(clerk);
  await clerk.page.fill("[name=pin]", "1111");
  await press(clerk, clerk.page.locator("form.register button[type=submit]"));
  assert.equal(path(clerk), "/counter/register");
  assert.equal(await clerk.page.inputValue("[name=name]"), "Kept Name");
  assert.equal(await clerk.page.inputValue("[name=reading]"), "きーぷ");
  await clerk.look("counter-register-wrong-pin");

  const resident = street.residents[0];
  await show(clerk, resident.card);
  await clerk.page.fill("#amount", "12.5");
  await press(clerk, clerk.page.locator("button.stamp"));
  assert.equal(await clerk.page.inputValue("#amount"), "12.5", "half a yen never becomes ten times as many");
  await clerk.page.fill("#amount", "99999999");
  await press(clerk, clerk.page.locator("button.stamp"));
  assert.match((await clerk.page.inputValue("#amount")).replaceAll(",", ""), /^99999999$/);
  assert.equal(await clerk.page.locator("#amount").getAttribute("aria-invalid"), "true");
  await clerk.look("counter-amount-too-large");
});

story("a button pressed twice at once stamps once", async ({ street, person }) => {
  const shop = street.shops[3];
  const clerk = await person();
  await signIn(clerk, shop.owner);
  const passport = await register(clerk, { name: "Twice", reading: "", pin: "2580" });
  await show(clerk, passport);
  await Promise.all([clerk.page.waitForURL(/\/counter\/receipts\//), clerk.page.locator("button.stamp").dblclick()]);
  assert.equal((await api(street, shop, "GET", `/passports/${passport}`)).passport.visits_here, 1);
});

story("a scanner types into any page of the counter and ends with Enter", async ({ street, person }) => {
  const clerk = await person();
  await signIn(clerk, street.shops[4].owner);
  await clerk.go("/counter");
  await clerk.page.locator("#q").focus();
  await clerk.page.keyboard.type(`${street.base_url}/c/${street.residents[1].card}`);
  await Promise.all([clerk.page.waitForURL(/\/counter\/passports\//), clerk.page.keyboard.press("Enter")]);
});

story("a long name fits, and the way back is the counter's own", async ({ street, person }) => {
  const clerk = await person();
  await signIn(clerk, street.shops[7].owner);
  const passport = await register(clerk, { name: "W".repeat(80), reading: "", pin: "2580" });
  await clerk.look("counter-long-handout");
  await show(clerk, passport);
  await clerk.look("counter-long-known");
  await stamp(clerk, "100");
  await clerk.look("counter-long-stamped");
  // The next customer's page names the one before.
  await show(clerk, passport);
  await clerk.mustFit("a long name in the line of the one before");

  // A lost card is found by its number too; nothing typed looks for nobody.
  await clerk.go(`/counter/lost?q=${passport}`);
  assert.equal(await clerk.page.locator(".people .row").count(), 1, "not found by number");
  await clerk.go("/counter");
  // The address is the same before and after, so it is the page's arrival that is waited for.
  const arrived = clerk.page.waitForEvent("load");
  await clerk.page.evaluate(() => {
    const q = document.querySelector("#q");
    q.value = "  ";
    q.form.submit();
  });
  await arrived;
  assert.equal(new URL(clerk.page.url()).pathname, "/counter");

  // More people than a list holds are not said to be all.
  await show(clerk, "さ");
  const rows = await clerk.page.locator(".people .row").count();
  if (rows === 12) assert.match(await clerk.page.locator("h1").innerText(), /latest 12/);
  await clerk.look("counter-found-many");

  const lost = await clerk.go("/counter/passports/ZZZZ-ZZZZ");
  assert.equal(lost.status(), 404);
  assert.equal(await clerk.page.locator(".state .acts a").first().getAttribute("href"), "/counter");
  await clerk.look("counter-nobody-there");
});

story("without a script, redeeming shows nothing that does not work", async ({ street, person }) => {
  const clerk = await person({ js: false });
  await signIn(clerk, street.shops[8].owner);
  await show(clerk, street.residents[1].card);
  await press(clerk, clerk.page.locator("a[href$='/redeem']").first());
  assert.equal(await clerk.page.locator("#redeem button[type=button]:visible").count(), 0);
});

for (const lang of ["en", "ja"]) {
  story(`into a dead network nothing is sent, and what was typed stays (${lang})`, async ({ street, person }) => {
    const clerk = await person({ lang });
    await signIn(clerk, street.shops[9].owner);
    await show(clerk, street.residents[1].card);
    await clerk.page.fill("#amount", "1280");
    await clerk.context.setOffline(true);
    await clerk.page.locator("button.stamp").click();
    await clerk.page.locator(".say:not(.sr)").waitFor();
    assert.equal((await clerk.page.inputValue("#amount")).replace(",", ""), "1280", "what was typed is gone");
    await clerk.look(`counter-dead-network-${lang}`);
    await clerk.context.setOffline(false);
    await press(clerk, clerk.page.locator("button.stamp"));
    assert.match(path(clerk), /^\/counter\/receipts\//, "back online, the same button stamps");
  });
}
