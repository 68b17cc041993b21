// The frame of every chart: drawn in SVG at the width there is, so that marks are links, print is sharp,
// and what is downloaded is what is seen. Beside it always stands a table with the same numbers.
import { scaleLinear, scaleUtc } from "d3-scale";
import { html, useLayoutEffect, useRef, useState } from "../core/html.js";
import { downloadChart, downloadRows } from "../core/cite.js";
import { useOpen } from "../core/route.js";
import { Table } from "../parts/table.js";

const name = (title) => title.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");

/**
 * titled: whether the title is shown, or a heading above says it; table: {columns, rows, link}; children(width) draws.
 */
export function Figure({ title, titled = true, summary, height, table, legend, children }) {
  const [width, set] = useState(0);
  const [opened, open] = useOpen(`${name(title)}-table`);
  const box = useRef();
  useLayoutEffect(() => {
    const measure = () => set(Math.floor(box.current.clientWidth));
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(box.current);
    return () => watch.disconnect();
  }, []);
  const tools = html`<div class="tools">
    <button type="button" onClick=${() => downloadChart(box.current.querySelector("svg"), name(title))}>SVG<span
      class="sr"> of this chart</span></button>
    <button type="button" onClick=${() => downloadRows(table.rows, name(title))}>CSV<span class="sr"> of its data</span>
      </button></div>`;
  return html`<figure class="figure">
    <figcaption><strong class=${titled ? "" : "sr"}>${title}</strong>${legend}${tools}</figcaption>
    <div class="plot" ref=${box} style=${{ height: `${height}px` }}>
      ${width > 0 && html`<svg width=${width} height=${height} role="group" aria-label=${summary}>${children(width)}</svg>`}
        </div>
    ${table && html`<details class="as-table" open=${opened}
      onToggle=${(event) => event.target.open !== opened && open(event.target.open)}><summary>The same as a table</summary><${Table} caption=${title} ...${table} />
      </details>`}
  </figure>`;
}

export const MARGIN = { left: 44, right: 12, top: 10, bottom: 22 };

/** Time from the first to the last day; marks of the width `wide` stay inside. */
export function timeScale(days, width, wide = 8, left = MARGIN.left) {
  const times = days.map((d) => Date.parse(d)).filter((t) => !Number.isNaN(t));
  const [first, last] = [Math.min(...times), Math.max(...times)];
  const room = Math.max((last - first) * 0.02, last - first < 864e5 * 20 ? 864e5 * 12 : 0);
  return scaleUtc([first - room, last + room], [left + wide / 2 + 2, width - MARGIN.right - wide / 2]);
}

export const linear = (from, until, range) => scaleLinear([from, until], range);

export function TimeAxis({ x, y, width }) {
  const ticks = x.ticks(Math.max(2, Math.floor(width / 110)));
  const format = x.tickFormat();
  return html`<g class="axis" aria-hidden="true">
    ${ticks.map((tick) => html`<g key=${+tick}><line x1=${x(tick)} x2=${x(tick)} y1=${y} y2=${y + 4} />
    <text x=${x(tick)} y=${y + 17} text-anchor="middle">${short(tick, format)}</text></g>`)}</g>`;
}

// d3 writes months in full; a narrow axis has room for three letters of them.
function short(tick, format) {
  const text = format(tick);
  return /^[A-Z][a-z]{3,8}$/.test(text) && tick.getUTCDate() === 1 ? text.slice(0, 3) : text;
}

export function ValueAxis({ y, width, ticks = 4, format, left = MARGIN.left }) {
  return html`<g class="axis" aria-hidden="true">
    ${y.ticks(ticks).map((tick) => html`<g key=${tick}>
    <line class=${tick === 0 ? "zero" : "grid"} x1=${left} x2=${width - MARGIN.right} y1=${y(tick)} y2=${y(tick)} />
    <text x=${left - 7} y=${y(tick) + 4} text-anchor="end">${format ? format(tick) : tick}</text></g>`)}</g>`;
}

/** Steps through points: the value holds until the next one says otherwise. */
export const steps = (points) => points.map(([x, y], i) => (i ? `H${x}V${y}` : `M${x} ${y}`)).join("");
export const line = (points) => points.map(([x, y], i) => `${i ? "L" : "M"}${x} ${y}`).join("");

/** Runs of neighbouring periods for which there is a value: gaps stay gaps, be they told or left out. */
export function runs(rows, has) {
  const start = (row) => Date.parse(row.first_day ?? row.period);
  const steps = rows.slice(1).map((row, i) => start(row) - start(rows[i]));
  const most = Math.min(...steps) * 1.5; // months are not of one length
  const out = [];
  let open = null;
  for (const row of rows) {
    if (open && start(row) - start(open.at(-1)) > most) open = null;
    if (!has(row)) open = null;
    else if (open) open.push(row);
    else out.push(open = [row]);
  }
  return out;
}
