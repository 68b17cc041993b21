// Tables of anything: numbers to the right, names of columns in words, narrow screens scroll inside.
import { html } from "../core/html.js";
import { count, day } from "../core/format.js";

function Cell({ value }) {
  if (value === null || value === undefined) return html`<span class="quiet">–</span>`;
  if (typeof value === "number") return count(value);
  if (Array.isArray(value) && value.every((v) => typeof v !== "object")) return html`<bdi>${value.join(", ")}</bdi>`;
  if (typeof value === "object") return html`<code>${JSON.stringify(value)}</code>`;
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return html`<time title=${value}>${day(value)}</time>`;
  return html`<bdi>${String(value)}</bdi>`;
}

/** columns: [{name, label, numeric, cell(row)}] */
export function Table({ columns, rows, caption, link }) {
  return html`<div class="table" tabindex="0" role="region" aria-label=${caption}><table><caption class="sr">${caption}
    </caption>
    <thead><tr>${columns.map((c) => html`<th scope="col" class=${c.numeric ? "num" : ""}>
      ${c.label ?? c.name.replaceAll("_", " ")}</th>`)}</tr></thead>
    <tbody>${rows.map((row, i) => html`<tr key=${row.id ?? i} data-item=${link ? "" : undefined}>${columns.map((c, j) => {
      const content = c.cell ? c.cell(row) : html`<${Cell} value=${row[c.name]} />`;
      const href = j === 0 && link?.(row);
      return html`<td class=${c.numeric ? "num" : ""}>${href ? html`<a data-open href=${href}>${content}</a>` : content}</td>`;
    })}</tr>`)}</tbody></table></div>`;
}
