// What a report is in a real browser: one file that asks for nothing, that everybody can read, and whose script is only a help.
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";

import { chromium } from "playwright-core";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const folder = process.env.REPORTS;
const reports = readdirSync(folder).filter((name) => name.endsWith(".html")).sort();
const WIDE = { width: 1280, height: 900 };
const NARROW = { width: 400, height: 800 };
// How reports are looked at, and what axe is asked there. Colours, which take it most of its time, do not depend on the width, and
// nothing else on the colours.
const LOOKS = [
  ["light", WIDE, {}],
  ["dark", WIDE, { runOnly: ["color-contrast"] }],
  ["light", NARROW, { rules: { "color-contrast": { enabled: false } } }],
];
// What is left of a sheet of A4 between the margins of the page.
const SHEET = { width: 673, height: 989 };
const FLAGS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];

let browser;
before(async () => {
  // The profile of the browser is a new folder, which goes with it.
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM, headless: true, args: FLAGS });
});
after(() => browser?.close());

// Opens a report, does something with it, and makes sure that nothing was asked for, said or thrown meanwhile.
async function opened(name, options, act) {
  const context = await browser.newContext({ viewport: WIDE, colorScheme: "light", ...options });
  const address = pathToFileURL(join(folder, name)).href;
  const [asked, said] = [[], []];
  context.on("request", (request) => asked.push(request.url()));
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    page.on("console", (message) => said.push(`${message.type()}: ${message.text()}`));
    page.on("pageerror", (error) => said.push(String(error)));
    page.on("dialog", (dialog) => {
      said.push(`dialog: ${dialog.message()}`);
      dialog.dismiss();
    });
    page.on("websocket", (socket) => asked.push(socket.url()));
    await page.goto(address);
    await act(page, address);
  } finally {
    await context.close();
  }
  assert.deepEqual(asked.filter((one) => one.split("#")[0] !== address), [], "nothing but the file is asked for");
  assert.deepEqual(said, [], "the console is quiet");
}

