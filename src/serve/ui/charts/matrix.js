// Who deals with whom: in each cell how many events, the sign and the depth of colour for their mean. A table of links.
import { html, useRef } from "../core/html.js";
import { downloadRows, downloadTable } from "../core/cite.js";
import { count, learn, signed } from "../core/format.js";
import { to } from "../core/route.js";

/** The states with the most events, and the pairs among them. */
function busiest(dyads, most) {
  const events = new Map();
  const name = new Map();
  for (const { a, b, a_name, b_name, events: n } of dyads) {
    events.set(a, (events.get(a) ?? 0) + n).set(b, (events.get(b) ?? 0) + n);
    name.set(a, a_name ?? a).set(b, b_name ?? b);
    learn(a, a_name);
    learn(b, b_name);
  }
  const codes = [...events.keys()].sort((a, b) => events.get(b) - events.get(a) || (a < b ? -1 : 1)).slice(0, most);
  return { codes, name };
}

/** Depth of colour by the mean, 0 to ±10; text on it keeps its contrast. */
export const shade = (value) => ({ "--depth": `${Math.round(Math.min(1, Math.abs(value ?? 0) / 8) * 42 + 8)}%` });
export const side = (value) => (value === null || value === undefined ? "neither" : value < 0 ? "conflict" : "coop");

export function Matrix({ dyads: all, most = 12 }) {
  const dyads = all.filter((d) => d.events > 0); // pairs may be known by statements alone
  const { codes, name } = busiest(dyads, most);
  const pair = new Map(dyads.map((d) => [`${d.a} ${d.b}`, d]));
  const cell = (row, column) => pair.get(`${row} ${column}`) ?? pair.get(`${column} ${row}`);
  const table = useRef();
  const shown = dyads.filter((d) => codes.includes(d.a) && codes.includes(d.b));
  return html`<div class="table" tabindex="0" role="region" aria-label="Matrix of relations"><table class="matrix" ref=${table}>
    <caption class="sr">Events between states: how many, and${" "}
      whether they are cooperation (+) or conflict (−) on the mean</caption>
    <thead><tr><td></td>${codes.slice(0, -1).map((code) => html`<th scope="col" title=${name.get(code)}>${code}</th>`)}</tr>
      </thead>
    <tbody>${codes.slice(1).map((row, i) => html`<tr key=${row}><th scope="row" title=${row}>${name.get(row)}</th>
      ${codes.slice(0, -1).map((column, j) => {
        const d = j <= i && cell(row, column);
        if (!d) return html`<td class=${j <= i ? "none" : "blank"}></td>`;
        const label = `${name.get(row)} and ${name.get(column)}: ${d.events} events, mean ${signed(d.goldstein)}`;
        return html`<td><a class=${`cell ${side(d.goldstein)}`} style=${shade(d.goldstein)} href=${to.relation(d.a, d.b)}
          title=${label} data-item data-open>
          <span class="sr">${name.get(row)} and ${name.get(column)}: </span><b>${count(d.events)}</b>
            <span class="sr"> events, mean </span><small>${signed(d.goldstein)}</small></a></td>`;
      })}</tr>`)}</tbody></table></div>
    <p class="note legend"><span><i class="swatch coop"></i>+ cooperation</span><span><i class="swatch conflict">
      </i>− conflict</span>
      <span>Large: events. Small: mean Goldstein value, −10 to +10.</span>
      <span class="tools"><button type="button" onClick=${() => downloadTable(table.current, "relations")}>SVG<span class="sr">
        of the matrix</span></button> <button type="button" onClick=${() => downloadRows(shown, "relations")}>CSV<span
        class="sr"> of its data</span></button></span></p>`;
}

/** Bars to both sides of a line, longest first: who one deals with and how. */
export function Ranked({ rows, href, label }) {
  const most = Math.max(1, ...rows.map((row) => row.events));
  return html`<ol class="ranked" aria-label=${label}>${rows.map((row) => html`<li key=${row.id ?? `${row.a}${row.b}`} data-item>
    <a data-open href=${href(row)}><bdi>${row.name}</bdi></a>
    <span class="bar" aria-hidden="true"><i class=${side(row.goldstein)} style=${{ width: `${(row.events / most) * 100}%` }}>
      </i></span>
    <span class="num">${count(row.events)}</span><span class=${`tone ${side(row.goldstein)}`} title="mean Goldstein value">
      ${signed(row.goldstein)}</span></li>`)}</ol>`;
}
