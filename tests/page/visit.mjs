// A browser, and the addresses to visit: what tests and screenshots of the page have in common.
import { chromium } from "../../.deps/ui-test/node_modules/playwright-core/index.mjs";

export function browser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    // Chromium's sandbox needs rights that containers do not have; the pages are our own.
    args: ["--no-sandbox", "--disable-dev-shm-usage", "--force-color-profile=srgb", "--hide-scrollbars"],
  });
}

const part = encodeURIComponent;

/** One address of every view, with what the store has. A view whose part the store lacks is left out: its list is not. */
export async function addresses(base) {
  const get = async (path) => (await fetch(new URL(path, base))).json();
  const [index, actors, happenings, series, ledger, stories] = await Promise.all(
    ["/index.json", "/actors.json", "/happenings.json", "/series.json", "/ledger.json", "/stories.json"].map(get));
  const views = { front: "/", stories: "/stories", search: "/search?q=trade", actors: "/actors", relations: "/relations",
    happenings: "/happenings",
    series: "/series", ledger: "/ledger", map: "/map",
      sql: `/sql?q=${part("SELECT source, count(*) AS stories FROM stories GROUP BY ALL ORDER BY ALL")}`, read: "/read" };
  const most = (rows, key) => [...(rows ?? [])].sort((a, b) => (b[key] ?? 0) - (a[key] ?? 0))[0];
  const story = most(stories.rows, "statements");
  if (story) views.story = `/stories/${part(story.id)}`;
  const actor = actors.rows.find((row) => row.type === "person" && row.statements > 1) ?? actors.rows[0];
  if (actor) views.actor = `/actors/${part(actor.id)}`;
  const dyad = index.dyads[0];
  if (dyad) views.relation = `/relations/${dyad.a}/${dyad.b}`;
  const happening = most(happenings.rows, "stories");
  if (happening) {
    views.happening = `/happenings/${part(happening.id)}`;
    const { reports } = await get(`${views.happening}.json`);
    const told = [...new Set(reports.map((r) => r.story_id))];
    views.compare = `/compare?happening=${part(happening.id)}&a=${part(told[0])}&b=${part(told[1] ?? told[0])}`;
  }
  const one = most(series.rows, "points");
  if (one) views.oneseries = `/series/${part(one.id)}`;
  const entry = most(ledger.rows, "repeats");
  if (entry) views.entry = `/ledger/${part(entry.id)}`;
  return views;
}

/** Opens an address and waits until its data are there. */
export async function open(page, url) {
  await page.goto(url);
  await settled(page);
}

export async function settled(page) {
  await page.waitForSelector("h1");
  await page.waitForFunction(() => !document.querySelector(".state.loading, [aria-busy=true]"));
}
