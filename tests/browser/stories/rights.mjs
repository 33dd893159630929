// Somebody reads all that is known of them, takes it along, and has themselves forgotten.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { story } from "../story.mjs";
import { api } from "../street.mjs";
import { path, press, register, show, signIn } from "./steps.mjs";

const SAYS = {
  en: { name: "Wasurete Kudasai", reading: "wasurete", forgotten: "You are forgotten here." },
  ja: { name: "和久 礼子", reading: "わくれいこ", forgotten: "お客さまのことを忘れました。" },
};

for (const lang of ["en", "ja"]) {
  story(`a resident reads everything, takes it along and is forgotten (${lang})`, async ({ street, person }) => {
    const { name, reading, forgotten } = SAYS[lang];
    const shop = street.shops[2];
    const counter = await person({ lang });
    await signIn(counter, shop.owner);
    const code = await register(counter, { name, reading, pin: "2580" });
    await api(street, shop, "POST", "/taps", { card: code, amount: 1280 });
    await api(street, shop, "POST", "/referrals", { card: code, to_shop: street.shops[3].code, reason: lang === "ja" ? "焼きたてが四時に" : "Warm bread at four" });

    const phone = await person({ size: "passport", lang });
    await phone.go("/join");
    for (const summary of await phone.page.locator("form.sheet details > summary").all()) await summary.click();
    await phone.page.fill("[name=name]", name);
    await phone.page.fill("[name=email]", `forget-${lang}@asahi.example`);
    await phone.page.fill("[name=password]", "three plain words");
    await phone.page.fill("[name=pin]", "2580");
    await phone.page.fill("[name=pin_again]", "2580");
    await press(phone, phone.page.locator("form.sheet button.seal-btn"));
    assert.equal(path(phone), "/passport");
    await phone.go("/passport/merge");
    await phone.page.fill("[name=card]", code);
    await phone.page.fill("[name=proof]", "2580");
    await press(phone, phone.page.locator("form.sheet button.seal-btn"));

    await phone.go("/passport/shares");
    await phone.page.locator(".likes .chip input").first().check();
    await press(phone, phone.page.locator(".likes form button"));
    await press(phone, phone.page.locator("section#likes button[value=all]"));
    await phone.go("/passport");
    await press(phone, phone.page.locator("a[href='/passport/everything']"));
    const read = await phone.page.locator("main").innerText();
    assert.ok(read.includes(name) && read.includes("1,280") && read.includes(`forget-${lang}@asahi.example`), read);
    await phone.look(`everything-${lang}`);
    const [file] = await Promise.all([
      phone.page.waitForEvent("download"),
      phone.page.locator("a[href='/passport/everything.json']").click(),
    ]);
    const told = JSON.parse(await readFile(await file.path(), "utf8"));
    assert.equal(told.passport.name, name);
    assert.equal(told.visits.length, 1);
    assert.equal(told.slips.length, 1);

    await press(phone, phone.page.locator("a[href='/passport/erasure']"));
    await phone.look(`erasure-${lang}`);
    const proof = phone.page.locator("[name=proof]");
    await proof.fill("1357");
    await press(phone, phone.page.locator("form.sheet button.seal-btn"));
    assert.equal(await proof.getAttribute("aria-invalid"), "true");
    await phone.look(`erasure-wrong-${lang}`);
    const number = /[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(await phone.page.locator("form.sheet").innerText());
    await proof.fill(number ? number[0] : "2580");
    await press(phone, phone.page.locator("form.sheet button.seal-btn"));
    assert.ok((await phone.page.locator("main").innerText()).includes(forgotten));
    await phone.look(`erased-${lang}`);
    await phone.go("/passport");
    assert.equal(path(phone), "/sign-in", "still signed in");

    // At the counter nobody of that name is found, and the number is unknown.
    for (const typed of [name, reading, code]) {
      await show(counter, typed);
      assert.ok(!path(counter).startsWith("/counter/passports/"), `${typed} still leads to ${counter.page.url()}`);
    }
    await counter.look(`counter-forgotten-${lang}`);
  });
}
