// An owner types the bank account wrongly, then rightly; the coordinator makes the files of a closed month and notes what was
// paid; the owner sees it.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { story } from "../story.mjs";
import { press, signIn } from "./steps.mjs";

const SAID = {
  en: { long: "An account number has 1 to 7 digits; this has 8.", sign: "Banks cannot write “亀” here.", lacks: "no account", paid: /Paid on/, before: /one was made already/ },
  ja: { long: "口座番号は7桁までです。いまは8桁です。", sign: "「亀」は銀行で使えません。", lacks: "口座がありません", paid: /済みました/, before: /できています/ },
};

for (const lang of ["en", "ja"]) {
  const said = SAID[lang];
  story(`a month is paid through the bank, and the owner sees it (${lang})`, async ({ street, person }) => {
    const month = closeLastMonth(street);
    const producer = await person({ size: "dashboard", lang });
    await signIn(producer, street.coordinator);
    await producer.go("/dashboard/account");
    await fill(producer, { bank: "0005", branch: "123", number: "7654321", holder: "アサヒドオリショウテンカイ", payer_code: "1234567890", collector_code: "" });
    await press(producer, producer.page.locator(".bank-form button[type=submit]"));
    await producer.look(`bank-street-account-${lang}`);

    await producer.go(`/dashboard/months/${month}/payments`);
    await producer.look(`bank-payments-before-${lang}`);
    const [receive, pay] = [await listed(producer, 0), await listed(producer, 1)];
    assert.ok(receive.length > 0 && pay.length > 0, "nobody receives, or nobody pays");
    const transfer = producer.page.locator("button[value=transfer]");
    if ((await producer.page.locator("#files").count()) === 0) {
      // No shop has an account yet: each is named, and nothing is made.
      await press(producer, transfer);
      const flaws = await producer.page.locator(".bank-flaws li").allInnerTexts();
      assert.ok(flaws.length > 0 && flaws.every((text) => text.includes(said.lacks)), flaws.join("\n"));
      await producer.look(`bank-flaws-${lang}`);
    }

    const shop = street.shops.find((s) => s.code === (lang === "en" ? receive : pay)[0]);
    for (const size of ["upright", "passport"]) {
      const owner = await person({ size, lang });
      await signIn(owner, shop.owner);
      await owner.go("/shop");
      await press(owner, owner.page.locator("a[href='/shop/account']"));
      await fill(owner, { bank: "0005", branch: "12", number: "12345678", holder: "亀屋豆腐店" });
      await press(owner, owner.page.locator(".bank-form button[type=submit]"));
      const told = await owner.page.locator(".bank-form").innerText();
      assert.ok(told.includes(said.long) && told.includes(said.sign), told);
      assert.equal(await owner.page.inputValue("[name=number]"), "12345678", "what was typed is gone");
      assert.equal(await owner.page.evaluate(() => document.activeElement.name), "branch", "the cursor is not at the first mistake");
      await owner.look(`bank-account-wrong-${size}-${lang}`);
      await fill(owner, { branch: "123", number: "45678", holder: "カ）カメヤトウフテン" });
      await press(owner, owner.page.locator(".bank-form button[type=submit]"));
      assert.equal(await owner.page.inputValue("[name=number]"), "0045678");
      assert.equal(await owner.page.inputValue("[name=holder]"), "ｶ)ｶﾒﾔﾄｳﾌﾃﾝ");
      await owner.look(`bank-account-right-${size}-${lang}`);
    }
    for (const code of receive.filter((code) => code !== shop.code)) await giveAccount(street, street.shops.find((s) => s.code === code));

    await producer.go(`/dashboard/months/${month}/payments`);
    const before = (await producer.page.locator("#files").count()) > 0;
    if ((await transfer.count()) > 0) await press(producer, transfer);
    if (before && (await producer.page.locator(".bank-flaws h2").count()) > 0) {
      // The other language's story made it: it says so, and gives the same.
      assert.match(await producer.page.locator(".bank-flaws h2").innerText(), said.before);
      await producer.look(`bank-made-before-${lang}`);
    }
    const [download] = await Promise.all([producer.page.waitForEvent("download"), producer.page.locator("#files a[download]").first().click()]);
    const bytes = await contents(download);
    const records = bytes.length / 122;
    assert.ok(Number.isInteger(records) && records >= 4, `${bytes.length} bytes`);
    assert.deepEqual([0, records - 2, records - 1].map((n) => String.fromCharCode(bytes[n * 122])), ["1", "8", "9"]);
    assert.match(download.suggestedFilename(), /-furikomi\.txt$/);
    await producer.look(`bank-file-made-${lang}`);

    // Once more: it says that one was made, and by whom.
    if ((await transfer.count()) > 0) {
      await press(producer, transfer);
      assert.match(await producer.page.locator(".bank-flaws h2").innerText(), said.before);
      await producer.look(`bank-made-again-${lang}`);
    }

    // The money moved: one row is chosen and noted.
    await producer.go(`/dashboard/months/${month}/payments`);
    const row = producer.page.locator("tr", { has: producer.page.locator(`a[href='/shops/${shop.code}']`) });
    await row.locator("input[type=checkbox]").check();
    await press(producer, producer.page.locator("#paid button[type=submit]"));
    await producer.look(`bank-payments-${lang}`);
    assert.match(await row.innerText(), said.paid);

    const owner = await person({ size: "passport", lang });
    await signIn(owner, shop.owner);
    await owner.go("/shop/account");
    assert.match(await owner.page.locator(".bank-settled").innerText(), said.paid);
    await owner.look(`bank-owner-paid-${lang}`);
    const tablet = await person({ size: "counter", lang });
    await signIn(tablet, shop.owner);
    await tablet.go("/shop/account");
    await tablet.look(`bank-owner-paid-counter-${lang}`);
  });
}