// What axe finds, as somebody can act on it.
async function violations(page, rules) {
  await page.evaluate(await readAxe());
  const found = await page.evaluate((rules) => globalThis.axe.run(document, { resultTypes: ["violations"], ...rules }), rules);
  return found.violations.map(
    ({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.slice(0, 5).map((node) => `${node.target} ${node.html.slice(0, 160)}`).join("\n  ")}`,
  );
}

let source;
async function readAxe() {
  source ??= (await import("node:fs/promises")).readFile(axe, "utf8");
  return source;
}

// What sticks out of the page to the side, and no region that scrolls by itself keeps in.
const sticking = (page) =>
  page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const isKept = (element) => {
      const region = element.closest("[tabindex='0']");
      if (!region || getComputedStyle(region).overflowX === "visible") return false;
      return getComputedStyle(element).position !== "absolute" || region.contains(element.offsetParent);
    };
    const wide = [...document.body.querySelectorAll("*")].filter(
      (element) => element.getBoundingClientRect().right > width + 1 && !isKept(element),
    );
    const told = wide.slice(0, 5).map((element) => element.outerHTML.slice(0, 160));
    return [`${document.documentElement.scrollWidth} of ${width}`, ...told];
  });

const isInView = (element) => {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
};

for (const name of reports) {
  describe(name, { concurrency: 2 }, () => {
    for (const [colorScheme, viewport, rules] of LOOKS) {
      test(`is readable by everybody, ${colorScheme}, ${viewport.width} pixels wide`, () =>
        opened(name, { colorScheme, viewport }, async (page) => {
          assert.deepEqual(await violations(page, rules), []);
          assert.deepEqual(await sticking(page), [], "nothing sticks out to the side");
        }));
    }

    test("leads to each of its places", () =>
      opened(name, {}, async (page, address) => {
        const broken = await page.$$eval("a[href^='#']", (links) =>
          links.map((link) => decodeURIComponent(link.hash.slice(1))).filter((id) => !document.getElementById(id)),
        );
        assert.deepEqual(broken, []);
        const ids = await page.$$eval("[id]", (all) => all.map((one) => one.id));
        assert.deepEqual(ids.filter((id, rank) => ids.indexOf(id) !== rank), [], "each id is there once");
        const outside = await page.$$eval("a[href]:not([href^='#'])", (links) => links.map((link) => link.protocol));
        assert.deepEqual(outside.filter((protocol) => !["https:", "http:"].includes(protocol)), []);
        const contents = page.locator("nav a[href^='#']");
        const sections = await contents.count();
        assert.ok(sections >= 5, `${sections} sections`);
        for (let rank = 0; rank < sections; rank += 1) {
          const href = await contents.nth(rank).getAttribute("href");
          await contents.nth(rank).click();
          assert.equal(page.url(), address + href);
          assert.ok(await page.locator(`[id="${href.slice(1)}"]`).evaluate(isInView), `${href} is in view`);
          assert.ok((await page.locator(`[id="${href.slice(1)}"] :is(h1, h2)`).count()) > 0, `${href} has a heading`);
        }
        await page.goto(address);
        await page.keyboard.press("Tab");
        assert.equal(await page.evaluate(() => document.activeElement.hash), "#content", "the first key skips the contents");
      }));

    test("shows what its filters ask for, and all of it without them", () =>
      opened(name, {}, async (page) => {
        const filters = page.locator("form.filter");
        const number = await filters.count();
        for (let rank = 0; rank < number; rank += 1) {
          await filtered(page, filters.nth(rank));
        }
      }));

    test("needs no script", async () => {
      const text = (page) => page.$$eval("main section", (all) => all.map((one) => one.innerText.replace(/\s+/g, " ")));
      let with_script;
      await opened(name, {}, async (page) => {
        // What only helps to look for something is not there without it.
        await page.$$eval("form.filter", (forms) => forms.forEach((form) => form.remove()));
        with_script = await text(page);
      });
      await opened(name, { javaScriptEnabled: false }, async (page) => {
        assert.equal(await page.locator("form.filter:visible").count(), 0, "no filter that does nothing");
        assert.deepEqual(await text(page), with_script);
      });
    });

    test("can be printed", () =>
      opened(name, {}, async (page) => {
        const printed = await page.pdf({ format: "A4" });
        assert.equal(printed.subarray(0, 5).toString(), "%PDF-");
        await page.emulateMedia({ media: "print" });
        await page.setViewportSize(SHEET);
        assert.deepEqual(await sticking(page), [], "everything is on the sheet");
        assert.equal(await page.locator("form.filter:visible").count(), 0, "nobody presses paper");
        const own = await page.$$eval("main > section, main article, main h2, main h3, main table", (all) =>
          all.filter((one) => getComputedStyle(one).breakBefore === "page").map((one) => one.className || one.id),
        );
        const sheets = await page.locator(".sheet").count();
        const begin = Array.from({ length: sheets }, () => "sheet");
        assert.deepEqual(own, sheets > 0 ? [...begin, "findings"] : [], "only sheets, and what follows them, begin a page");
        const apart = await page.$$eval(".sheet .part", (all) => all.filter((one) => getComputedStyle(one).breakInside !== "avoid").length);
        assert.equal(apart, 0, "a table of a sheet stays with its heading");
      }));
  });
}

// Uses each field of a filter: what stays is what has it, and what is taken back is there again.
async function filtered(page, form) {
  const [of, items] = await form.evaluate((form) => [form.dataset.of, form.dataset.items]);
  const all = `[id="${of}"] ${items}`;
  const shown = () => page.$$eval(all, (all) => all.filter((one) => one.checkVisibility()).length);
  const number = await shown();
  assert.ok(await form.isVisible());
  const fields = await form.evaluate((form) => [...form.elements].filter((field) => field.name).map((field) => field.name));
  assert.ok(fields.length > 0, `the filter of ${of} has a field`);
  for (const name of fields) {
    const field = form.locator(`[name="${name}"]`);
    const values = await page.$$eval(all, (all, name) => all.map((one) => one.dataset[name] ?? ""), name);
    const options = await field.evaluate((field) => field.options && [...field.options].map((option) => option.value));
    const wanted = options?.filter((value) => value) ?? [values[0]?.slice(0, 12) ?? "", "no such thing anywhere"];
    for (const value of wanted.slice(0, 5)) {
      const has = (one) =>
        options ? one.split("\n").includes(value) : one.toLowerCase().includes(value.toLowerCase().trim());
      const having = values.filter(has).length;
      assert.ok(having > 0 || !options, `there is something with ${name} ${value}`);
      await (options ? field.selectOption(value) : field.fill(value));
      assert.equal(await shown(), having, `${name} is ${value}`);
      const told = await form.locator("output").innerText();
      assert.match(told, having < number ? new RegExp(`^${having} of ${number} `) : /^$/);
    }
    await (options ? field.selectOption("") : field.fill(""));
    assert.equal(await shown(), number, `${name} is not asked for any more`);
  }
  const place = await page.$$eval(all, (all) => all.map((one) => one.id).find((id) => id));
  const text = form.locator("input[name]");
  if (place && (await text.count()) > 0) {
    await text.first().fill("no such thing anywhere");
    await page.evaluate((place) => {
      location.hash = place;
    }, place);
    await page.locator(`[id="${place}"]`).waitFor({ state: "visible" });
    assert.equal(await shown(), number, "whoever is led to something sees it");
  }
}
