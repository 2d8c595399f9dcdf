// Every page in a real browser: nothing may break, nothing be loaded from elsewhere, and the pictures do what they say.
//
//   DATELINE   the program; what it has built in is tested, unless
//   RELAY=1    lays `dist` over it
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { relay, serve } from "./server.mjs";
import { store } from "./store.mjs";

const page = resolve(fileURLToPath(import.meta.url), "../..");
const root = resolve(page, "../../..");
const shots = join(process.env.CARGO_TARGET_DIR ?? join(root, "target"), "page");
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const PAGES = {
  front: "/",
  search: "/search?q=type:ASSAULT",
  wrong: "/search?q=type:REJEKT",
  article: "/articles/1",
  hostile: "/articles/301",
  timeline: "/timeline?by=day&q=since:2026-02+until:2026-04",
  places: "/places",
  network: "/network",
  happenings: "/happenings",
  happening: "/happenings/1",
  commitments: "/commitments",
  articles: "/articles",
  correct: "/correct?article=1&record=v1",
  said: "/said",
  read: "/read",
  none: "/nothing",
};
const DRAWN = { timeline: "timeline", places: "map", network: "network" };
const SIZES = { desktop: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } };

const found = () => {
  const names = [process.env.CHROMIUM, "chromium", "chromium-browser"].filter(Boolean);
  return names.find((name) => {
    try {
      return execFileSync(name, ["--version"], { stdio: "pipe" });
    } catch {
      return false;
    }
  });
};
const program = found();
const skip = program ? false : "no chromium is installed";

let browser, server, laid, folder, path;
const dateline = process.env.DATELINE ?? "dateline";

