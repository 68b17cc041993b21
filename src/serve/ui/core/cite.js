// What one takes away: citations, charts, data.
import { announce } from "./data.js";
import { day } from "./format.js";
import { to } from "./route.js";

/** The address, if it is one of the web; documents can claim any. */
export function webAddress(url) {
  try {
    const parsed = new URL(url);
    return parsed.protocol === "http:" || parsed.protocol === "https:" ? parsed.href : null;
  } catch {
    return null;
  }
}

/** The address that opens the page at these words (wicg.github.io/scroll-to-text-fragment). */
export function atWords(url, text) {
  const address = webAddress(url);
  if (!address || !text) return address;
  const escape = (words) => encodeURIComponent(words.join(" ")).replaceAll("-", "%2D");
  const words = text.replace(/^… | …$/g, "").trim().split(/\s+/); // a snippet says where it was cut; the page does not
  const fragment = words.length > 12 ? `${escape(words.slice(0, 5))},${escape(words.slice(-5))}` : escape(words);
  return `${address.split("#")[0]}#:~:text=${fragment}`;
}

/** Words, who, title, source, date, and where to find them. */
export function citation({ text, who, title, source, day: when, url, story_id, id }) {
  const words = (text ?? "").length > 600 ? `${text.slice(0, 600)}…` : text ?? "";
  const from = [title && `“${title}”`, source, when && `${day(when)} (${when.slice(0, 10)})`].filter(Boolean).join(", ");
  const places = [atWords(url, text), story_id && new URL(to.story(story_id, id), location.href).href].filter(Boolean);
  return [`“${words}”${who ? ` – ${who}` : ""}`, `${from}.`, ...places].join("\n");
}

export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch { // an address that the browser does not trust, such as a machine's name in the office
    const box = document.createElement("textarea");
    box.value = text;
    document.body.append(box);
    box.select();
    document.execCommand("copy");
    box.remove();
  }
  announce("Copied.");
}

function download(name, type, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

/** Rows as a file of comma-separated values (RFC 4180), with all that is not a list or an object in them. */
export function downloadRows(rows, name) {
  const columns = Object.keys(Object.assign({},
    ...rows)).filter((key) => rows.every((row) => typeof (row[key] ?? "") !== "object"));
  const cell = (value) => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
  const lines = [columns, ...rows.map((row) => columns.map((key) => row[key] ?? ""))].map((line) => line.map((v) => cell(String(v))).join(","));
  download(`${name}.csv`, "text/csv", `${lines.join("\r\n")}\r\n`);
}

const DRAWN = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-opacity", "opacity",
  "font-family", "font-size", "font-weight", "text-anchor", "visibility"];

const svgOf = (name, attributes, text) => {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  if (text) element.textContent = text;
  return element;
};

const saveSvg = (svg, name) => {
  svg.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  download(`${name}.svg`, "image/svg+xml", new XMLSerializer().serializeToString(svg));
};

/** A chart that is a table, such as the matrix, drawn as it is seen: a box with its words for each cell. */
export function downloadTable(table, name) {
  const { left, top, width, height } = table.getBoundingClientRect();
  const svg = svgOf("svg", { width, height, viewBox: `0 0 ${width} ${height}` });
  svg.append(svgOf("rect", { width, height, fill: getComputedStyle(document.body).backgroundColor }));
  for (const cell of table.querySelectorAll("th, .cell")) {
    const box = cell.getBoundingClientRect();
    svg.append(svgOf("rect", { x: box.left - left, y: box.top - top, width: box.width, height: box.height, rx: 3,
      fill: getComputedStyle(cell).backgroundColor }));
    for (const words of cell.matches("th") ? [cell] : cell.querySelectorAll("b, small")) {
      const [at, style] = [words.getBoundingClientRect(), getComputedStyle(words)];
      svg.append(svgOf("text", { x: at.left - left + at.width / 2, y: at.top - top + at.height * 0.74, "text-anchor": "middle",
        "font-family": style.fontFamily, "font-size": style.fontSize, "font-weight": style.fontWeight, fill: style.color },
      words.textContent));
    }
  }
  saveSvg(svg, name);
}

/** A chart as a file that looks the same without this page's style sheet. */
export function downloadChart(svg, name) {
  const twin = svg.cloneNode(true);
  const from = [svg, ...svg.querySelectorAll("*")];
  [twin, ...twin.querySelectorAll("*")].forEach((element, i) => {
    const style = getComputedStyle(from[i]);
    for (const property of DRAWN) {
      const value = style.getPropertyValue(property);
      if (value) element.setAttribute(property, value);
    }
    element.removeAttribute("class");
    if (element.tagName === "a") element.setAttribute("href", new URL(element.getAttribute("href") ?? "", location.href));
  });
  twin.prepend(svgOf("rect", { width: "100%", height: "100%", fill: getComputedStyle(document.body).backgroundColor }));
  saveSvg(twin, name);
}
