// Knowing each other: told at one shop, allowed, used at another, seen in the log, withdrawn, gone; a promise made and
// kept; a signed paper. In both languages.
import assert from "node:assert/strict";
import { story } from "../story.mjs";
import { press, show, signIn, stamp } from "./steps.mjs";

const WORDS = {
  en: { squid: "the half-dried squid", ask: "How was it", saw: "saw: What I tried", paper: "on a signed paper", bag: "A new bag", late: "diabetic" },
  ja: { squid: "いかの一夜干し", ask: "のご感想", saw: "見たもの：試したもの", paper: "ご署名の用紙で", bag: "新しい袋", late: "糖尿病" },
};

// Others tell other stories: what one of them learns must not turn up in theirs.
const whose = (street, lang) => street.residents.find((r) => r.email === { en: "michiko.sawada@asahi.example", ja: "saori.mihara@asahi.example" }[lang]);

const says = async (one, words) => (await one.page.locator("body").innerText()).includes(words);

for (const lang of ["en", "ja"]) {
  const w = WORDS[lang];

  story(`told at one shop, allowed, used at another, seen in the log, withdrawn, gone (${lang})`, async ({ street, person }) => {
    const n = lang === "en" ? 0 : 1;
    const [here, there, resident] = [street.shops[2 + n], street.shops[4 + n], whose(street, lang)];
    const teller = await person({ lang });
    await signIn(teller, here.owner);
    await show(teller, resident.card);
    await stamp(teller, "500");
    // After the stamp, a taste in one tap.
    const chip = teller.page.locator(".taste .chip-btn").first();
    const taste = (await chip.innerText()).trim();
    await press(teller, chip);
    assert.equal(await teller.page.locator(".taste .chip-btn").first().getAttribute("aria-pressed"), "true");
    await teller.look(`knowing-stamped-${lang}`);
    await press(teller, teller.page.locator(".taste .more"));
    // What must not be written is refused, and stays to be said otherwise.
    await teller.page.fill("#text", w.late);
    await press(teller, teller.page.locator("button[value=note]"));
    assert.equal(await teller.page.inputValue("#text"), w.late);
    await teller.look(`knowing-refused-${lang}`);
    await teller.page.fill("#text", w.squid);
    await press(teller, teller.page.locator("button[value=liked]"));
    assert.ok(await says(teller, w.squid));
    await teller.look(`knowing-notes-${lang}`);

    // The other shop knows nothing of it.
    const asker = await person({ lang });
    await signIn(asker, there.owner);
    const at = (path = "") => `/counter/passports/${resident.passport}${path}`;
    await asker.go(at("/notes"));
    assert.ok(!(await says(asker, w.squid)), "it was told before it was allowed");

    // The resident reads what is known, and shares what they tried with that shop.
    const phone = await person({ lang, size: "passport" });
    await signIn(phone, resident);
    await phone.look(`knowing-passport-${lang}`);
    await press(phone, phone.page.locator("a[href='/passport/notes']"));
    assert.ok(await says(phone, w.squid) && (await says(phone, taste)));
    await phone.look(`knowing-known-${lang}`);
    await share(phone, "tried", there.code);
    await phone.look(`knowing-shares-${lang}`);

    // Now it is seen there, with its source, and the log says so.
    await asker.go(at("/notes"));
    assert.ok(await says(asker, w.squid), "allowed and not shown");
    assert.ok(!(await says(asker, taste)), "another kind is shown");
    await asker.look(`knowing-shared-${lang}`);
    await phone.go("/passport/looks");
    assert.ok(await says(phone, w.saw), "nobody wrote down who looked");
    await phone.look(`knowing-looks-${lang}`);

    // Taken back, it is gone at the next look; taken away, everywhere.
    await withdraw(phone, "tried");
    await asker.go(at("/notes"));
    assert.ok(!(await says(asker, w.squid)), "shown after it was taken back");
    await phone.go("/passport/notes");
    await press(phone, phone.page.locator(".told li", { hasText: w.squid }).locator("button"));
    await teller.go(at("/notes"));
    assert.ok(!(await says(teller, w.squid)), "taken away and still there");
  });

  story(`a promise stands on the counter until it is kept (${lang})`, async ({ street, person }) => {
    const n = lang === "en" ? 0 : 1;
    const [shop, resident] = [street.shops[6 + n], whose(street, lang)];
    const clerk = await person({ lang });
    await signIn(clerk, shop.owner);
    await show(clerk, resident.card);
    await press(clerk, clerk.page.locator(`a[href$='/notes']`).first());
    await press(clerk, clerk.page.locator("a[href$='/case']"));
    await clerk.page.fill("[name=what]", lang === "en" ? "The bag tore on the way home" : "帰り道で袋が破れた");
    await clerk.page.fill("[name=promise]", w.bag);
    await clerk.look(`knowing-case-new-${lang}`);
    await press(clerk, clerk.page.locator("form.register .seal-btn"));
    await clerk.look(`knowing-case-${lang}`);
    await press(clerk, clerk.page.locator(".amends button").first());
    assert.ok(await says(clerk, "50"));
    await clerk.go("/counter");
    assert.ok(await says(clerk, w.bag), "it does not stand on the counter");
    await clerk.look(`knowing-ready-${lang}`);
    const phone = await person({ lang, size: "passport" });
    await signIn(phone, resident);
    assert.ok(await says(phone, w.bag), "the passport does not know of it");
    await phone.look(`knowing-promise-${lang}`);
    await show(clerk, resident.card);
    assert.ok(await says(clerk, w.bag), "nobody is reminded");
    await clerk.look(`knowing-known-promise-${lang}`);
    await press(clerk, clerk.page.locator(".ask button").first());
    await clerk.go("/counter");
    assert.ok(!(await says(clerk, w.bag)), "kept, and still there");
    await phone.go("/passport");
    assert.ok(!(await says(phone, w.bag)));
  });

  story(`what was signed on paper is kept and logged (${lang})`, async ({ street, person }) => {
    const n = lang === "en" ? 0 : 1;
    const [shop, resident] = [street.shops[8 + n], whose(street, lang)];
    const clerk = await person({ lang });
    await signIn(clerk, shop.owner);
    await show(clerk, resident.card);
    await stamp(clerk);
    await clerk.go(`/counter/passports/${resident.passport}/paper`);
    await clerk.page.locator("[name=kind][value=missed]").check();
    await clerk.page.locator("[name=signed]").check();
    await clerk.look(`knowing-paper-${lang}`);
    await press(clerk, clerk.page.locator("form.paper .seal-btn"));
    assert.ok(await clerk.page.locator("[name=kind][value=missed]").isChecked());
    const phone = await person({ lang, size: "passport" });
    await signIn(phone, resident);
    await phone.go("/passport/looks");
    assert.ok(await says(phone, w.paper), "the log does not know of it");
  });
}

async function share(phone, kind, shop) {
  await phone.go("/passport/shares");
  const section = phone.page.locator(`#${kind}`);
  const details = section.locator("details").first();
  if ((await details.getAttribute("open")) === null) await details.locator("summary").first().click();
  await section.locator(`input[value='${shop}']`).check();
  await press(phone, section.locator("button[value=these]"));
}

async function withdraw(phone, kind) {
  await phone.go("/passport/shares");
  await press(phone, phone.page.locator(`#${kind} button[value=none]`));
}
