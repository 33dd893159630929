// Steps that several stories take, as a person takes them: through links, fields and buttons.
import assert from "node:assert/strict";

export async function signIn(one, { email, password }) {
  await one.go("/sign-in");
  await one.page.fill("form[action^='/sign-in'] [name=email]", email);
  await one.page.fill("form[action^='/sign-in'] [name=password]", password);
  await press(one, one.page.locator("form[action^='/sign-in'] button[type=submit], form[action^='/sign-in'] button:not([type])").first());
  assert.ok(!new URL(one.page.url()).pathname.startsWith("/sign-in"), `${email} could not sign in`);
}

// Presses what leads to another page, and waits for that page.
export async function press(one, button) {
  await Promise.all([one.page.waitForEvent("load"), button.click()]);
}

// Registers a first-timer at the counter; the code of the new passport.
export async function register(one, { name, reading, pin }) {
  await one.go("/counter");
  await press(one, one.page.locator("a[href='/counter/register']").first());
  await one.page.fill("[name=name]", name);
  await one.page.fill("[name=reading]", reading);
  await openPin(one);
  await one.page.fill("[name=pin]", pin);
  await press(one, one.page.locator("form.register button[type=submit]"));
  const found = /\/counter\/passports\/([^/]+)\/handout$/.exec(new URL(one.page.url()).pathname);
  assert.ok(found, `not registered: ${one.page.url()}`);
  return decodeURIComponent(found[1]);
}

export async function openPin(one) {
  const details = one.page.locator("details:has([name=pin])");
  if ((await details.count()) > 0 && (await details.getAttribute("open")) === null) await details.locator("summary").click();
}

// Types into the counter's one field for everything.
export async function show(one, typed) {
  await one.go("/counter");
  await one.page.fill("#q", typed);
  await press(one, one.page.locator("form.find button"));
}

export async function stamp(one, amount = "") {
  await one.page.fill("#amount", amount);
  await press(one, one.page.locator("button.stamp"));
}

// The owner makes a code at their desk; it stands there once.
export async function tabletCode(owner, name, look = async () => {}) {
  await owner.go("/shop");
  await press(owner, owner.page.locator("a[href='/shop/tablets']").first());
  await owner.page.fill("[name=name]", name);
  await press(owner, owner.page.locator("form[action='/shop/tablets'] button[type=submit]"));
  await look(owner, "shop-tablets-code");
  return owner.page.locator(".tablet-code").innerText();
}

// A browser becomes the tablet the code is for.
export async function becomeTablet(tablet, code, look = async () => {}) {
  await tablet.go(`/enrol?code=${encodeURIComponent(code)}`);
  assert.equal(await tablet.page.inputValue("[name=code]"), code);
  // That it cannot be one stands there until the page's script has made sure of it.
  await tablet.page.locator("#unable").waitFor({ state: "hidden" });
  await look(tablet, "enrol");
  await press(tablet, tablet.page.locator("#enrol button[type=submit]"));
  await tablet.page.locator("#enrolled").waitFor();
}

// The owner's own browser becomes one.
export const enrolHere = async (owner, name) => becomeTablet(owner, await tabletCode(owner, name));

export const path = (one) => new URL(one.page.url()).pathname;
