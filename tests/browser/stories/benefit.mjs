// What the street costs a shop and whom it brings: an owner reads it at the tablet and on the phone, the producer over all shops.
import assert from "node:assert/strict";
import { story } from "../story.mjs";
import { path, press, signIn } from "./steps.mjs";

const words = (one) => one.page.locator("main").innerText();
const SAID = {
  en: { money: /You (paid|got) ¥[\d,]+ more than you (got|paid)\.|as much as you got/, middle: "Middle of the street", first: /carries most for least|No shop paid more/ },
  ja: { money: /[\d,]+円多く|同じ額でした/, middle: "通りのまん中", first: /負担が重くなっています|ありません/ },
};

for (const lang of ["en", "ja"]) {
  story(`an owner sees what the street costs and whom it brings (${lang})`, async ({ street, person }) => {
    const shop = street.shops[lang === "en" ? 1 : 5];
    const tablet = await person({ size: "counter", lang });
    await signIn(tablet, shop.owner);
    await tablet.go("/shop");
    await tablet.look(`benefit-desk-${lang}`);
    // The way between the desk's pages takes one line.
    const tops = await tablet.page.locator(".curtain nav a").evaluateAll((links) => links.map((link) => link.getBoundingClientRect().top));
    assert.equal(new Set(tops.map(Math.round)).size, 1, `the nav takes more than a line: ${tops}`);
    await press(tablet, tablet.page.locator("main a[href='/shop/benefit']"));
    assert.match(await tablet.page.locator("h1").innerText(), SAID[lang].money);
    assert.ok((await words(tablet)).includes(SAID[lang].middle));
    await tablet.look(`benefit-month-${lang}`);
    const month = await words(tablet);
    // A longer time: more of everything, and the same page.
    for (const [nth, name] of [[1, "quarter"], [2, "year"]]) {
      await press(tablet, tablet.page.locator(".segments a").nth(nth));
      assert.match(await tablet.page.locator("h1").innerText(), SAID[lang].money);
      await tablet.look(`benefit-${name}-${lang}`);
    }
    assert.notEqual(await words(tablet), month);
    // No other shop is named.
    for (const other of street.shops.filter((s) => s.code !== shop.code)) assert.ok(!(await words(tablet)).includes(other.name), other.name);

    const phone = await person({ size: "passport", lang });
    await signIn(phone, shop.owner);
    await phone.go("/shop/benefit");
    await phone.look(`benefit-phone-${lang}`);

    const producer = await person({ size: "dashboard", lang });
    await signIn(producer, street.coordinator);
    await producer.go("/dashboard/shops");
    await press(producer, producer.page.locator("main a[href='/dashboard/benefit']"));
    assert.equal(path(producer), "/dashboard/benefit");
    assert.match(await producer.page.locator("h1").innerText(), SAID[lang].first);
    assert.ok((await producer.page.locator("main tbody tr").count()) >= 20);
    await producer.look(`benefit-street-${lang}`);
    await producer.page.setViewportSize({ width: 390, height: 844 });
    await producer.look(`benefit-street-phone-${lang}`);
    await producer.page.setViewportSize({ width: 1440, height: 900 });
    await producer.go("/shop/benefit");
    assert.ok(!(await words(producer)).includes(SAID[lang].middle), "the producer reads a shop's own page");
  });
}
