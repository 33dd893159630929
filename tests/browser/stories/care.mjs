// A paper card does what a phone does, on the tablet turned round; a helper acts for somebody; two share one stamp book.
import assert from "node:assert/strict";
import { story } from "../story.mjs";
import { api } from "../street.mjs";
import { path, press, register, show, signIn } from "./steps.mjs";

const said = {
  en: { turn: "Now it is", band: /passport, on the tablet of/, help: "You act for", nobody: "Nobody acts for you", shared: "Shared with" },
  ja: { turn: "さまの番です", band: /さまのパスポート（.*のタブレット）/, help: "さまのお手伝い中です", nobody: "いまはいません", shared: "さまといっしょ" },
};
const body = (one) => one.page.locator("body").innerText();
const key = async (one, digits) => {
  for (const digit of digits) await one.page.locator(`.keys button[data-key="${digit}"]`).click();
};

for (const { lang, js, n } of [{ lang: "en", js: true, n: 9 }, { lang: "ja", js: true, n: 10 }, { lang: "en", js: false, n: 11 }]) {
  const picture = (name) => `${name}-${lang}${js ? "" : "-no-script"}`;
  story(`care: a paper card decides on the tablet turned round (${lang}${js ? "" : ", no script"})`, async ({ street, person }) => {
    const shop = street.shops[n];
    const clerk = await person({ lang, js });
    await signIn(clerk, shop.owner);
    const name = `鈴木 澄子 ${lang}${n}`;
    const passport = await register(clerk, { name, reading: "すみこ", pin: "2580" });
    await show(clerk, passport);
    await clerk.look(picture("care-known"));
    await press(clerk, clerk.page.locator("a[href$='/turned']"));
    assert.ok((await body(clerk)).includes(said[lang].turn));
    await clerk.look(picture("care-turned"));
    if (js) await key(clerk, "2581");
    else await clerk.page.fill("#pin", "2581");
    await press(clerk, clerk.page.locator("#turn button.seal-btn"));
    await clerk.look(picture("care-turned-wrong"));
    if (js) await key(clerk, "2580");
    else await clerk.page.fill("#pin", "2580");
    await press(clerk, clerk.page.locator("#turn button.seal-btn"));

    // Their own pages, here; each says whose they are.
    assert.equal(path(clerk), "/passport");
    assert.match(await body(clerk), said[lang].band);
    await clerk.look(picture("care-tablet-passport"));
    await clerk.go("/passport/shares#likes");
    const kind = clerk.page.locator("section#likes");
    await kind.locator("summary").first().click();
    await kind.locator(`input[value="${shop.code}"]`).check();
    await clerk.look(picture("care-tablet-shares"));
    await press(clerk, kind.locator("button[value=these]"));
    assert.equal(await clerk.page.locator("section#likes input:checked").count(), 1);
    await clerk.go("/passport/helpers");
    await clerk.look(picture("care-tablet-helpers"));

    // Done; and Back shows nothing of theirs.
    await press(clerk, clerk.page.locator(".band button"));
    assert.equal(path(clerk), `/counter/passports/${passport}`);
    for (const _ of [1, 2]) {
      await clerk.page.goBack({ waitUntil: "load" });
      const seen = await body(clerk);
      assert.ok(!seen.includes(name), `Back shows ${path(clerk)}`);
      assert.doesNotMatch(seen, said[lang].band);
    }
    await clerk.look(picture("care-tablet-back"));
    await clerk.go("/counter");
  });
}

