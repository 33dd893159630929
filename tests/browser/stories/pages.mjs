// Every page, by everyone it is for, in both languages, by day and by night: it fits its screen, axe finds nothing
// serious, nothing is asked of another host, no text is missing.
import assert from "node:assert/strict";
import { story } from "../story.mjs";
import { signIn } from "./steps.mjs";

const roles = {
  anyone: {
    size: "passport",
    pages: ({ brand, shops, residents }) => [
      "/",
      `/streets/${brand.code}`,
      `/shops/${shops[0].code}`,
      `/c/${residents[0].card}`,
      "/sign-in",
      "/join",
      "/reset",
      "/reset/card",
      "/claim",
    ],
  },
  staff: {
    size: "counter",
    who: ({ shops }) => shops[5].owner,
    pages: () => ["/counter", "/counter/register", "/counter/lost", "/counter/cards", "/shop", "/shop/benefit"],
  },
  resident: {
    size: "passport",
    who: ({ residents }) => residents[2],
    pages: () => ["/passport", "/passport/card", "/passport/shares", "/passport/pin", "/passport/merge"],
  },
  producer: {
    size: "dashboard",
    who: ({ coordinator }) => coordinator,
    pages: () => [
      "/dashboard",
      "/dashboard?period=2026-Q3",
      "/dashboard/shops",
      "/dashboard/slips",
      "/dashboard/books",
      "/dashboard/charter",
      "/dashboard/people",
      "/dashboard/months",
      "/dashboard/reserve",
      "/dashboard/simulation",
      "/dashboard/benefit",
      "/dashboard/sponsors",
    ],
  },
};

for (const [role, { size, who, pages }] of Object.entries(roles)) {
  for (const lang of ["en", "ja"]) {
    story(`the pages of ${role} (${lang})`, async ({ street, person }) => {
      for (const dark of [false, true]) {
        const one = await person({ size, lang, dark });
        if (who) await signIn(one, who(street));
        for (const page of pages(street)) {
          const answer = await one.go(page);
          assert.equal(answer.status(), 200, page);
          await one.look(`page-${page.replace(street.residents[0].card, "card").replaceAll(/\W+/g, "-")}-${lang}${dark ? "-dark" : ""}`);
        }
      }
    });
  }
}

story("a phone of 320 px holds every page of a resident", async ({ street, person }) => {
  const one = await person({ size: "passport" });
  await one.page.setViewportSize({ width: 320, height: 640 });
  await signIn(one, street.residents[2]);
  for (const page of [...roles.resident.pages(street), ...roles.anyone.pages(street)]) {
    await one.go(page);
    await one.mustFit(`${page} at 320 px`);
  }
});

story("the street is drawn on the passport's map, and no word is said twice where nothing is", async ({ street, person }) => {
  const one = await person({ size: "passport" });
  await signIn(one, street.residents[2]);
  await one.go("/passport");
  assert.equal(await one.page.locator(".plan .way").count(), 1);
  await one.go("/nothing/here");
  const said = await one.page.locator(".state").innerText();
  assert.equal(said.split("There is nothing at this address.").length, 2, said);
});

story("the language switch stays, and so does the night", async ({ street, person }) => {
  const one = await person({ size: "passport", lang: "en" });
  await one.go("/?lang=ja");
  await one.go("/sign-in");
  assert.equal(await one.page.locator("html").getAttribute("lang"), "ja");
  await one.go("/sign-in?lang=en&theme=dark");
  await one.go("/");
  assert.equal(await one.page.locator("html").getAttribute("lang"), "en");
  assert.equal(await one.page.locator("html").getAttribute("data-theme"), "dark");
});

story("what a stranger sees of a card tells nothing of its holder", async ({ street, person }) => {
  const [resident] = street.residents;
  const stranger = await person({ size: "passport" });
  await stranger.go(`/c/${resident.card}`);
  const html = await stranger.page.content();
  for (const secret of [resident.name, resident.email, resident.passport]) assert.ok(!html.includes(secret), secret);
});

story("the counter and its receipt are at most 60 KB on the wire", async ({ street, person }) => {
  // What a service worker fetches is not the page's own to be counted.
  const clerk = await person({ workers: false });
  await signIn(clerk, street.shops[6].owner);
  const weigh = await clerk.context.newCDPSession(clerk.page);
  await weigh.send("Network.enable");
  await weigh.send("Network.setCacheDisabled", { cacheDisabled: true });
  let bytes = 0;
  weigh.on("Network.loadingFinished", (event) => (bytes += event.encodedDataLength));
  await clerk.page.goto("/counter", { waitUntil: "networkidle" });
  assert.ok(bytes > 1000 && bytes <= 60 * 1024, `the counter weighs ${bytes} bytes`);
  await clerk.page.fill("#q", street.residents[3 % street.residents.length].card);
  await clerk.page.locator("form.find button").click();
  await clerk.page.waitForURL(/\/counter\/passports\//);
  bytes = 0;
  await clerk.page.locator("button.stamp").click();
  await clerk.page.waitForURL(/\/counter\/receipts\//);
  await clerk.page.waitForLoadState("networkidle");
  assert.ok(bytes > 1000 && bytes <= 60 * 1024, `the receipt weighs ${bytes} bytes`);
});
