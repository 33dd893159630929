// The city pays for points: opened at the desk, handed out with a stamp, read by whoever pays; and a shop leaves, its slips lead elsewhere.
import assert from "node:assert/strict";
import { api } from "../street.mjs";
import { story } from "../story.mjs";
import { path, press, show, signIn, stamp } from "./steps.mjs";

const words = {
  en: { sponsor: "City of Asahi", title: "Winter on the street", receipt: /Winter on the street \(City of Asahi\)/, few: /Fewer than ten/ },
  ja: { sponsor: "旭市", title: "冬の通り", receipt: /冬の通り（旭市）/, few: /10人未満/ },
};

for (const lang of ["en", "ja"]) {
  story(`the city pays for points, and reads totals (${lang})`, async ({ street, person }) => {
    const said = words[lang];
    const shop = street.shops[lang === "en" ? 16 : 17];
    const holder = street.residents[lang === "en" ? 1 : 4];
    const coordinator = await person({ size: "dashboard", lang });
    await signIn(coordinator, street.coordinator);
    await coordinator.go("/dashboard/months");
    await press(coordinator, coordinator.page.locator("a[href='/dashboard/sponsors']"));
    const form = coordinator.page.locator("form.dash-form");
    await form.locator("[name=sponsor]").fill(said.sponsor);
    await form.locator("[name=title]").fill(said.title);
    await form.locator("[name=points]").fill("20");
    await form.locator("[name=budget]").fill("10");
    // It begins today.
    const today = await coordinator.page.evaluate(() => new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Tokyo" }).format(new Date()));
    await form.locator("[name=from]").fill(today);
    await press(coordinator, form.locator("button[type=submit], button:not([type])").last());
    await coordinator.look(`sponsor-refused-${lang}`);
    assert.equal(await form.locator("[name=sponsor]").inputValue(), said.sponsor, "what was typed is lost");
    await form.locator("[name=budget]").fill("4800");
    await press(coordinator, form.locator("button[type=submit], button:not([type])").last());
    await coordinator.look(`sponsors-${lang}`);

    const clerk = await person({ size: "counter", lang });
    await signIn(clerk, shop.owner);
    await show(clerk, holder.passport);
    await stamp(clerk);
    await clerk.look(`stamped-with-campaign-${lang}`);
    assert.match(await clerk.page.locator("main").innerText(), said.receipt);

    const phone = await person({ size: "passport", lang });
    await signIn(phone, holder);
    await phone.go("/passport");
    await phone.look(`passport-with-campaign-${lang}`);
    assert.ok((await phone.page.locator("main").innerText()).includes(said.title));

    await coordinator.go("/dashboard/sponsors");
    const page = await coordinator.page.locator("a[href*='/sponsors/']").first().getAttribute("href");
    for (const size of ["dashboard", "passport"]) {
      const sponsor = await person({ size, lang });
      await sponsor.go(new URL(page, street.base_url).pathname);
      await sponsor.look(`sponsor-sees-${size}-${lang}`);
      const seen = await sponsor.page.locator("main").innerText();
      assert.match(seen, said.few);
      assert.ok(!seen.includes(holder.passport), "the sponsor sees a person");
    }
    const end = coordinator.page.locator("form[action$='/end'] button").first();
    await press(coordinator, end);
    await coordinator.look(`sponsor-ended-${lang}`);
    assert.match(await coordinator.page.locator("[role=status]").innerText(), /5,?258/);
  });

  story(`a shop leaves, and its slips lead elsewhere (${lang})`, async ({ street, person }) => {
    const leaving = street.shops[lang === "en" ? 18 : 19];
    const sender = street.shops[lang === "en" ? 16 : 17];
    const holder = street.residents[lang === "en" ? 1 : 4];
    await api(street, sender, "POST", "/referrals", { card: holder.passport, to_shop: leaving.code, reason: "Good bread." });
    const coordinator = await person({ size: "dashboard", lang });
    await signIn(coordinator, street.coordinator);
    await coordinator.go("/dashboard/shops");
    await coordinator.look(`shops-${lang}`);
    await coordinator.page.locator("details.dash-leaving summary").click();
    await press(coordinator, coordinator.page.locator(`a[href='/dashboard/shops/${leaving.code}/leaving']`));
    await coordinator.look(`leaving-ahead-${lang}`);
    await press(coordinator, coordinator.page.locator("form.dash-form button"));
    await coordinator.look(`leaving-done-${lang}`);
    assert.ok((await coordinator.page.locator("[role=status]").count()) === 1);

    const phone = await person({ size: "passport", lang });
    await signIn(phone, holder);
    await phone.go("/passport");
    const waits = phone.page.locator("a.slip", { hasText: lang === "en" ? "has left the street" : "退会した" }).first();
    await waits.scrollIntoViewIfNeeded();
    await phone.look(`slip-handed-over-${lang}`);
    await press(phone, waits);
    await phone.look(`slip-handed-over-large-${lang}`);

    const owner = await person({ size: "counter", lang });
    await signIn(owner, leaving.owner);
    assert.equal((await owner.go("/counter")).status(), 403);
    await owner.look(`counter-left-${lang}`);
    await owner.go("/shop/statements");
    assert.equal(path(owner), "/shop/statements");
    // Back again: other stories know it as a member.
    await coordinator.go(`/dashboard/shops/${leaving.code}/leaving`);
    await press(coordinator, coordinator.page.locator("form[action$='/return'] button"));
    assert.equal(await coordinator.page.locator("form.dash-form").count(), 1);
  });
}