before(async () => {
  if (skip) return;
  folder = mkdtempSync(join(tmpdir(), "dateline-page-"));
  mkdirSync(shots, { recursive: true });
  path = store(dateline, root, folder);
  server = await serve(dateline, path);
  if (process.env.RELAY) laid = await relay(server.address, join(page, "dist"));
  const which = execFileSync("which", [program], { encoding: "utf8" }).trim();
  browser = await chromium.launch({ executablePath: which, args: ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"] });
});

after(async () => {
  await browser?.close();
  laid?.end();
  server?.end();
  if (folder) rmSync(folder, { recursive: true });
});

const address = () => (laid ?? server).address;

// A page that notes all that should not be.
async function opened(settings, at = address()) {
  const context = await browser.newContext({ reducedMotion: "reduce", ...settings });
  const tab = await context.newPage();
  const wrong = [];
  tab.on("console", (said) => {
    const missing = said.type() === "error" && /status of (404|400)/.test(said.text());
    if (!missing && (said.type() === "error" || /Content Security Policy/i.test(said.text()))) wrong.push(said.text());
  });
  tab.on("pageerror", (why) => wrong.push(String(why)));
  tab.on("dialog", (dialog) => wrong.push(`a dialog: ${dialog.message()}`));
  context.on("request", (request) => {
    if (!request.url().startsWith(`${at}/`) && !request.url().startsWith("data:")) wrong.push(`asked elsewhere: ${request.url()}`);
  });
  return { tab, wrong, end: () => context.close(), go: (path) => tab.goto(at + path) };
}

const drawn = (tab, name) => tab.waitForSelector(`figure[data-drawn="${name}"]`, { timeout: 30_000 });

async function settled(tab, name) {
  if (!DRAWN[name]) return;
  await drawn(tab, DRAWN[name]);
  await tab.waitForTimeout(name === "places" ? 1500 : 300);
}

async function faults(tab) {
  await tab.evaluate(axe);
  const { violations } = await tab.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  const serious = violations.filter((one) => one.impact === "serious" || one.impact === "critical");
  return serious.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(" ")).slice(0, 3).join(" | ")}`);
}

for (const javaScriptEnabled of [true, false])
  for (const [size, viewport] of Object.entries(SIZES))
    for (const colorScheme of ["light", "dark"])
      describe(`${size}, ${colorScheme}, ${javaScriptEnabled ? "with" : "without"} scripts`, { skip }, () => {
        for (const [name, path] of Object.entries(PAGES))
          test(name, async () => {
            const { tab, wrong, end, go } = await opened({ viewport, colorScheme, javaScriptEnabled, hasTouch: size === "phone" });
            await go(path);
            if (javaScriptEnabled) await settled(tab, name);
            await tab.screenshot({ path: join(shots, `${name}-${size}-${colorScheme}${javaScriptEnabled ? "" : "-plain"}.png`), fullPage: size === "desktop" && !(name in DRAWN) });
            if (name in DRAWN) assert.equal(await tab.locator("figure table").count(), 1, "the table stays");
            if (javaScriptEnabled) {
              const wide = await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth);
              assert.ok(wide <= 0, `the page is ${wide} pixels too wide`);
              assert.notEqual(await tab.title(), "broken");
              assert.deepEqual(await faults(tab), []);
            }
            assert.deepEqual(wrong, []);
            await end();
          });
      });

describe("pictures", { skip }, () => {
  const desktop = { viewport: SIZES.desktop };

  test("a span that is drawn over the timeline becomes the query, and a double click takes it out", async () => {
    const { tab, wrong, end, go } = await opened(desktop);
    await go("/timeline?by=month&q=type:ASSAULT");
    await drawn(tab, "timeline");
    const box = await tab.locator(".u-over").boundingBox();
    await tab.mouse.move(box.x + box.width * 0.3, box.y + 50);
    await tab.mouse.down();
    await tab.mouse.move(box.x + box.width * 0.8, box.y + 60, { steps: 5 });
    await Promise.all([tab.waitForURL(/since/), tab.mouse.up()]);
    const q = new URL(tab.url()).searchParams.get("q");
    assert.match(q, /^type:ASSAULT since:\d{4}-\d\d until:\d{4}-\d\d$/);
    await drawn(tab, "timeline");
    const again = await tab.locator(".u-over").boundingBox();
    await Promise.all([tab.waitForURL((url) => !url.href.includes("since")), tab.mouse.dblclick(again.x + again.width / 2, again.y + 50)]);
    assert.equal(new URL(tab.url()).searchParams.get("q"), "type:ASSAULT");
    assert.deepEqual(wrong, []);
    await end();
  });

  test("a box over the map lists its places, and their search finds something", async () => {
    const { tab, wrong, end, go } = await opened(desktop);
    await go("/places");
    await settled(tab, "places");
    const box = await tab.locator(".picture.map canvas").boundingBox();
    await tab.keyboard.down("Shift");
    await tab.mouse.move(box.x + 5, box.y + 5);
    await tab.mouse.down();
    await tab.mouse.move(box.x + box.width - 60, box.y + box.height - 5, { steps: 5 });
    await tab.mouse.up();
    await tab.keyboard.up("Shift");
    const links = tab.locator(".picture.map .found li a");
    await links.first().waitFor();
    assert.ok((await links.count()) > 3);
    await Promise.all([tab.waitForURL(/\/(search|happenings)/), tab.locator(".picture.map .found > p a").click()]);
    assert.ok((await tab.locator("ol.records li").count()) > 0);
    assert.deepEqual(wrong, []);
    await end();
  });

  test("a box can be begun by a button", async () => {
    const { tab, end, go } = await opened(desktop);
    await go("/places");
    await settled(tab, "places");
    await tab.getByRole("button", { name: "draw a box" }).press("Enter");
    const box = await tab.locator(".picture.map canvas").boundingBox();
    await tab.mouse.move(box.x + 5, box.y + 5);
    await tab.mouse.down();
    await tab.mouse.move(box.x + box.width - 60, box.y + box.height - 5, { steps: 5 });
    await tab.mouse.up();
    await tab.locator(".picture.map .found li a").first().waitFor();
    await end();
  });

  test("a line of the network leads to its pair", async () => {
    const { tab, wrong, end, go } = await opened(desktop);
    await go("/network");
    await drawn(tab, "network");
    const box = await tab.locator(".picture.network .room").boundingBox();
    const status = tab.locator(".picture.network .hint");
    let at;
    for (let step = 0; step < 400 && !at; step++) {
      const point = [box.x + box.width * (0.2 + 0.6 * ((step * 0.618) % 1)), box.y + box.height * (0.2 + 0.6 * (step / 400))];
      await tab.mouse.move(...point);
      await tab.waitForTimeout(20);
      if ((await status.textContent()).includes("→")) at = point;
    }
    assert.ok(at, "no line under the pointer");
    await Promise.all([tab.waitForURL(/\/timeline/), tab.mouse.click(...at)]);
    assert.match(new URL(tab.url()).searchParams.get("q"), /^source:\w+ target:\w+$/);
    assert.deepEqual(wrong, []);
    await end();
  });

  test("the table under a picture is reached by keys, and nothing before it holds the focus", async () => {
    for (const name of Object.keys(DRAWN)) {
      const { tab, end, go } = await opened(desktop);
      await go(PAGES[name]);
      await settled(tab, name);
      const inside = () => tab.evaluate(() => !!document.activeElement?.closest("figure table, figure details"));
      let steps = 0;
      while (!(await inside()) && steps++ < 60) await tab.keyboard.press("Tab");
      assert.ok(steps < 60, name);
      await end();
    }
  });

  test("a point of the timeline leads to its happening", async () => {
    const { tab, wrong, end, go } = await opened(desktop);
    await go(PAGES.timeline.replace("2026-04", "2026-07"));
    await settled(tab, "timeline");
    const box = await tab.locator(".u-over").boundingBox();
    const status = tab.locator(".picture.timeline .hint");
    let at;
    for (let step = 0; step < 400 && !at; step++) {
      const point = [box.x + box.width * ((step * 0.618) % 1), box.y + box.height * (0.05 + 0.2 * (step / 400))];
      await tab.mouse.move(...point);
      await tab.waitForTimeout(30);
      if ((await status.textContent()).includes("A click opens it")) at = point;
    }
    assert.ok(at, "no point under the pointer");
    await Promise.all([tab.waitForURL(/\/happenings\/\d+$/), tab.mouse.click(...at)]);
    assert.deepEqual(wrong, []);
    await end();
  });

  test("what another program adds is told on the front, and shown where it is loaded again", async () => {
    const { tab, wrong, end, go } = await opened(desktop);
    await go("/");
    await tab.waitForTimeout(500);
    assert.equal(await tab.locator(".live").textContent(), "");
    const first = await tab.locator("ol.records .title a").first().getAttribute("href");
    const before = await (await fetch(`${address()}/api/articles?limit=1000`)).json();
    const again = await (await fetch(`${address()}/api${first}`)).json();
    const text = await (await fetch(`${address()}/api/articles/${again.reports[0].article}`)).json();
    const rows = join(folder, "more.jsonl");
    writeFileSync(rows, JSON.stringify({ doc_id: "one-more", published: text.article.published, url: "https://more.example/", text: text.article.text }) + "\n");
    execFileSync(dateline, ["read", rows, "--store", path, "--quiet"], { stdio: ["ignore", "ignore", "inherit"] });
    await tab.locator(".live ul a").first().waitFor({ timeout: 15_000 });
    assert.match(await tab.locator(".live").textContent(), /^1 new article, of 1 happening\./);
    await tab.screenshot({ path: join(shots, "live.png") });
    await tab.locator(".live > a").click();
    await tab.waitForFunction((n) => document.querySelector(".lead strong")?.textContent === String(n), before.rows.length + 1);
    assert.deepEqual(wrong, []);
    await end();
  });

  test("a text that is pasted is read", async () => {
    const { tab, wrong, end, go } = await opened(desktop);
    await go("/read");
    await tab.getByLabel("Text, at most").fill("Norway's government rejected a Swedish proposal on Monday.");
    await tab.getByRole("button", { name: "Read" }).click();
    await tab.locator("#r-v1").waitFor();
    assert.deepEqual(wrong, []);
    await end();
  });

  test("a correction is written, and stands beside the record", async () => {
    const { tab, wrong, end, go } = await opened(desktop);
    await go("/articles/2");
    await tab.locator("#r-v1 .correct a").click();
    await tab.getByLabel("What is wrong").selectOption("type");
    await tab.getByLabel("What is right").fill("<b>AID</b>");
    await tab.getByLabel("Why").fill("It was a convoy.");
    await tab.getByLabel("Your name").fill("A. Reader");
    await Promise.all([tab.waitForURL(/\/articles\/2#r-v1$/), tab.getByRole("button", { name: "Keep this" }).click()]);
    assert.match(await tab.locator("#r-v1 .note").first().textContent(), /by A\. Reader.*type is <b>AID<\/b> – It was a convoy\./);
    await tab.screenshot({ path: join(shots, "corrected.png") });
    assert.deepEqual(await faults(tab), []);
    assert.deepEqual(wrong, []);
    await end();
  });

  test("a picture that cannot be drawn leaves the table", async () => {
    for (const name of Object.keys(DRAWN)) {
      const { tab, end, go } = await opened(desktop);
      await tab.route("**/api/**", (route) => route.fulfill({ status: 500, body: "" }));
      await go(PAGES[name]);
      await tab.waitForTimeout(1500);
      assert.equal(await tab.locator(".picture").count(), 0, name);
      assert.equal(await tab.locator("figure table").count(), 1, name);
      await end();
    }
  });

  test("a hundred thousand points", async (context) => {
    const N = 100_000;
    const day = (n) => new Date(Date.UTC(1750, 0, 1) + n * 86_400_000).toISOString().slice(0, 10);
    const rows = Array.from({ length: N }, (_, n) => ({ time: day(n), events: 1 + ((n * 7919) % 97), goldstein: ((n * 104_729) % 201) - 100, articles: 100, per_thousand: 10 }));
    const features = Array.from({ length: N }, (_, n) => ({
      type: "Feature",
      geometry: { type: "Point", coordinates: [((n * 0.61803) % 1) * 340 - 170, ((n * 0.7548) % 1) * 140 - 65] },
      properties: { geonames: n + 1, place: `Place ${n}`, country: "SDN", lat: 0, lon: 0, events: 1 + (n % 9), goldstein: (n % 7) - 3 },
    }));
    const made = {
      "/api/timeline": Buffer.from(JSON.stringify({ rows, next: null })),
      "/api/places": Buffer.from(JSON.stringify({ type: "FeatureCollection", features })),
    };
    const many = await relay(address(), join(page, "dist"), made);
    for (const [name, path] of [["timeline", PAGES.timeline], ["places", "/places?of=events"]]) {
      const { tab, wrong, end } = await opened(desktop, many.address);
      await tab.goto(many.address + path);
      await drawn(tab, DRAWN[name]);
      const took = await tab.evaluate(() => performance.getEntriesByName("drawn").at(-1).startTime);
      await tab.screenshot({ path: join(shots, `${name}-many.png`) });
      context.diagnostic(`${name}: ${N} points drawn ${Math.round(took)} ms after the navigation began`);
      assert.ok(took < 10_000, `${name} took ${took} ms`);
      assert.deepEqual(wrong, []);
      await end();
    }
    many.end();
  });
});
