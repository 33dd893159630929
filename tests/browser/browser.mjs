// Debian's Chromium, and a person in it: a fresh context whose every complaint is kept.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { chromium } from "playwright-core";

export const OUT = fileURLToPath(new URL("./out/", import.meta.url));

// What people hold: LOOK's three sizes, and the counter's tablet upright.
export const SIZES = {
  counter: { width: 1024, height: 768 },
  upright: { width: 768, height: 1024 },
  passport: { width: 390, height: 844 },
  dashboard: { width: 1440, height: 900 },
};

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

// `film`: what its camera sees, a .y4m that is played again and again. `camera` false: it has none; "denied": it may not be used.
export function launch({ film, camera } = {}) {
  const args = [...QUIET];
  if (film || camera === "denied") args.push("--use-fake-device-for-media-stream");
  if (camera !== "denied") args.push("--use-fake-ui-for-media-stream");
  if (film) args.push(`--use-file-for-fake-video-capture=${film}`);
  return chromium.launch({ executablePath: "/usr/bin/chromium", headless: true, args });
}

export async function openBrowser(street, options) {
  const chrome = await launch(options);
  return {
    person: (options) => Person.enter(chrome, street, options),
    close: () => chrome.close(),
  };
}

export class Person {
  static async enter(chrome, street, { size = "counter", lang = "en", dark = false, js = true, workers = true } = {}) {
    const context = await chrome.newContext({
      baseURL: street.base_url,
      viewport: SIZES[size],
      locale: lang === "ja" ? "ja-JP" : "en-GB",
      timezoneId: "Asia/Tokyo",
      colorScheme: dark ? "dark" : "light",
      javaScriptEnabled: js,
      serviceWorkers: workers ? "allow" : "block",
      reducedMotion: "reduce",
    });
    context.setDefaultTimeout(10_000);
    const one = new Person(context, street, lang, js);
    await context.route(
      (url) => url.origin !== street.base_url && /^(https?|wss?):$/.test(url.protocol),
      (route) => {
        one.complaints.push(`asked another host: ${route.request().url()}`);
        return route.abort();
      },
    );
    one.page = await context.newPage();
    return one;
  }

  constructor(context, street, lang, js) {
    Object.assign(this, { context, street, lang, js, complaints: [] });
    context.on("console", (message) => {
      // The browser reports an answer of 4xx as an error of the console; those are the story's to judge.
      const refusal = /status of 4\d\d/.test(message.text());
      if (message.type() === "error" && !refusal) this.complaints.push(`console: ${message.text()}`);
    });
    context.on("weberror", (error) => this.complaints.push(`script: ${error.error()}`));
    context.on("response", (answer) => {
      if (answer.status() >= 500) this.complaints.push(`${answer.status()} from ${answer.url()}`);
      if (answer.status() === 404 && answer.url().includes("/assets/")) this.complaints.push(`missing: ${answer.url()}`);
    });
  }

  async go(path) {
    return this.page.goto(path, { waitUntil: "load" });
  }

  // Looks at the page as a person and as axe does; the picture is named after what is seen.
  async look(name) {
    await this.page.screenshot({ path: join(OUT, `${name}.png`), fullPage: true });
    await this.mustFit(name);
    const html = await this.page.locator("html").getAttribute("lang");
    if (html !== this.lang) this.complaints.push(`${name}: lang is ${html}, not ${this.lang}`);
    const words = await this.page.locator("body").innerText();
    const hole = /Unknown localization.*|\{ ?\$.*|\bundefined\b|\bNaN\b/.exec(words);
    if (hole) this.complaints.push(`${name}: a text is missing: ${hole[0]}`);
    if (!this.js) return;
    await this.page.evaluate(AXE);
    const { violations } = await this.page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
    for (const v of violations.filter((v) => v.impact === "serious" || v.impact === "critical")) {
      const where = v.nodes.slice(0, 3).map((n) => `${n.target.join(" ")} ${n.any?.[0]?.message ?? ""}`).join(" | ");
      this.complaints.push(`${name}: axe ${v.impact} ${v.id}: ${v.help} at ${where}`);
    }
  }

  // Nothing is wider than the screen.
  async mustFit(name) {
    const { wide, screen } = await this.page.evaluate(() => ({
      wide: document.documentElement.scrollWidth,
      screen: document.documentElement.clientWidth,
    }));
    if (wide > screen + 1) this.complaints.push(`${name}: ${wide} px wide on a screen of ${screen}`);
  }

  mustBeContent() {
    if (this.complaints.length > 0) throw new Error(`the browser complains:\n  ${[...new Set(this.complaints)].join("\n  ")}`);
  }

  async leaveTraces(name) {
    try {
      console.log(`        at ${this.page.url()}`);
      if (this.complaints.length > 0) console.log(`        ${this.complaints.join("\n        ")}`);
      await this.page.screenshot({ path: join(OUT, `${name.replaceAll(/\W+/g, "-")}.png`), fullPage: true });
    } catch (error) {
      console.log(`        no picture: ${error.message}`);
    }
  }

  async leave() {
    await this.context.close();
  }
}
