// A month is closed by two people; the auditor reads it, and anyone sees its seal.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { story } from "../story.mjs";
import { press, signIn } from "./steps.mjs";

const { team } = JSON.parse(readFileSync(new URL("../../../seed/street.json", import.meta.url)));
const buttons = (one) => one.page.locator("main form button");

story("two people close a month, and anyone sees its seal", async ({ street, person }) => {
  const coordinator = await person({ size: "dashboard", lang: "en" });
  await signIn(coordinator, street.coordinator);
  await coordinator.go("/dashboard");
  await press(coordinator, coordinator.page.locator("nav a[href='/dashboard/months']"));
  await coordinator.look("months-over-en");
  assert.match(await coordinator.page.locator("h1").innerText(), /is over and can be closed/);
  await press(coordinator, buttons(coordinator).first());
  await coordinator.look("month-proposed-en");
  const month = new URL(coordinator.page.url()).pathname;
  assert.match(month, /^\/dashboard\/months\/\d{4}-\d\d$/);
  assert.equal(await buttons(coordinator).count(), 0, "the coordinator cannot confirm what they proposed");
  const rows = await coordinator.page.locator("main table tbody tr").count();
  assert.equal(rows, street.shops.length);

  const officer = await person({ size: "dashboard", lang: "ja" });
  await signIn(officer, team.officer);
  await officer.go("/dashboard/months");
  await officer.look("months-proposed-ja");
  await press(officer, officer.page.locator(`a[href='${month}']`).first());
  await officer.look("month-to-confirm-ja");
  await press(officer, buttons(officer).first());
  await officer.look("month-closed-ja");
  assert.equal(await buttons(officer).count(), 0);
  const head = (await officer.page.locator("main .mono").innerText()).replace(/\s/g, "");
  assert.match(head, /^[0-9a-f]{64}$/);

  const auditor = await person({ size: "dashboard", lang: "en" });
  await signIn(auditor, team.auditor);
  await auditor.go("/dashboard/months");
  await auditor.look("months-closed-en");
  await press(auditor, auditor.page.locator(`a[href='${month}']`).first());
  await auditor.look("month-closed-en");
  assert.equal(await buttons(auditor).count(), 0, "an auditor changes nothing");
  const seen = await auditor.page.locator("main").innerText();
  for (const resident of street.residents) assert.ok(!seen.includes(resident.passport), "a passport is in the books");
  await auditor.go("/dashboard/books");
  await auditor.look("books-with-money-en");

  for (const [lang, size] of [["en", "dashboard"], ["ja", "passport"]]) {
    const anyone = await person({ size, lang });
    await anyone.go(`/streets/${street.brand.code}/months`);
    await anyone.look(`seals-${lang}`);
    assert.ok((await anyone.page.locator("main").innerText()).replace(/\s/g, "").includes(head), "the seal is not published");
  }
});
