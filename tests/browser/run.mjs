// Starts the demo street once, tells every story in a real browser, and says how many were true.
// NOREN_BIN is the program. Words after the command choose stories by name.
import { readdirSync, mkdirSync, rmSync } from "node:fs";
import { stories } from "./story.mjs";
import { openStreet } from "./street.mjs";
import { openBrowser, OUT } from "./browser.mjs";

rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT, { recursive: true });

const here = new URL("./stories/", import.meta.url);
for (const file of readdirSync(here).filter((f) => f.endsWith(".mjs")).sort()) await import(new URL(file, here));

const wanted = process.argv.slice(2);
const chosen = stories.filter((s) => wanted.length === 0 || wanted.some((w) => s.name.includes(w)));
if (chosen.length === 0) throw new Error("no story has that name");

const street = await openStreet();
const browser = await openBrowser(street);
let passed = 0;
const failed = [];
try {
  for (const story of chosen) {
    const began = Date.now();
    const people = [];
    // Each person of a story has a browser of their own; all must leave without a complaint of the browser's.
    // Who has a camera has a browser of their own.
    const browsers = [];
    const person = async ({ film, camera, ...options } = {}) => {
      const own = film || camera !== undefined;
      const where = own ? await openBrowser(street, { film, camera }) : browser;
      if (own) browsers.push(where);
      const one = await where.person(options);
      people.push(one);
      return one;
    };
    const patience = new Promise((_, no) => setTimeout(no, 120_000, new Error("two minutes and no end")).unref());
    try {
      await Promise.race([story.tell({ street, person }), patience]);
      for (const one of people) one.mustBeContent();
      passed += 1;
      console.log(`ok      ${story.name} (${Date.now() - began} ms)`);
    } catch (error) {
      failed.push(story.name);
      console.log(`FAILED  ${story.name}\n${error.stack ?? error}`);
      for (const [n, one] of people.entries()) await one.leaveTraces(`failed-${story.name}-${n}`);
    } finally {
      for (const one of people) await one.leave();
      for (const one of browsers) await one.close();
    }
  }
} finally {
  await browser.close();
  street.close();
}
if (failed.length > 0) console.log(`\nfailed: ${failed.join(", ")} (pictures and log in ${OUT})`);
console.log(`${passed} passed, ${failed.length} failed`);
process.exit(failed.length === 0 ? 0 : 1);
