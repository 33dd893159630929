// A payment of a month comes back after a later month was paid: it stands open in both, until it is noted again.
import assert from "node:assert/strict";
import { story } from "../story.mjs";
import { press, signIn } from "./steps.mjs";

const SAID = {
  en: { back: /Taken back on/, rest: /A payment of an earlier month was taken back/ },
  ja: { back: /に取り消されて/, rest: /前の月のお支払いが取り消されています/ },
};

// The demo's months are closed and paid but for the latest.
function month(back) {
  const today = new Date(new Date().toLocaleString("en-US", { timeZone: "Asia/Tokyo" }));
  const first = new Date(today.getFullYear(), today.getMonth() - back, 1);
  return `${first.getFullYear()}-${String(first.getMonth() + 1).padStart(2, "0")}`;
}

for (const lang of ["en", "ja"]) {
  story(`a payment that comes back late stands open (${lang})`, async ({ street, person }) => {
    const [earlier, later] = [month(3), month(2)].map((name) => `/dashboard/months/${name}/payments`);
    const producer = await person({ size: "dashboard", lang });
    await signIn(producer, street.coordinator);
    await producer.go(earlier);
    const row = producer.page.locator("tr", { has: producer.page.locator(".bank-undo") }).first();
    const shop = await row.locator("a[href^='/shops/']").getAttribute("href");
    await row.locator(".bank-undo").click();
    await press(producer, row.locator("form button"));
    const same = producer.page.locator("tr", { has: producer.page.locator(`a[href='${shop}']`) });
    assert.match(await same.innerText(), SAID[lang].back);
    await producer.look(`bank-back-${lang}`);
    await producer.go(later);
    assert.match(await producer.page.locator("main").innerText(), SAID[lang].rest);
    await producer.look(`bank-rest-${lang}`);
    // Noted again, it is gone from both.
    await producer.go(earlier);
    await same.locator("input[type=checkbox]").check();
    await press(producer, producer.page.locator("#paid button[type=submit]"));
    assert.doesNotMatch(await same.innerText(), SAID[lang].back);
    await producer.go(later);
    assert.doesNotMatch(await producer.page.locator("main").innerText(), SAID[lang].rest);
  });
}
