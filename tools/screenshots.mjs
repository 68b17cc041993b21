// Every view at two widths, light and dark: node tools/screenshots.mjs BASE FOLDER [VIEW…]
import { mkdir } from "node:fs/promises";
import { addresses, browser, open } from "../tests/page/visit.mjs";

const [base, folder, ...only] = process.argv.slice(2);
await mkdir(folder, { recursive: true });
const chromium = await browser();
const views = Object.entries(await addresses(base)).filter(([name]) => !only.length || only.includes(name));
for (const [width, height] of [[1440, 900], [390, 844]]) {
  for (const colorScheme of ["light", "dark"]) {
    const page = await chromium.newPage({ viewport: { width, height }, colorScheme, reducedMotion: "reduce" });
    for (const [name, path] of views) {
      await open(page, new URL(path, base).href);
      await page.screenshot({ path: `${folder}/${name}-${width}-${colorScheme}.png` });
    }
    await page.close();
  }
}
await chromium.close();
console.log(`${views.length * 4} pictures in ${folder}`);