async function fill(one, fields) {
  for (const [name, value] of Object.entries(fields)) await one.page.fill(`.bank-form [name=${name}]`, value);
  await one.page.locator(".bank-form [value=ordinary]").check();
}

// Shops of the first list (whom the street pays) or the second, as their links name them.
async function listed(producer, nth) {
  const links = await producer.page.locator(".bank-payments > div:first-child > section").nth(nth).locator(".dash-shop a").all();
  return Promise.all(links.map(async (link) => (await link.getAttribute("href")).split("/").at(-1)));
}

async function contents(download) {
  const chunks = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk);
  return Buffer.concat(chunks);
}

// Over the machine itself, as an administrator does; the other language's story may have done so.
function closeLastMonth(street) {
  const today = new Date(new Date().toLocaleString("en-US", { timeZone: "Asia/Tokyo" }));
  const last = new Date(today.getFullYear(), today.getMonth() - 1, 1);
  const month = `${last.getFullYear()}-${String(last.getMonth() + 1).padStart(2, "0")}`;
  spawnSync(process.env.NOREN_BIN, ["--database", `sqlite:${street.database}`, "close-month", month, "--brand", street.brand.code], { cwd: street.home });
  return month;
}

// As the owner's own browser posts the form.
async function giveAccount(street, shop) {
  const post = (path, fields, cookie) =>
    fetch(street.base_url + path, {
      method: "POST",
      redirect: "manual",
      headers: { origin: street.base_url, "content-type": "application/x-www-form-urlencoded", ...(cookie && { cookie }) },
      body: new URLSearchParams(fields).toString(),
    });
  const signedIn = await post("/sign-in", shop.owner);
  const cookie = signedIn.headers.getSetCookie().map((c) => c.split(";")[0]).join("; ");
  const kept = await post("/shop/account", { bank: "0009", branch: "765", kind: "current", number: "1234567", holder: "テストショウテン" }, cookie);
  assert.equal(kept.status, 303, `${shop.code} could not keep an account`);
}
