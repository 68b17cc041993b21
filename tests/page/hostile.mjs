// Stories that try to be more than text, written as JSON into a folder: node tests/page/hostile.mjs FOLDER
import { mkdir, writeFile } from "node:fs/promises";

const script = "<script>window.owned = 1</script>";
const image = "<img src=x onerror=\"window.owned = 1\">";
const closing = "</textarea></title></style></script><!-- --><svg onload=\"window.owned = 1\">";
const escapes = "&lt;b&gt; &amp; &quot; &#39; &apos; &#60;script&#62; &#x3c;img&#x3e; %3Cscript%3E \\u003cscript\\u003e ${window.owned = 1} {{constructor.constructor('window.owned = 1')()}}";
const bidi = "\u202eevil\u202d \u2066\u2067\u2068 left open \u200f\u200e";

const said = (words) => `“${words} is our answer on trade,” Chilean Foreign Minister Andrea Saldivar told reporters in Lima. Peru will pay Chile 14 million dollars by June, ${words}, President Ana Quispe said on Monday. Chile condemned Peru.`;
const story = (id, more) => ({ id, published: "2025-09-01", source: "Hostile Wire", title: id, text: said("This"), ...more });

export const STORIES = [
  story("markup", { title: `${script}${image}`, source: `${closing}<b>Wire</b>`, url: "javascript:window.owned=1", section: image, authors: [script], text: `${said(script)}\n\n${said(image)}\n\n${said(closing)}` }),
  story("\"><svg onload=window.owned=1>/../?#%&", { url: "data:text/html,<script>window.owned=1</script>", title: "An id that breaks out" }),
  story("bidi", { title: `Talks ${bidi} end`, source: `Wire ${bidi}`, url: "https://example.org/talks?a=1#part", text: `${said(bidi)}\n\n\u202e${said("Backwards")}` }),
  story("escapes", { title: escapes, url: "http://example.org/<script>", text: `${said(escapes)}\n\n${said("😀 𝒲𝑜𝓇𝒹𝓈 beyond the first plane 𐍈")}` }),
  story("long", { title: "A paragraph of five megabytes", text: `${said("Long")} ${"the harbour, the river and the road, ".repeat(140_000)}` }),
  story("dense", { title: "Thousands of rows", text: "Chile and Peru agreed on Monday to talk about 14 boats. ".repeat(3_000) }),
];

const [folder] = process.argv.slice(2);
if (folder && import.meta.url === `file://${process.argv[1]}`) {
  await mkdir(folder, { recursive: true });
  await Promise.all(STORIES.map((s, i) => writeFile(`${folder}/hostile-${i}.json`, JSON.stringify(s))));
}
