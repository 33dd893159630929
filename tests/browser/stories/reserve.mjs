import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { story } from "../story.mjs";
import { press, signIn } from "./steps.mjs";

const { team } = JSON.parse(readFileSync(new URL("../../../seed/street.json", import.meta.url)));
const money = (text) => Number(/[¥]?([\d,]+)円?/.exec(text)[1].replaceAll(",", ""));

story("the street knows whether it can pay, and tries other rates", async ({ street, person }) => {
  for (const [lang, size] of [["en", "dashboard"], ["ja", "dashboard"], ["ja", "counter"], ["en", "counter"]]) {
    const one = await person({ size, lang });
    await signIn(one, lang === "en" ? street.coordinator : team.auditor);
    await one.go("/dashboard/books");
    await press(one, one.page.locator("main a[href='/dashboard/reserve']"));
    await one.look(`reserve-${size}-${lang}`);
    const main = await one.page.locator("main").innerText();
    assert.match(await one.page.locator("h1").innerText(), lang === "en" ? /^Yes\. The points that are out/ : /^払えます。/);
    for (const resident of street.residents) assert.ok(!main.includes(resident.passport), "a passport is in the reserve");
    assert.equal(await one.page.locator("#ending tbody tr").count(), street.shops.length);

    await press(one, one.page.locator("main a[href='/dashboard/simulation']"));
    await one.look(`simulation-today-${size}-${lang}`);
    const before = money(await one.page.locator("main tbody tr").first().locator("td").first().innerText());
    await one.page.fill("[name=lot_price]", "120");
    await one.page.fill("[name=points_per_visit]", "3");
    await press(one, one.page.locator("main form button"));
    await one.look(`simulation-changed-${size}-${lang}`);
    const cells = one.page.locator("main tbody tr").first().locator("td");
    assert.equal(money(await cells.nth(0).innerText()), before);
    assert.notEqual(money(await cells.nth(1).innerText()), before);
    assert.equal(await one.page.inputValue("[name=lot_price]"), "120");

    await one.page.fill("[name=lot_price]", "90");
    await press(one, one.page.locator("main form button"));
    await one.look(`simulation-refused-${size}-${lang}`);
    assert.equal(await one.page.locator("[aria-invalid=true]").getAttribute("name"), "lot_value");
    assert.equal(await one.page.inputValue("[name=lot_price]"), "90");
  }
});

story("rates that were tried go to the next charter", async ({ street, person }) => {
  const coordinator = await person({ size: "dashboard", lang: "en" });
  await signIn(coordinator, street.coordinator);
  await coordinator.go("/dashboard/charter");
  await press(coordinator, coordinator.page.locator("main a[href='/dashboard/simulation']"));
  await coordinator.page.fill("[name=monthly_fee]", "1,500");
  await press(coordinator, coordinator.page.locator("main form button"));
  await press(coordinator, coordinator.page.locator("main a[href^='/dashboard/charter?']"));
  await coordinator.look("charter-from-simulation-en");
  assert.equal(await coordinator.page.inputValue("[name=monthly_fee]"), "1,500");
  assert.equal(await coordinator.page.inputValue("[name=lot_price]"), "110");
});
