// The page of `dragoman serve` in a browser. PAGE: the server's address; SUITE: demo (examples/ and page/stories/) or store (with hostile stories).
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { gzipSync } from "node:zlib";
import { addresses, browser, open, settled } from "./page/visit.mjs";
import { STORIES } from "./page/hostile.mjs";

const base = process.env.PAGE;
const at = (path) => new URL(path, base).href;
const demo = process.env.SUITE !== "store";
const axe = readFileSync(new URL("../.deps/ui-test/node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
const chromium = await browser();
const views = await addresses(base);
test.after(() => chromium.close());

/** A page that fails the test for errors, requests elsewhere, dialogs, and markup that came alive. */
async function visit(t, options = {}, allowed = /^$/) {
  const context = await chromium.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce",
    permissions: ["clipboard-read", "clipboard-write"], ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(90_000); // the machine may be busy with other tests
  const faults = [];
  const note = (fault) => { if (!allowed.test(fault)) faults.push(fault); };
  page.on("console", (message) => { if (message.type() === "error") note(message.text()); });
  page.on("pageerror", (error) => note(String(error)));
  page.on("dialog", (dialog) => { note(`dialog ${dialog.message()}`); dialog.dismiss(); });
  page.on("request", (request) => { if (!/^(blob:|data:)/.test(request.url())
    && new URL(request.url()).origin !== new URL(base).origin) note(`request to ${request.url()}`); });
  t.after(async () => {
    const owned = await page.evaluate(() => window.owned).catch(() => undefined);
    await context.close();
    assert.equal(owned, undefined, "markup of a story ran");
    assert.deepEqual(faults, []);
  });
  return page;
}

const words = (page, selector) => page.locator(selector).first().innerText();
const compact = (text) => text.replace(/\s+/g, " ").trim();

/** Whether what is marked in the story is what the row gave: the words of one stand in the other (either may have the speaker's, too). */
function same(row, marked) {
  const bare = (text) => new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
  const [given, there] = [bare(row), bare(marked)];
  const found = [...there].filter((word) => given.has(word)).length;
  assert.ok(there.size > 0 && found >= Math.min(given.size, there.size) * 0.8, `“${marked}” is marked for “${row}”`);
}

if (demo) {
  test("what every visit loads is small", async () => {
    const parts = await Promise.all(["/", "/app.js",
      "/app.css"].map(async (path) => Buffer.from(await (await fetch(at(path))).arrayBuffer())));
    const bytes = gzipSync(Buffer.concat(parts)).length;
    assert.ok(bytes < 120 * 1024, `${bytes} bytes`);
  });

  for (const name of ["front", "story", "relation", "actor", "happening", "oneseries", "entry", "compare"])
    test(`the examples give the view ${name}`, () => assert.ok(views[name]));

  for (const colorScheme of ["light", "dark"]) {
    test(`every view is accessible in ${colorScheme}`, async (t) => {
      const page = await visit(t, { colorScheme });
      for (const [name, path] of Object.entries(views)) {
        await open(page, at(path));
        await page.evaluate(axe);
        const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
        const grave = violations.filter((v) => ["serious",
          "critical"].includes(v.impact)).map((v) => `${v.id}: ${v.nodes[0].html} ${v.nodes[0].failureSummary}`);
        assert.deepEqual(grave, [], name);
      }
    });
  }

  test("no view scrolls sideways at 360 pixels", async (t) => {
    const page = await visit(t, { viewport: { width: 360, height: 740 } });
    for (const [name, path] of Object.entries(views)) {
      await open(page, at(path));
      const [wide, seen] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      assert.ok(wide <= seen, `${name}: ${wide} > ${seen}`);
    }
  });

  test("every view names itself, has one first heading and one main part", async (t) => {
    const page = await visit(t);
    const titles = new Set();
    for (const [name, path] of Object.entries(views)) {
      await open(page, at(path));
      assert.equal(await page.locator("h1").count(), 1, name);
      assert.equal(await page.locator("main").count(), 1, name);
      titles.add(await page.title());
    }
    assert.equal(titles.size, Object.keys(views).length);
  });

  test("words lead to rows and rows to words", async (t) => {
    const page = await visit(t);
    await open(page, at(views.story));
    const mark = page.locator(".text mark").first();
    const ids = (await mark.getAttribute("data-rows")).split(" ");
    await mark.hover();
    assert.ok(await page.locator(".item.pointed").count() >= 1);
    await mark.click();
    const row = new URL(page.url()).searchParams.get("row");
    assert.ok(ids.includes(row));
    assert.equal(await page.locator(".item.open").getAttribute("data-row"), row);
    const last = page.locator(".item").last();
    const id = await last.getAttribute("data-row");
    await last.locator(".item-open").click();
    assert.equal(new URL(page.url()).searchParams.get("row"), id);
    const chosen = page.locator(`mark.chosen[data-rows~="${id}"]`);
    assert.ok(await chosen.count() >= 1);
    const said = compact((await chosen.allInnerTexts()).join(" "));
    assert.ok(said.length > 0);
    await last.locator("button", { hasText: "Why" }).click();
    assert.match(await words(page, ".why"), /Rule/);
    await page.reload();
    await settled(page);
    assert.equal(await page.locator(".item.open").getAttribute("data-row"), id, "the address holds what is chosen");
  });

  test("every span of the page's text is the words of its row", async (t) => {
    const page = await visit(t);
    const record = await (await fetch(at(`${views.story}.json`))).json();
    await open(page, at(`${views.story}?show=events`));
    for (const event of record.events) {
      const shown = compact((await page.locator(`mark[data-rows~="${event.id}"]`).allTextContents()).join(""));
      assert.equal(shown, compact(event.evidence.map((s) => s.text).join("")));
    }
    assert.ok(record.events.length > 0);
  });

  test("kinds can be taken away, and the address remembers", async (t) => {
    const page = await visit(t);
    await open(page, at(views.story));
    const before = await page.locator(".items .item").count();
    await page.locator(".toggle", { hasText: "Events" }).click();
    assert.ok(await page.locator(".items .item").count() < before);
    assert.equal(await page.locator("mark.h-e").count(), 0);
    assert.match(page.url(), /show=/);
    await page.locator(".toggle", { hasText: "Times" }).click();
    assert.ok(await page.locator("mark.h-t").count() > 0);
  });

  /** Clicks, counting. */
  function walker(page) {
    const walk = { clicks: 0, async click(target) {
      walk.clicks += 1;
      await target.click();
      await settled(page);
    } };
    return walk;
  }

  // Who asks "what does Peru's president say of trade with Brazil?" has not seen the page before, and does not type.
  test("from the first page to a leader's words about bilateral trade in four clicks", async (t) => {
    const page = await visit(t);
    const walk = walker(page);
    await open(page, at("/"));
    await walk.click(page.locator(".matrix").getByRole("link", { name: /Brazil and Peru|Peru and Brazil/ }));
    assert.match(page.url(), /\/relations\/BRA\/PER/);
    await walk.click(page.locator(".row a.words", { hasText: /bilateral trade/ }).first());
    const marked = (await page.locator("mark.chosen").allTextContents()).join(" ");
    assert.match(compact(marked), /bilateral trade was up 18 percent in the first ten months of this year to US\$5\.2 billion/);
    const row = page.locator(".item.open");
    assert.match(await row.innerText(), /Ana Quispe/, "the leader, although the story says “the Peruvian leader” there");
    assert.ok(walk.clicks <= 4, `${walk.clicks} clicks`);
  });

  test("the same by the actor", async (t) => {
    const page = await visit(t);
    const walk = walker(page);
    await open(page, at("/"));
    await walk.click(page.locator("nav a", { hasText: "Actors" }));
    await walk.click(page.getByRole("link", { name: "Ana Quispe" }).first());
    const more = page.locator("button.more", { hasText: "statements" });
    if (await more.count()) await walk.click(more);
    await walk.click(page.locator(".row a.words", { hasText: /bilateral trade/ }).first());
    assert.match(compact((await page.locator("mark.chosen").allTextContents()).join(" ")), /US\$5\.2 billion/);
    assert.ok(walk.clicks <= 4, `${walk.clicks} clicks`);
  });

  test("from the first page to a named speaker's words about trade by the search", async (t) => {
    const page = await visit(t);
    await open(page, at("/"));
    await page.fill("#search", "trade");
    await page.press("#search", "Enter"); // one
    await settled(page);
    await page.locator(".facet a", { hasText: "statement" }).click(); // two
    await settled(page);
    const row = page.locator(".row.k-statement").first();
    const speaker = await row.locator("b").first().innerText();
    assert.match(speaker, /[A-Z]/);
    const said = compact(await row.locator("a.words").innerText());
    await row.locator("a.words").click(); // three
    await settled(page);
    same(said, (await page.locator("mark.chosen").allTextContents()).join(" "));
  });

  test("from a number of the matrix to words by clicks alone", async (t) => {
    const page = await visit(t);
    await open(page, at("/"));
    await page.locator(".cell").first().click(); // one
    await settled(page);
    assert.match(page.url(), /\/relations\//);
    const row = page.locator("#statements").locator("..").locator(".row a.words").first();
    const said = compact(await row.innerText());
    await row.click(); // two
    await settled(page);
    same(said, (await page.locator("mark.chosen").allTextContents()).join(" "));
  });

  test("a bar of the first chart opens its stories", async (t) => {
    const page = await visit(t);
    await open(page, at("/"));
    const label = await page.locator(".plot a").first().getAttribute("aria-label");
    await page.locator(".plot a").first().click();
    await settled(page);
    const shown = await page.locator(".stories .row").count();
    assert.equal(shown, Number(/: (\d+) stories/.exec(label)[1]), label);
  });

  test("all by keyboard", async (t) => {
    const page = await visit(t);
    await open(page, at("/"));
    await page.keyboard.press("/");
    assert.equal(await page.evaluate(() => document.activeElement.id), "search");
    await page.keyboard.type("trade");
    await page.keyboard.press("Enter");
    await settled(page);
    assert.match(page.url(), /search\?q=trade/);
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    const focused = () => page.evaluate(() => [...document.querySelectorAll("main [data-item]")].findIndex((e) => e.contains(document.activeElement)));
    assert.equal(await focused(), 1);
    await page.keyboard.press("k");
    assert.equal(await focused(), 0);
    await page.keyboard.press("Enter");
    await settled(page);
    assert.match(page.url(), /\/stories\//);
    assert.equal(await page.evaluate(() => document.activeElement.tagName), "H1", "the new view has the focus");
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.tagName), "MARK", "from the row to its words");
    await page.keyboard.press("ArrowRight");
    assert.equal(await page.evaluate(() => document.activeElement.tagName), "MARK");
    await page.keyboard.press("Escape");
    assert.ok(await page.evaluate(() => document.activeElement.closest(".item")), "back to the row");
    await page.keyboard.press("g");
    await page.keyboard.press("r");
    await settled(page);
    assert.match(page.url(), /\/relations$/);
    await page.keyboard.press("?");
    await page.locator("dialog[open]").waitFor();
    await page.keyboard.press("Escape");
    await page.locator("dialog[open]").waitFor({ state: "detached" });
  });

  test("a citation has words, source, date and link", async (t) => {
    const page = await visit(t);
    await open(page, at(views.story));
    const item = page.locator(".item").first();
    await item.locator(".item-open").click();
    await item.locator("button", { hasText: "Cite" }).click();
    await page.locator("button", { hasText: "Copied" }).waitFor();
    const cited = await page.evaluate(() => navigator.clipboard.readText());
    const { story } = await (await fetch(at(`${views.story}.json`))).json();
    assert.ok(cited.includes(compact(await item.locator(".words").innerText()).replace(/^“|”$/g, "")), cited);
    for (const part of [story.title, story.source, story.day, "row="]) assert.ok(cited.includes(part), `${part} in ${cited}`);
  });

  test("a chart can be taken along, and stands as a table, too", async (t) => {
    const page = await visit(t, { acceptDownloads: true });
    await open(page, at(views.relation));
    const [download] = await Promise.all([page.waitForEvent("download"),
      page.locator(".tools button", { hasText: "SVG" }).first().click()]);
    const svg = readFileSync(await download.path(), "utf8");
    assert.match(svg, /^<svg/);
    assert.ok(!svg.includes("var(") && svg.includes("fill="));
    await page.locator(".as-table summary").first().click();
    const { periods } = await (await fetch(at(`${views.relation}.json`))).json();
    assert.equal(await page.locator(".as-table").first().locator("tbody tr").count(), periods.length);
    const [rows] = await Promise.all([page.waitForEvent("download"), page.locator(".tools button", { hasText: "CSV" }).first().click()]);
    assert.equal(readFileSync(await rows.path(), "utf8").trim().split("\r\n").length, periods.length + 1);
  });

  test("the matrix can be taken along, too", async (t) => {
    const page = await visit(t, { acceptDownloads: true });
    await open(page, at("/relations"));
    const [download] = await Promise.all([page.waitForEvent("download"), page.locator(".legend button", { hasText: "SVG" }).click()]);
    const svg = readFileSync(await download.path(), "utf8");
    assert.match(svg, /^<svg/);
    const events = await page.locator(".cell b").allInnerTexts();
    assert.ok(events.length > 0 && events.every((n) => svg.includes(`>${n}</text>`)));
    const [rows] = await Promise.all([page.waitForEvent("download"), page.locator(".legend button", { hasText: "CSV" }).click()]);
    assert.equal(readFileSync(await rows.path(), "utf8").trim().split("\r\n").length, events.length + 1);
  });

  test("the map keeps its place in the address, and a mark opens what happened there", async (t) => {
    const page = await visit(t);
    await open(page, at("/map"));
    await page.locator("button", { hasText: "+" }).first().click();
    await page.locator("button", { hasText: "+" }).first().click();
    const seen = await page.locator(".map svg").getAttribute("viewBox");
    assert.match(page.url(), /seen=/);
    await page.reload();
    await settled(page);
    assert.equal(await page.locator(".map svg").getAttribute("viewBox"), seen);
    const box = await page.locator(".map svg").boundingBox();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2 + 120, box.y + box.height / 2 + 40, { steps: 5 });
    await page.mouse.up();
    const moved = await page.locator(".map svg").getAttribute("viewBox");
    assert.notEqual(moved, seen);
    await page.reload();
    await settled(page);
    assert.equal(await page.locator(".map svg").getAttribute("viewBox"), moved);
    await page.locator("button", { hasText: "Whole world" }).click();
    assert.doesNotMatch(page.url(), /seen=/);
    const label = await page.locator(".map svg a").last().getAttribute("aria-label");
    await page.locator(".map svg a").last().click();
    await settled(page);
    assert.match(page.url(), /place=/);
    assert.equal(await page.locator(".rows .row").count(), Number(/: (\d+) event/.exec(label)[1]), label);
    const said = compact(await page.locator(".rows a.words").first().innerText());
    await page.locator(".rows a.words").first().click();
    await settled(page);
    same(said, (await page.locator("mark.chosen").allTextContents()).join(" "));
  });

  test("what has been opened on a page is in its address", async (t) => {
    const page = await visit(t);
    await open(page, at(views.relation));
    await page.locator(".as-table summary").first().click();
    await page.waitForURL(/open=/);  // a summary tells that it opened after the click
    await page.reload();
    await settled(page);
    assert.ok(await page.locator(".as-table tbody tr").first().isVisible());
    await open(page, at(views.story));
    await page.locator(".item .item-open").first().click();
    await page.locator(".item button", { hasText: "Why" }).first().click();
    await page.reload();
    await settled(page);
    assert.match(await words(page, ".why"), /Rule/);
  });

  test("a position has its words, and where they stand", async (t) => {
    const page = await visit(t);
    const { rows } = await (await fetch(at("/actors.json"))).json();
    for (const { id } of rows) {
      const { positions } = await (await fetch(at(`/actors/${encodeURIComponent(id)}.json`))).json();
      for (const p of positions) for (const row of p.rows) for (const key of ["text", "title", "source"]) assert.ok(row[key], key);
      if (!positions.length) continue;
      await open(page, at(`/actors/${encodeURIComponent(id)}`));
      const link = page.locator(".positions .row a.words").first();
      const said = compact(await link.innerText());
      await link.click();
      await settled(page);
      same(said, (await page.locator("mark.chosen").allTextContents()).join(" "));
      return;
    }
    assert.fail("nobody is for or against anything");
  });

  test("a slow answer looks as if it were on its way", async (t) => {
    const page = await visit(t);
    let answer;
    await page.route("**/ledger.json", async (route) => {
      await new Promise((done) => { answer = done; });
      await route.continue();
    });
    await page.goto(at("/ledger"));
    await page.locator(".state.loading.late").waitFor();
    assert.equal(await page.locator("#live").textContent(), "Loading.");
    answer();
    await page.locator(".row").first().waitFor();
    assert.equal(await page.locator(".state.loading").count(), 0);
  });

  test("a pasted text is read at once and not stored", async (t) => {
    const page = await visit(t);
    await open(page, at("/read"));
    await page.fill("#paste", "“We will pay,” Chilean Foreign Minister Andrea Saldivar said on Monday.");
    await page.locator("button", { hasText: /^Read$/ }).click();
    await page.locator(".item").first().waitFor();
    await page.fill("#published", "2025-02-03");
    await page.locator("button", { hasText: /^Read$/ }).click();
    await page.locator(".item").first().waitFor();
    assert.match(await words(page, ".text"), /We will pay/);
    assert.ok(await page.locator("mark").count() > 0);
  });

  test("a question in SQL is in the address and shows a table", async (t) => {
    const page = await visit(t, {}, /400/);
    await open(page, at("/sql"));
    await page.fill("#sql", "SELECT count(*) AS stories FROM stories");
    await page.keyboard.press("Control+Enter");
    await page.locator("table caption", { hasText: "Answer" }).waitFor({ state: "attached" });
    assert.match(page.url(), /q=SELECT/);
    await page.fill("#sql", "SELECT nothing FROM nowhere");
    await page.keyboard.press("Control+Enter");
    await page.locator(".state.error").waitFor();
  });

  test("an error says so and can be tried again", async (t) => {
    const page = await visit(t, {}, /ERR_FAILED|Failed to load/);
    await page.route("**/stories.json", (route) => route.abort());
    await page.goto(at("/stories"));
    await page.locator(".state.error").waitFor();
    await page.unroute("**/stories.json");
    await page.locator(".state.error button").click();
    await page.locator(".stories .row").first().waitFor();
  });

  test("what came in is told, and what could not be renewed stays, with its time", async (t) => {
    const page = await visit(t, {}, /ERR_FAILED|Failed to load/);
    await page.route("**/changes", async (route) => {
      await new Promise((done) => setTimeout(done, 1500));
      await route.fulfill({ contentType: "text/event-stream",
        body: 'retry: 100000\nevent: stories\ndata: {"stories":20,"added":2}\n\n' }).catch(() => {});
    });
    await open(page, at("/stories"));
    await page.locator(".changes", { hasText: "2 stories came in" }).waitFor();
    await page.route("**/stories.json", (route) => route.abort());
    await page.locator(".changes button").click();
    await page.locator(".state.stale", { hasText: "Shown as of" }).waitFor();
    assert.ok(await page.locator(".stories .row").count() > 0);
    await page.unroute("**/stories.json");
    await page.locator(".state.stale button").click();
    await page.locator(".state.stale").waitFor({ state: "detached" });
  });

  test("what is empty says so, and where nothing is, too", async (t) => {
    const page = await visit(t, {}, /404/);
    await open(page, at("/search?q=zzzzqqqq"));
    assert.ok(await page.locator(".state.empty").count());
    await page.goto(at("/nowhere"));
    assert.match(await words(page, "h1"), /No such view/);
    await page.goto(at("/stories/none-such"));
    await page.locator(".state.error").waitFor();
    assert.match(await words(page, "h1"), /Not found/);
  });

  test("light and dark are remembered", async (t) => {
    const page = await visit(t, { colorScheme: "light" });
    await open(page, at("/"));
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await ground();
    await page.keyboard.press("t");
    assert.notEqual(await ground(), light);
    const dark = await ground();
    await page.reload();
    await settled(page);
    assert.equal(await ground(), dark);
  });

  test("nothing moves once a view is there", async (t) => {
    const page = await visit(t);
    await page.addInitScript(() => {
      window.shifted = 0;
      new PerformanceObserver((list) => { for (const entry of list.getEntries()) window.shifted += entry.value; }).observe({ type: "layout-shift", buffered: true });
    });
    for (const name of ["front", "story", "relation", "search"]) {
      await open(page, at(views[name]));
      await page.waitForTimeout(300);
      const shifted = await page.evaluate(() => window.shifted);
      assert.ok(shifted < 0.1, `${name}: ${shifted}`); // web.dev/cls: above 0.1 people notice
    }
  });
} else {
  const part = encodeURIComponent;
  const get = async (path) => (await fetch(at(path))).json();
  const stories = STORIES.map((s) => [`story ${s.id}`, `/stories/${part(s.id)}`]);

  /** Of every view the addresses where rows of the hostile stories are shown, not those of any. */
  async function theirs() {
    const found = [];
    for (const { id } of STORIES.filter((s) => !["long", "dense"].includes(s.id))) {
      const record = await get(`/stories/${part(id)}.json`);
      for (const { id: actor, type } of record.entities)
        if (["person", "country", "organization"].includes(type)) found.push([`actor ${actor}`, `/actors/${part(actor)}`]);
      for (const { happening_id: happening } of record.happenings) {
        const told = [...new Set((await get(`/happenings/${part(happening)}.json`)).reports.map((r) => r.story_id))];
        found.push([`happening ${happening}`, `/happenings/${part(happening)}`]);
        found.push([`compare ${happening}`, `/compare?happening=${part(happening)}&a=${part(id)}&b=${part(told.find((s) => s !== id) ?? id)}`]);
      }
    }
    const ids = new Set(STORIES.map((s) => s.id));
    const { rows: entries } = await get("/ledger.json?q=answer");
    const { rows: more } = await get("/ledger.json?from=2025-09-01&to=2025-09-01");
    for (const { id } of [...entries, ...more].slice(0, 12)) found.push([`entry ${id}`, `/ledger/${part(id)}`]);
    for (const { id } of (await get("/series.json?country=CHL")).rows) {
      const { points } = await get(`/series/${part(id)}.json`);
      if (points.some((p) => ids.has(p.story_id))) found.push([`series ${id}`, `/series/${part(id)}`]);
    }
    for (const p of (await get("/map.json?from=2025-09-01&to=2025-09-01")).points)
      found.push([`place ${p.name}`, `/map?place=${part(`${p.latitude},${p.longitude}`)}`]);
    found.push(["relation", "/relations/CHL/PER?from=2025-09-01&to=2025-09-01"], ["their happenings", "/happenings?from=2025-09-01&to=2025-09-01"],
      ["their ledger", "/ledger?from=2025-09-01&to=2025-09-01"], ["their stories", "/stories?from=2025-09-01&to=2025-09-01"]);
    return [...new Map(found.map((one) => [one[1], one])).values()];
  }

  const all = [...Object.entries(views), ...await theirs(), ...stories, ["search markup", "/search?q=onerror"], ["search answer", "/search?q=answer"],
    ["search attack", `/search?q=${encodeURIComponent("<img src=x onerror=window.owned=1>")}`],
      ["sql", `/sql?q=${encodeURIComponent("SELECT id, title, source, url, left(text, 200) AS text FROM stories")}`]];

  test("hostile stories are text in every view", async (t) => {
    const page = await visit(t);
    for (const view of ["actor", "happening", "compare", "entry", "story", "relation", "search", "sql", "map"])
      assert.ok(all.some(([name]) => name.startsWith(view)), `nothing hostile in the view ${view}`);
    for (const [name, path] of all) {
      await open(page, at(path));
      const found = await page.evaluate(() => ({
        alive: document.querySelectorAll("main script, main img, main iframe, main svg[onload], main [onerror], main [onload]").length,
        links: [...document.querySelectorAll("a[href]")].map((a) => new URL(a.href.baseVal ?? a.href,
          location.href).protocol).filter((p) => p !== "http:" && p !== "https:"),
        elsewhere: [...document.querySelectorAll("main a[href^=http]")].filter((a) => !/noreferrer/.test(a.rel)).length,
        // every mark of direction stands in an element that ends its reach
        loose: (() => {
          const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
          let loose = 0;
          while (walker.nextNode()) {
            const { data, parentElement } = walker.currentNode;
            if (!/[\u202a-\u202e\u2066-\u2069]/.test(data)) continue;
            const isolated = parentElement.closest("bdi, mark, p[dir], td, option, title");
            if (!isolated) loose += 1;
          }
          return loose;
        })(),
      }));
      assert.deepEqual(found, { alive: 0, links: [], elsewhere: 0, loose: 0 }, name);
      assert.equal(await page.evaluate(() => window.owned), undefined, name);
    }
  });

  test("a hostile text is shown to the letter", async (t) => {
    const page = await visit(t);
    for (const { id } of STORIES.filter((s) => s.text.length < 50_000)) {
      const { story } = await (await fetch(at(`/stories/${encodeURIComponent(id)}.json`))).json();
      await open(page, at(`/stories/${encodeURIComponent(id)}?show=none`));
      const shown = (await page.locator(".text p").allTextContents()).join("\n");
      assert.equal(compact(shown), compact(story.text), id);
    }
  });

  test("five megabytes in one paragraph come in parts", async (t) => {
    const page = await visit(t);
    await open(page, at("/stories/long"));
    assert.match(await words(page, ".pages"), /Part 1 of \d+/);
    assert.ok(await page.evaluate(() => document.querySelector(".text").textContent.length) < 60_000);
    await page.locator("a", { hasText: "Part after" }).first().click();
    assert.match(await words(page, ".pages"), /Part 2 of/);
  });

  test("thousands of rows come a few at a time", async (t) => {
    const page = await visit(t);
    await open(page, at("/stories/dense"));
    assert.ok(await page.locator(".item").count() <= 150);
    await page.locator(".text mark").nth(40).click();
    assert.equal(await page.locator("mark.chosen").count() > 0, true);
  });

  test("pasted markup is text, too", async (t) => {
    const page = await visit(t);
    await open(page, at("/read"));
    await page.fill("#paste", STORIES[0].text);
    await page.locator("button", { hasText: /^Read$/ }).click();
    await page.locator(".text p").first().waitFor();
    assert.equal(await page.locator("main script, main img").count(), 0);
  });

  test("an address of the web is a link with the words in it, another is not", async (t) => {
    const page = await visit(t);
    await open(page, at("/stories/bidi"));
    assert.equal(await page.locator(".byline a", { hasText: "original" }).getAttribute("href"), "https://example.org/talks?a=1#part");
    await page.locator(".item .item-open").first().click();
    await page.locator(".item").first().locator("button", { hasText: "Cite" }).click();
    await page.locator("button", { hasText: "Copied" }).waitFor();
    assert.match(await page.evaluate(() => navigator.clipboard.readText()), /https:\/\/example\.org\/talks\?a=1#:~:text=/);
    await open(page, at("/stories/markup"));
    assert.equal(await page.locator(".byline a", { hasText: "original" }).count(), 0);
  });
}