for (const lang of ["en", "ja"]) {
  story(`care: a helper is asked, acts, and is ended (${lang})`, async ({ street, person }) => {
    const asker = street.residents[lang === "en" ? 0 : 2];
    const phone = await person({ size: "passport", lang });
    await signIn(phone, asker);
    await press(phone, phone.page.locator("a[href='/passport/helpers']"));
    assert.ok((await body(phone)).includes(said[lang].nobody));
    await phone.look(`care-helpers-none-${lang}`);
    await press(phone, phone.page.locator("form[action='/passport/helpers'] button"));
    assert.equal(await phone.page.locator(".made svg").count(), 1, "no QR code");
    await phone.look(`care-helpers-link-${lang}`);
    const link = new URL(await phone.page.locator(".made .link").innerText()).pathname;

    const helper = await person({ size: "passport", lang });
    await helper.go(link);
    await helper.look(`care-help-${lang}`);
    await helper.page.fill("[name=name]", lang === "en" ? "Aya" : "彩");
    await helper.page.fill("[name=email]", `aya-${lang}@asahi.example`);
    await helper.page.fill("[name=password]", "three plain words");
    await press(helper, helper.page.locator("form.sheet button.seal-btn"));
    assert.equal(path(helper), "/passport");
    assert.ok((await body(helper)).includes(said[lang].help));
    await helper.look(`care-helping-${lang}`);
    await helper.go("/passport/helpers");
    assert.equal(await helper.page.locator("form[action='/passport/helpers']").count(), 0);
    await helper.look(`care-helping-helpers-${lang}`);
    const again = await person({ size: "passport", lang });
    assert.equal((await again.go(link)).status(), 410, "a link twice");

    // They turn one kind on; the holder sees it, and ends the help.
    await helper.go("/passport/shares#occasions");
    await press(helper, helper.page.locator("section#occasions button[value=all]"));
    await phone.go("/passport/shares");
    assert.ok((await phone.page.locator("section#occasions .now").innerText()).length > 3);
    await press(phone, phone.page.locator("section#occasions button[value=none]"));
    await phone.go("/passport/helpers");
    await phone.look(`care-helpers-one-${lang}`);
    await press(phone, phone.page.locator("form[action^='/passport/helpers/'] button").first());
    assert.ok((await body(phone)).includes(said[lang].nobody));
    assert.equal((await helper.go("/passport")).status(), 403);
    await helper.look(`care-help-ended-${lang}`);
  });

  story(`care: two share one stamp book, and one leaves (${lang})`, async ({ street, person }) => {
    // Two who joined just now, each with a stamp at the same shop.
    const shop = street.shops[lang === "en" ? 12 : 13];
    const phones = [];
    for (const [who, name] of [["ume", "梅子"], ["take", "竹子"]]) {
      const phone = await person({ size: "passport", lang });
      await join(phone, { email: `${who}-${lang}@asahi.example`, name: `${name} ${lang}` });
      const card = (await phone.page.locator(".card .code").innerText()).trim();
      await api(street, shop, "POST", "/taps", { card });
      phones.push({ phone, card, name: `${name} ${lang}` });
    }
    const [ume, take] = phones;
    await press(ume.phone, ume.phone.page.locator("a[href='/passport/household']"));
    await ume.phone.look(`care-household-${lang}`);
    await ume.phone.page.fill("[name=card]", "not a number");
    await press(ume.phone, ume.phone.page.locator("form[action='/passport/household'] button"));
    assert.equal(await ume.phone.page.inputValue("[name=card]"), "not a number");
    await ume.phone.page.fill("[name=card]", take.card);
    await press(ume.phone, ume.phone.page.locator("form[action='/passport/household'] button"));
    await ume.phone.look(`care-household-asked-${lang}`);
    assert.ok(!(await body(ume.phone)).includes(take.name), "a name before the yes");

    await take.phone.go("/passport");
    await take.phone.look(`care-book-asked-${lang}`);
    await press(take.phone, take.phone.page.locator(".tell a[href='/passport/household']"));
    await take.phone.look(`care-household-yes-${lang}`);
    await press(take.phone, take.phone.page.locator(".asked button.seal-btn"));
    for (const { phone } of phones) {
      await phone.go("/passport");
      assert.ok((await body(phone)).includes(said[lang].shared));
    }
    await ume.phone.look(`care-book-shared-${lang}`);
    await ume.phone.go("/passport/household");
    await ume.phone.look(`care-household-two-${lang}`);
    await press(ume.phone, ume.phone.page.locator("form[action='/passport/household/leave'] button"));
    for (const { phone } of phones) {
      await phone.go("/passport");
      assert.ok(!(await body(phone)).includes(said[lang].shared));
    }
    assert.equal((await api(street, shop, "GET", `/passports/${ume.card}`)).passport.visits_here, 1);
  });
}

for (const lang of ["en", "ja"]) {
  story(`care: a first PIN is set on the tablet turned round (${lang})`, async ({ street, person }) => {
    const clerk = await person({ lang });
    await signIn(clerk, street.shops[lang === "en" ? 14 : 15].owner);
    const passport = await register(clerk, { name: `W. ${"Long".repeat(12)} ${lang}`, reading: "", pin: "" });
    await clerk.go(`/counter/passports/${passport}/turned`);
    await clerk.look(`care-first-pin-${lang}`);
    await clerk.page.fill("[name=pin]", "2580");
    await clerk.page.fill("[name=pin_again]", "2581");
    await press(clerk, clerk.page.locator("#turn button.seal-btn"));
    assert.equal(path(clerk), `/counter/passports/${passport}/turned`);
    await clerk.page.fill("[name=pin]", "2580");
    await clerk.page.fill("[name=pin_again]", "2580");
    await press(clerk, clerk.page.locator("#turn button.seal-btn"));
    assert.equal(path(clerk), "/passport");
    await clerk.go("/passport/card");
    assert.match(await body(clerk), said[lang].band);
    await clerk.look(`care-tablet-card-${lang}`);
    await press(clerk, clerk.page.locator(".band button"));
  });

  story(`care: between one's own passport and a neighbour's (${lang})`, async ({ street, person }) => {
    // The demo's student helps a neighbour who has a paper card.
    const phone = await person({ size: "passport", lang });
    await signIn(phone, street.residents[3]);
    const own = await phone.page.locator(".card h1").innerText();
    await phone.go("/passport/helpers");
    await phone.look(`care-switch-${lang}`);
    await press(phone, phone.page.locator("form[action='/passport/for'] button"));
    assert.ok((await body(phone)).includes(said[lang].help));
    assert.notEqual(await phone.page.locator(".card h1").innerText(), own);
    await press(phone, phone.page.locator(".band a"));
    await press(phone, phone.page.locator("form[action='/passport/for'] button"));
    assert.equal(await phone.page.locator(".card h1").innerText(), own);
  });
}

// As a stranger on a phone.
async function join(one, { email, name }) {
  await one.go("/join");
  await one.page.fill("[name=name]", name);
  const more = one.page.locator("details:has([name=email])");
  if ((await more.count()) > 0 && (await more.getAttribute("open")) === null) await more.locator("summary").click();
  await one.page.fill("[name=email]", email);
  await one.page.fill("[name=password]", "three plain words");
  await press(one, one.page.locator("form.sheet button.seal-btn"));
  await one.go("/passport");
  assert.equal(path(one), "/passport", "not joined");
}
