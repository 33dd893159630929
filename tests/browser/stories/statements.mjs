// The shop's statement of a closed month: read in ten seconds, printed on one sheet, taken along as a file, objected to; and the
// street's answer. In both languages.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { statSync } from "node:fs";
import { join } from "node:path";
import { OUT } from "../browser.mjs";
import { story } from "../story.mjs";
import { path, press, signIn } from "./steps.mjs";

const words = (one) => one.page.locator("main").innerText();
const TYPED = { en: "On the 3rd, twenty points were used that are not here.", ja: "3日に使われた20ポイントが入っていません。" };
const ANSWER = { en: "You are right. Twenty points are added.", ja: "おっしゃるとおりでした。20ポイント分を足します。" };

for (const lang of ["en", "ja"]) {
  story(`a statement is read, objected to and answered (${lang})`, async ({ street, person }) => {
    // The demo's last month may have been closed weeks ago: here, shops have long to object.
    execFileSync("sqlite3", ["-cmd", ".timeout 10000", street.database, "UPDATE charters SET objection_days = 90"]);
    const shop = street.shops[lang === "en" ? 2 : 3];
    const owner = await person({ size: "counter", lang });
    await signIn(owner, shop.owner);
    await owner.go("/shop");
    await press(owner, owner.page.locator("nav a[href='/shop/statements']"));
    await owner.look(`statements-${lang}`);
    await press(owner, owner.page.locator(".statement-months a").first());
    const month = path(owner).split("/").pop();
    await owner.look(`statement-${lang}`);
    // What it comes to stands in the first third of the page.
    const sheet = await owner.page.locator("article.statement").boundingBox();
    const sum = await owner.page.locator(".statement .answer .sum b").boundingBox();
    assert.ok(sum.y + sum.height < sheet.y + sheet.height / 3, `the sum ends at ${sum.y + sum.height} of ${sheet.height}`);

    // On paper it is one sheet.
    const pdf = join(OUT, `statement-print-${lang}.pdf`);
    await owner.page.pdf({ path: pdf, format: "A4", preferCSSPageSize: true });
    const pages = execFileSync("pdfinfo", [pdf]).toString().match(/Pages:\s+(\d+)/)[1];
    assert.equal(pages, "1", "the statement takes more than one sheet");
    execFileSync("pdftoppm", ["-r", "70", "-png", "-singlefile", pdf, join(OUT, `statement-print-${lang}`)]);

    // The files come down whole.
    for (const [kind, query] of [["pdf", ""], ["xlsx", ""], ["csv", ""], ["csv", "as=shift_jis"]]) {
      const link = owner.page.locator(`.statement-files a[href*='/${kind}']`).filter({ hasText: query ? "Shift_JIS" : /^((?!Shift).)*$/ });
      const [file] = await Promise.all([owner.page.waitForEvent("download"), link.first().click()]);
      assert.match(file.suggestedFilename(), new RegExp(`^\\d{4}-\\d{3}-${month}\\.${kind}$`));
      const saved = join(OUT, `statement-${lang}${query ? "-sjis" : ""}.${kind}`);
      await file.saveAs(saved);
      assert.ok(statSync(saved).size > 100);
    }
    execFileSync("pdftoppm", ["-r", "70", "-png", "-singlefile", join(OUT, `statement-${lang}.pdf`), join(OUT, `statement-pdf-${lang}`)]);

    await owner.page.fill("[name=reason]", TYPED[lang]);
    await press(owner, owner.page.locator("form[action$='/objections'] button[type=submit]"));
    assert.ok((await words(owner)).includes(TYPED[lang]));

    const producer = await person({ size: "dashboard", lang });
    await signIn(producer, street.coordinator);
    await producer.go("/dashboard/months");
    await press(producer, producer.page.locator("main a[href='/dashboard/objections']"));
    const waiting = producer.page.locator(".statement-waiting").filter({ hasText: TYPED[lang] });
    await producer.look(`objections-${lang}`);
    await waiting.locator("[name=text]").fill(ANSWER[lang]);
    await waiting.locator("[name=amount]").fill("999999999");
    await press(producer, waiting.locator("button[type=submit]"));
    assert.equal(await waiting.locator("[name=text]").inputValue(), ANSWER[lang], "what was typed is lost");
    await producer.look(`objections-wrong-${lang}`);
    await waiting.locator("[name=amount]").fill("20");
    await press(producer, waiting.locator("button[type=submit]"));
    assert.ok((await words(producer)).includes(ANSWER[lang]));

    await owner.go(path(owner));
    assert.ok((await words(owner)).includes(ANSWER[lang]));
    await owner.look(`statement-answered-${lang}`);

    const phone = await person({ size: "passport", lang });
    await signIn(phone, shop.owner);
    await phone.go(`/shop/statements/${month}`);
    await phone.look(`statement-phone-${lang}`);
  });
}
