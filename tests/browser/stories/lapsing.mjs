// Points that lapse soon are said on the phone, and one stamp keeps them.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { story } from "../story.mjs";
import { show, signIn, stamp } from "./steps.mjs";

const sql = (street, text) => execFileSync("sqlite3", ["-cmd", ".timeout 10000", street.database, text], { encoding: "utf8" }).trim();
const soon = { en: /lapse after/, ja: /失効します/ };
const good = { en: /Good until/, ja: /まで有効/ };

for (const lang of ["en", "ja"]) {
  story(`points that lapse soon are said, and a stamp keeps them (${lang})`, async ({ street, person }) => {
    const holder = street.residents[lang === "en" ? 0 : 3];
    // A demo is half a year old: as if the last visit had been eleven months ago.
    const code = holder.passport.replace("-", "");
    const days = Date.now() - 335 * 24 * 3600 * 1000;
    assert.equal(sql(street, `UPDATE passports SET last_visit_at = ${days} WHERE code = '${code}'; SELECT changes()`), "1");
    const phone = await person({ size: "passport", lang });
    await signIn(phone, holder);
    await phone.go("/passport");
    await phone.look(`lapses-soon-${lang}`);
    assert.match(await phone.page.locator(".lapses").innerText(), soon[lang]);
    const clerk = await person({ size: "counter", lang });
    await signIn(clerk, street.shops[lang === "en" ? 16 : 17].owner);
    await show(clerk, holder.passport);
    await stamp(clerk);
    await phone.go("/passport");
    assert.equal(await phone.page.locator(".lapses").count(), 0);
    assert.match(await phone.page.locator(".card").first().innerText(), good[lang]);
  });
}
