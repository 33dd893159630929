// Proposals made to measure: the owner describes a part, the clerk gets a proposal with its reasons and changes it, the
// resident says no and why, the next one is cheaper and says so, and the counter sees the yes.
import assert from "node:assert/strict";
import { story } from "../story.mjs";
import { path, press, show, signIn } from "./steps.mjs";

const words = {
  en: {
    part: "Yuzu liqueur",
    at: /as you told Hidamari Kitchen/,
    like: /like the Squid you liked at Isoharu Fish/,
    quote: /Somebody on this street had Tsukinowa junmai and was glad of it/,
    over: /Over the budget by ¥/,
    under: /Less than ¥[\d,]+, which was too much last time/,
    sent: /Sent\./,
    declined: /The price/,
    accepted: /set it aside/,
    yes: /You said yes/,
  },
  ja: {
    part: "柚子のお酒",
    at: /ひだまりでうかがったお好みです/,
    like: /いそはるでお気に召したするめいかに通じます/,
    quote: /この通りのどなたかが純米 つきのわを選び、喜んでいました/,
    over: /ご予算を[\d,]+円超えます/,
    under: /前にお高かった[\d,]+円より、少なくしました/,
    sent: /送りました/,
    declined: /お値段/,
    accepted: /取り置き/,
    yes: /お願いしました/,
  },
};

// In each language another resident, since answers teach.
const who = { en: "kenji.okabe@asahi.example", ja: "itsuki.hayakawa@asahi.example" };

for (const lang of ["en", "ja"]) {
  const w = words[lang];
  story(`a proposal made to measure (${lang})`, async ({ street, person }) => {
    const shop = street.shops.find((s) => s.code === "tsukinowa");
    const resident = street.residents.find((r) => r.email === who[lang]);

    const owner = await person({ lang });
    await signIn(owner, shop.owner);
    await owner.go("/shop");
    await press(owner, owner.page.locator("nav a[href='/shop/parts']"));
    await owner.page.fill("#part [name=name]", w.part);
    await owner.page.fill("#part [name=price]", "1.9");
    await owner.page.locator("#part label.chip input[value=sweet]").check();
    await press(owner, owner.page.locator("#part button.seal-btn"));
    assert.equal(await owner.page.inputValue("#part [name=name]"), w.part, "what was typed is gone");
    assert.ok(await owner.page.locator("#part label.chip input[value=sweet]").isChecked());
    await owner.look(`parts-wrong-${lang}`);
    await owner.page.fill("#part [name=price]", "1900");
    await press(owner, owner.page.locator("#part button.seal-btn"));
    assert.match(await owner.page.locator("main").innerText(), new RegExp(w.part));
    await owner.look(`parts-${lang}`);

    const phone = await person({ size: "passport", lang });
    await signIn(phone, resident);

    const clerk = await person({ lang });
    await signIn(clerk, shop.owner);
    await show(clerk, resident.card);
    const here = `${path(clerk)}/proposal`;
    await clerk.go(here);
    const said = () => clerk.page.locator("main").innerText();
    assert.match(await said(), w.at);
    assert.match(await said(), w.like);
    assert.match(await said(), w.quote);
    await clerk.look(`proposal-${lang}`);

    // Another bottle: dearer than the budget, and it says by how much; something left out; a few words.
    const sum = async () => Number((await clerk.page.locator(".propose-sum b").innerText()).replaceAll(/\D/g, ""));
    const before = await sum();
    await clerk.page.fill("[name=budget]", "4000");
    await clerk.page.fill("[name=message]", lang === "en" ? "Kept cool for you" : "冷やしておきます");
    await clerk.page.locator(".propose-parts li").first().locator("summary").click();
    await clerk.look(`proposal-swap-${lang}`);
    const dearest = clerk.page.locator(".propose-parts li").first().locator(".propose-choice", { hasText: /4,200/ });
    await press(clerk, dearest);
    assert.ok((await sum()) > before);
    assert.match(await said(), w.over);
    for (const left of [1, 0]) {
      await press(clerk, clerk.page.locator("button[value^='out.']").first());
      assert.equal(await clerk.page.locator("button[value^='out.']").count(), left);
    }
    assert.equal(await sum(), 4200);
    assert.equal(await clerk.page.inputValue("[name=budget]"), "4000");
    await clerk.look(`proposal-changed-${lang}`);
    await press(clerk, clerk.page.locator(".propose-send"));
    assert.match(await said(), w.sent);
    await clerk.look(`proposal-sent-${lang}`);

    // On the phone: no, for its price.
    await phone.go("/passport");
    const card = phone.page.locator("section.proposal").first();
    assert.match(await card.innerText(), w.at);
    await phone.look(`passport-proposal-${lang}`);
    await press(phone, card.locator("a[href^='/passport/proposals/']"));
    await phone.look(`passport-proposal-why-${lang}`);
    await press(phone, phone.page.locator("button[name=answer][value=price]"));
    assert.match(await phone.page.locator("section.proposal").first().innerText(), w.declined);
    await phone.look(`passport-proposal-declined-${lang}`);

    // The next one is cheaper, and says why.
    await clerk.go(here);
    assert.match(await said(), w.declined);
    assert.match(await said(), w.under);
    assert.ok((await sum()) < 4200);
    await clerk.look(`proposal-next-${lang}`);
    await press(clerk, clerk.page.locator(".propose-open form[action$='/done'] button"));
    await press(clerk, clerk.page.locator(".propose-send"));
    await phone.go("/passport");
    await press(phone, phone.page.locator("section.proposal button.seal-btn").first());
    assert.match(await phone.page.locator("section.proposal").first().innerText(), w.yes);
    await phone.look(`passport-proposal-accepted-${lang}`);

    // The counter sees it, and hands it over.
    await clerk.go(here);
    assert.match(await said(), w.accepted);
    await clerk.look(`proposal-accepted-${lang}`);
    await press(clerk, clerk.page.locator(".propose-open form[action$='/done'] button"));
    assert.equal(await clerk.page.locator(".propose-open").count(), 0);
  });
}

story("a shop without parts says what to do, and a narrow screen holds a proposal", async ({ street, person }) => {
  const bare = street.shops.find((s) => s.code === "rinrinsha");
  const clerk = await person();
  await signIn(clerk, bare.owner);
  await clerk.go(`/counter/passports/${street.residents[3].passport}/proposal`);
  await clerk.look("proposal-no-parts");
  await clerk.go("/shop/parts");
  await clerk.look("parts-none");

  const florist = await person({ js: false, dark: true });
  await signIn(florist, street.shops.find((s) => s.code === "hanaguruma").owner);
  await florist.page.setViewportSize({ width: 700, height: 900 });
  await florist.go(`/counter/passports/${street.residents[3].passport}/proposal`);
  await florist.look("proposal-narrow-dark");
  await florist.go("/shop/parts");
  await florist.look("parts-narrow-dark");
});
