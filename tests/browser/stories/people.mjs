// People come, forget their passwords and come back, where no mail goes out.
import assert from "node:assert/strict";
import { story } from "../story.mjs";
import { path, press, signIn } from "./steps.mjs";

for (const lang of ["en", "ja"]) {
  story(`a clerk who forgot the password comes back by the owner's link (${lang})`, async ({ street, person }) => {
    const owner = await person({ lang });
    await signIn(owner, street.shops[7].owner);
    await owner.go("/shop");
    const email = `forgetful-${lang}@asahi.example`;
    await owner.page.fill("#invite [name=email]", email);
    await press(owner, owner.page.locator("#invite button"));
    const invitation = await owner.page.locator(".dash-made .link").innerText();

    const clerk = await person({ size: "passport", lang });
    await clerk.go(new URL(invitation).pathname);
    await clerk.page.fill("[name=name]", `Wasure ${lang}`);
    await clerk.page.fill("[name=email]", email);
    await clerk.page.fill("[name=password]", "the first password");
    await press(clerk, clerk.page.locator("form.sheet button.seal-btn"));
    assert.equal(path(clerk), "/counter");

    await owner.go("/shop");
    await press(owner, owner.page.locator("li", { hasText: `Wasure ${lang}` }).locator("form[action$='/reset'] button"));
    assert.equal(await owner.page.locator(".dash-made svg").count(), 1, "no QR code");
    const link = await owner.page.locator(".dash-made .link").innerText();
    await owner.look(`shop-new-password-${lang}`);

    const phone = await person({ size: "passport", lang });
    await phone.go(new URL(link).pathname);
    await phone.look(`new-password-${lang}`);
    await phone.page.fill("[name=password]", "the second password");
    await press(phone, phone.page.locator("form.sheet button.seal-btn"));
    await signIn(phone, { email, password: "the second password" });
    assert.equal(path(phone), "/counter");
    await clerk.go("/counter");
    assert.equal(path(clerk), "/sign-in", "still signed in elsewhere");
  });
}

story("the producer hands an owner the link to a new password", async ({ street, person }) => {
  const producer = await person({ size: "dashboard" });
  await signIn(producer, street.coordinator);
  await producer.go("/dashboard/people");
  await press(producer, producer.page.locator(".dash-staff form[action$='/reset'] button").first());
  assert.match(await producer.page.locator(".dash-made .link").innerText(), /\/reset\//);
  await producer.look("people-new-password");
});

for (const { lang, js } of [{ lang: "en", js: true }, { lang: "ja", js: false }]) {
  story(`a resident sets a new password by card and PIN (${lang})`, async ({ street, person }) => {
    const resident = street.residents.at(-1);
    const phone = await person({ size: "passport", lang, js });
    await phone.go("/sign-in");
    await press(phone, phone.page.locator("a[href='/reset']"));
    await press(phone, phone.page.locator("a[href='/reset/card']"));
    const send = async (pin) => {
      await phone.page.fill("[name=card]", resident.card);
      await phone.page.fill("[name=pin]", pin);
      await press(phone, phone.page.locator("form.sheet button.seal-btn"));
    };
    await send(resident.pin === "2580" ? "2581" : "2580");
    assert.equal(await phone.page.inputValue("[name=card]"), resident.card, "what was typed is gone");
    await phone.look(`reset-wrong-pin-${lang}`);
    await send(resident.pin);
    assert.match(path(phone), /^\/reset\/[0-9a-z]{26}$/);
    // The same password again: other stories sign in with it.
    await phone.page.fill("[name=password]", resident.password);
    await press(phone, phone.page.locator("form.sheet button.seal-btn"));
    await signIn(phone, resident);
    assert.equal(path(phone), "/passport");
  });
}
