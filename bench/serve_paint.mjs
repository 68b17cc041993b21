// First paint of the page, and when its data stand there: node bench/serve_paint.mjs ADDRESS
import { addresses, browser, open } from "../tests/page/visit.mjs";

const [base] = process.argv.slice(2);
const chromium = await browser();
const views = await addresses(base);
const median = (list) => list.sort((a, b) => a - b)[Math.floor(list.length / 2)];
console.log("| view in Chromium | first paint ms | with its data ms |\n|---|---|---|");
for (const [name, path] of Object.entries(views)) {
  const [paints, whole] = [[], []];
  for (let i = 0; i < 3; i += 1) {
    const context = await chromium.newContext({ viewport: { width: 1280, height: 900 } }); // nothing kept from before
    const page = await context.newPage();
    page.setDefaultTimeout(120_000);
    const address = new URL(path, base);
    address.searchParams.set("visit", i); // the answer is not kept from before either
    const start = performance.now();
    await open(page, address.href);
    whole.push(performance.now() - start);
    paints.push(await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? NaN));
    await context.close();
  }
  console.log(`| ${name} | ${median(paints).toFixed(0)} | ${median(whole).toFixed(0)} |`);
}
console.log("");
await chromium.close();
