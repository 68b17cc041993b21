// Counts over time: stories a month, and what of them is copies.
import { html } from "../core/html.js";
import { count, day, plural } from "../core/format.js";
import { Figure, MARGIN, TimeAxis, ValueAxis, linear, timeScale } from "./figure.js";

const start = (period) => {
  const [, year, quarter] = /^(\d{4})-Q(\d)/.exec(period) ?? [];
  return quarter ? `${year}-${String(quarter * 3 - 2).padStart(2, "0")}` : period;
};

/** parts: [{name, label, class}], the first at the bottom; rows: [{period, …counts}]; link(row) opens what is counted. */
export function Bars({ title, rows, parts, link, titled, height = 150 }) {
  const total = (row) => parts.reduce((sum, part) => sum + (row[part.name] ?? 0), 0);
  const most = Math.max(1, ...rows.map(total));
  const sum = rows.reduce((all, row) => all + total(row), 0);
  const columns = [{ name: "period", label: "Period", cell: (row) => day(row.period) },
    ...parts.map((p) => ({ name: p.name, label: p.label, numeric: true }))];
  const legend = parts.length > 1 && html`<span class="legend">
    ${parts.map((p) => html`<span><i class=${`swatch ${p.class}`}></i>${p.label}</span>`)}</span>`;
  return html`<${Figure} title=${title} titled=${titled} height=${height} legend=${legend}
    table=${{ columns, rows, link }}
      summary=${`${title}: ${count(sum)} in ${plural(rows.length, "period")}, at most ${count(most)} in one.`}>${(width) => {
    const y = linear(0, most, [height - MARGIN.bottom, MARGIN.top]);
    const wide = Math.min(26, Math.max(1.5, ((width - MARGIN.left - MARGIN.right) / spanOf(rows)) * 0.8));
    const x = timeScale(rows.map((row) => start(row.period)), width, wide);
    return html`<${ValueAxis} y=${y} width=${width} ticks=${Math.min(3, most)} format=${count} />
      <${TimeAxis} x=${x} y=${height - MARGIN.bottom} width=${width} />
      ${rows.map((row) => html`<${Bar} key=${row.period} row=${row} parts=${parts} x=${x(Date.parse(start(row.period)))} y=${y}
        wide=${wide} link=${link} total=${total(row)} />`)}`;
  }}<//>`;
}

/** How many months (or days) there are between the first and the last, empty ones with them. */
function spanOf(rows) {
  const times = rows.map((row) => Date.parse(start(row.period))).sort((a, b) => a - b);
  const unit = /^\d{4}-\d\d-\d\d/.test(rows[0]?.period) ? 864e5 : /^\d{4}$/.test(rows[0]?.period) ? 864e5 * 366 : 864e5 * 30;
  return Math.max(rows.length, (times.at(-1) - times[0]) / unit + 1);
}

function Bar({ row, parts, x, y, wide, link, total }) {
  let below = 0;
  const marks = parts.map((part) => {
    const n = row[part.name] ?? 0;
    const rect = n > 0 && html`<rect class=${part.class} x=${x - wide / 2} width=${wide} y=${y(below + n)}
      height=${Math.max(1, y(below) - y(below + n))} />`;
    below += n;
    return rect;
  });
  const label = `${day(row.period)}: ${parts.map((p) => `${count(row[p.name] ?? 0)} ${p.label.toLowerCase()}`).join(", ")}`;
  if (!total) return null;
  const body = html`<title>${label}</title>
    <rect class="catch" x=${x - wide / 2} width=${wide} y=${MARGIN.top} height=${y(0) - MARGIN.top} />${marks}`;
  return link ? html`<a href=${link(row)} tabindex="-1" aria-label=${label}>${body}</a>` : html`<g>${body}</g>`;
}
