// What stands out is seen by those it concerns: stamps faster than cards can be shown, at the owner's desk with names, at the
// producer's under invented signs.
import assert from "node:assert/strict";
import { story } from "../story.mjs";
import { press, register, show, signIn, stamp } from "./steps.mjs";

for (const lang of ["en", "ja"]) {
  story(`six stamps in a minute stand out, by name for the owner, without one for the producer (${lang})`, async ({ street, person }) => {
    const shop = street.shops[lang === "en" ? 9 : 10];
    const owner = await person({ size: "counter", lang });
    await signIn(owner, shop.owner);
    const names = [];
    const codes = [];
    for (let n = 0; n < 6; n++) {
      names.push(`Tamako ${lang}${n}`);
      codes.push(await register(owner, { name: names[n], reading: "たまこ", pin: "2468" }));
    }
    // As a hand does that has the cards in a row: each by its number, and stamped.
    for (const code of codes) {
      await show(owner, code);
      await stamp(owner);
    }
    await owner.go("/counter");
    const called = (await owner.page.locator(".curtain h1").innerText()).trim();
    await owner.go("/shop");
    await press(owner, owner.page.locator("nav a[href='/shop/watch']"));
    await owner.look(`watch-shop-${lang}`);
    const told = await owner.page.locator(".dash-finding").first().innerText();
    for (const name of names) assert.ok(told.includes(name), `${name} is not behind the finding:\n${told}`);
    // From the row to the receipt, where it can be taken back.
    await press(owner, owner.page.locator(".dash-finding a").first());
    assert.match(new URL(owner.page.url()).pathname, /^\/counter\/receipts\//);

    const producer = await person({ size: "dashboard", lang });
    await signIn(producer, street.coordinator);
    await producer.go("/dashboard");
    await press(producer, producer.page.locator("nav a[href='/dashboard/watch']"));
    await producer.look(`watch-street-${lang}`);
    const seen = await producer.page.locator("main").innerText();
    assert.ok(called && seen.includes(called), `${called} is not named:\n${seen}`);
    for (const secret of [...names, ...codes]) assert.ok(!seen.includes(secret), `${secret} is told to the producer`);
    assert.equal(await producer.page.locator(".dash-finding a").count(), 0);
  });
}
