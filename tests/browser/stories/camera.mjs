// The counter's own camera: it reads cards and phones, leaves the next customer nothing to tap, and is never in the way.
import assert from "node:assert/strict";
import { story } from "../story.mjs";
import { codeOn, film, frame } from "../film.mjs";
import { path, register, show, signIn, stamp } from "./steps.mjs";

const NOTHING = { seconds: 1.5 };

// The code on a resident's own page.
async function cardOf(person, resident) {
  const one = await person({ size: "passport" });
  await signIn(one, resident);
  await one.go("/passport/card");
  return codeOn(one);
}

async function useCamera(one) {
  await one.go("/counter");
  await one.page.locator("[data-eye=on]").click();
}

const known = (one) => one.page.waitForURL(/\/counter\/passports\//);
const receipt = (one) => one.page.waitForURL(/\/counter\/receipts\//);
const live = (one) => one.page.locator(".eye.live").waitFor();

let shop = 0;
for (const lang of ["en", "ja"]) {
  for (const size of ["counter", "upright"]) {
    story(`a card before the camera is known, stamped, and not read twice (${lang}, ${size})`, async ({ street, person }) => {
      const resident = street.residents[0];
      const code = await cardOf(person, resident);
      const seen = film(`card-${lang}-${size}`, [NOTHING, { seconds: 2.5, code, size: 0.42, angle: 11, grain: 22 }]);
      const clerk = await person({ lang, size, film: seen });
      await signIn(clerk, street.shops[10 + shop++].owner);
      await clerk.go("/counter");
      await clerk.look(`camera-off-${lang}-${size}`);
      await clerk.page.locator("[data-eye=on]").click();
      await known(clerk);
      assert.equal(await clerk.page.locator(".eye").count(), 0, "no camera while somebody is here");
      await stamp(clerk, "800");
      await receipt(clerk);
      await live(clerk);
      await clerk.page.waitForTimeout(2600);
      assert.match(path(clerk), /receipts/, "the card that still lies there was read again");
      await clerk.look(`camera-stamped-${lang}-${size}`);
    });
  }
}

for (const lang of ["en", "ja"]) {
  story(`the live picture lies where the drawn card lay, and can be put away (${lang})`, async ({ street, person }) => {
    const seen = film(`nothing-${lang}`, [NOTHING]);
    for (const size of ["counter", "upright"]) {
      const clerk = await person({ lang, size, film: seen });
      await signIn(clerk, street.shops[13].owner);
      await useCamera(clerk);
      await live(clerk);
      await clerk.page.waitForFunction(() => performance.getEntriesByName("camera-looks").length > 0);
      await clerk.look(`camera-live-${lang}-${size}`);
      await clerk.page.locator("[data-eye=off]").click();
      await clerk.page.locator("[data-eye=on]").waitFor();
      assert.equal(await clerk.page.locator(".eye.live").count(), 0);
      assert.equal(await clerk.page.evaluate(() => document.querySelector("video").srcObject), null);
    }
  });
}

story("the next customer needs no tap: camera", async ({ street, person }) => {
  const [first, second] = [await cardOf(person, street.residents[0]), await cardOf(person, street.residents[1])];
  const seen = film("two", [{ seconds: 1 }, { seconds: 1.5, code: first, angle: -14 }, { seconds: 2, code: second, size: 0.36, angle: 32, grain: 30 }], { fps: 30 });
  const clerk = await person({ film: seen });
  await signIn(clerk, street.shops[14].owner);
  await useCamera(clerk);
  await known(clerk);
  const one = path(clerk);
  await stamp(clerk);
  await live(clerk);
  const looks = await clerk.page.waitForFunction(() => performance.getEntriesByName("camera-looks")[0]?.startTime);
  const ready = await looks.jsonValue();
  const loaded = await clerk.page.evaluate(() => performance.getEntriesByType("navigation")[0].domContentLoadedEventEnd);
  await known(clerk);
  assert.notEqual(path(clerk), one, "not the next customer");
  // What opening a camera takes by itself is the browser's and the machine's.
  const bare = await clerk.page.evaluate(async () => {
    const [began, video] = [performance.now(), document.body.appendChild(document.createElement("video"))];
    video.srcObject = await navigator.mediaDevices.getUserMedia({ video: true });
    await video.play();
    await new Promise((yes) => video.requestVideoFrameCallback(yes));
    for (const track of video.srcObject.getTracks()) track.stop();
    video.remove();
    return performance.now() - began;
  });
  console.log(`        the camera looks ${Math.round(ready - loaded)} ms after the receipt is there; a bare camera opens in ${Math.round(bare)} ms (wanted 1,000)`);
  await clerk.look("camera-next-known-en");
});

story("the next customer needs no tap: scanner, and the last three stay in sight", async ({ street, person }) => {
  const clerk = await person();
  await signIn(clerk, street.shops[15].owner);
  for (const n of [0, 1, 2]) {
    await show(clerk, street.residents[n].card);
    await stamp(clerk);
  }
  assert.equal(await clerk.page.locator(".earlier li").count(), 3, "three before this one, of today's");
  const first = clerk.page.locator(".earlier li").first();
  assert.ok((await first.innerText()).includes(street.residents[1].name.split(/\s/)[0]), await first.innerText());
  await clerk.look("camera-last-three-en");
  // A scanner that fires as soon as the receipt is painted.
  await clerk.page.reload();
  const sent = clerk.page.waitForURL(/\/counter\/passports\//);
  const took = await clerk.page.evaluate((code) => {
    for (const key of [...code, "Enter"]) document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    return performance.now() - performance.getEntriesByType("navigation")[0].loadEventEnd;
  }, street.residents[3].card);
  await sent;
  console.log(`        a scan was taken ${Math.round(took)} ms after the receipt was loaded (wanted 1,000)`);
  await known(clerk);
  assert.equal(await clerk.page.locator(".earlier li").count(), 3);
});

for (const lang of ["en", "ja"]) {
  story(`a code that is none of ours is said so, and nothing is left (${lang})`, async ({ street, person }) => {
    // The link for a newcomer's phone: dense, and no card.
    const maker = await person();
    await signIn(maker, street.shops[16].owner);
    await register(maker, { name: `Dense ${lang}`, reading: "", pin: "2580" });
    const code = await codeOn(maker);
    const seen = film(`foreign-${lang}`, [NOTHING, { seconds: 3, code, size: 0.7, angle: 4 }], { width: 1280, height: 720, fps: 5 });
    const clerk = await person({ lang, film: seen });
    await signIn(clerk, street.shops[16].owner);
    await useCamera(clerk);
    await clerk.page.locator(".say.told").waitFor();
    assert.equal(path(clerk), "/counter");
    await clerk.look(`camera-foreign-${lang}`);
    // Anybody's web address, from a scanner, leaves no page either.
    await clerk.go("/counter/lost");
    await clerk.go("/counter");
    await clerk.page.evaluate(() => dispatchEvent(new CustomEvent("code", { cancelable: true, detail: { text: "https://example.com/menu", by: "scanner" } })));
    await clerk.page.locator(".say.told").waitFor();
    // What only the server can know comes from there, and the counter goes on.
    await Promise.all([
      clerk.page.waitForURL(/\/counter\/find/),
      clerk.page.evaluate(() => dispatchEvent(new CustomEvent("code", { cancelable: true, detail: { text: "https://other.example/c/0000000000000000000000000z", by: "scanner" } }))),
    ]);
    await clerk.page.locator("#q-problem").waitFor();
    await live(clerk);
  });

  story(`without a camera, or without leave to use it, a sentence says so (${lang})`, async ({ street, person }) => {
    for (const camera of [false, "denied"]) {
      const clerk = await person({ lang, camera });
      await signIn(clerk, street.shops[17].owner);
      await useCamera(clerk);
      const name = camera ? "denied" : "none";
      await clerk.page.waitForFunction((n) => document.querySelector(".eye-says").textContent === document.querySelector(".eye").dataset[n], name);
      await clerk.look(`camera-${name}-${lang}`);
      await show(clerk, street.residents[0].card);
      assert.match(path(clerk), /passports/, "the counter goes on");
    }
  });
}

story("stamp at once: a code goes straight to its receipt, once", async ({ street, person }) => {
  const code = await cardOf(person, street.residents[2]);
  const clerk = await person({ film: film("at-once", [NOTHING, { seconds: 4, code }]) });
  await signIn(clerk, street.shops[18].owner);
  await clerk.go("/counter");
  await clerk.page.locator("[data-switch=at-once]").click();
  assert.equal(await clerk.page.locator("[data-switch=at-once]").getAttribute("aria-checked"), "true");
  await clerk.page.locator("[data-eye=on]").click();
  await receipt(clerk);
  const first = path(clerk);
  await live(clerk);
  await clerk.page.waitForTimeout(3500);
  assert.equal(path(clerk), first, "the same card was stamped again");
  // A card nobody knows: the counter waits on, and says so.
  await Promise.all([
    clerk.page.waitForURL(/\/counter\/taps/),
    clerk.page.evaluate(() => dispatchEvent(new CustomEvent("code", { cancelable: true, detail: { text: "ZZZZ-ZZ", by: "scanner" } }))),
  ]);
  await clerk.page.locator("#q-problem").waitFor();
});

story("a receipt left alone for a minute makes room for the waiting counter", async ({ street, person }) => {
  const clerk = await person();
  await signIn(clerk, street.shops[19].owner);
  await clerk.page.clock.install();
  await show(clerk, street.residents[1].card);
  await stamp(clerk);
  await clerk.page.clock.fastForward(51_000);
  await clerk.page.locator(".say.told").waitFor();
  assert.match(path(clerk), /receipts/);
  // A touch, and the minute begins again.
  await clerk.page.mouse.click(5, 300);
  await clerk.page.clock.fastForward(45_000);
  assert.match(path(clerk), /receipts/);
  await clerk.page.clock.fastForward(16_000);
  await clerk.page.waitForURL(/\/counter$/);
});

story("a phone's dense code is read from afar", async ({ street, person }) => {
  const clerk = await person({ film: film("blank", [{ seconds: 1 }]) });
  await signIn(clerk, street.shops[16].owner);
  await register(clerk, { name: "Dense", reading: "", pin: "2580" });
  const code = await codeOn(clerk);
  await useCamera(clerk);
  await live(clerk);
  const figures = [];
  for (const [width, height] of [[640, 480], [1280, 720]]) {
    for (const size of [0.3, 0.4, 0.5, 0.6, 0.8]) {
      const luma = Buffer.from(frame({ width, height }, { code, size, angle: 8, grain: 20 })).toString("base64");
      const { read, took } = await clerk.page.evaluate(async ({ luma, width, height }) => {
        const grey = Uint8Array.from(atob(luma), (c) => c.charCodeAt(0));
        const picture = new ImageData(width, height);
        grey.forEach((g, i) => picture.data.set([g, g, g, 255], 4 * i));
        const reader = new BarcodeDetectionAPI.BarcodeDetector({ formats: ["qr_code"] });
        const began = performance.now();
        const found = await reader.detect(picture);
        return { read: found.length, took: performance.now() - began };
      }, { luma, width, height });
      figures.push({ height, size, read: read > 0, took });
    }
  }
  console.log(`        ${code.length} modules a side: ` + figures.map((f) => `${f.height}p ${f.size * 100}% ${f.read ? "read" : "not"} ${Math.round(f.took)} ms`).join(", "));
  for (const f of figures) if (f.height * f.size >= 280) assert.ok(f.read, `not read at ${f.height}p, ${f.size}`);
});

story("what is held but cannot be read is helped along, and so is the dark", async ({ street, person }) => {
  const scribble = Array.from({ length: 30 }, (_, y) => Array.from({ length: 30 }, (_, x) => (x * 7 + y * y * 3) % 5 < 2));
  const seen = film("scribble", [{ seconds: 6 }, { seconds: 14, code: scribble, size: 0.8 }], { fps: 5 });
  const night = film("night", [{ seconds: 1, light: 0.12, grain: 3 }]);
  for (const [film, hints] of [[seen, ["near", "unread"]], [night, ["dark"]]]) {
    const clerk = await person({ film });
    await signIn(clerk, street.shops[13].owner);
    await useCamera(clerk);
    for (const hint of hints) {
      await clerk.page.waitForFunction((name) => document.querySelector(".eye-says").textContent === document.querySelector(".eye").dataset[name], hint, { timeout: 25_000 });
      await clerk.look(`camera-hint-${hint}-en`);
    }
  }
});
