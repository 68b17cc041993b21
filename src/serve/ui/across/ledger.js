// Who undertook what for when, and what is known of how it went.
import { html } from "../core/html.js";
import { Day, day, names, plural } from "../core/format.js";
import { dataOf, to } from "../core/route.js";
import { lower } from "../core/terms.js";
import { COUNTRY, Filters, TIME } from "../parts/filters.js";
import { Pages, Rows, Words } from "../parts/rows.js";
import { Data, Empty, Section, Title } from "../parts/states.js";

const STATUS = { name: "status", label: "Status",
  options: [["", "all"], ...["open", "met", "missed", "withdrawn", "contradicted", "overtaken"].map((status) => [status, status])] };
const FIELDS = [{ name: "q", label: "Words or names", type: "search" }, STATUS, COUNTRY, ...TIME];
const GOOD = { met: "✓", missed: "✕", withdrawn: "✕", contradicted: "≠", overtaken: "↷", open: "○" };

/** Its mark says it without colour. */
const Outcome = ({ status }) => html`<span class=${`outcome outcome-${lower(status).split(" ")[0]}`}><span aria-hidden="true">
  ${GOOD[lower(status).split(" ")[0]] ?? "?"}</span> ${lower(status) || "not known"}</span>`;

const Entry = ({ row }) => html`<li class="row k-commitment" data-item>
  <p class="row-line"><b><${Words} text=${names(row.by_names) || "Somebody"} /></b> <span class="type">${lower(row.strength)}
    </span> <${Outcome} status=${row.status} /></p>
  <a class="words" data-open href=${to.entry(row.id)}><${Words} text=${row.action || row.text} /></a>
  <p class="row-meta"><span class="origin"><span>said <${Day} iso=${row.day} /></span>
    ${row.due && html`<span>due <b title=${row.due}>${day(row.due)}</b></span>`}
    ${row.repeats > 1 && html`<span>said ${plural(row.repeats, "time")}</span>`}
    ${row.evidence_words && html`<span>${row.evidence_day && html`<${Day} iso=${row.evidence_day} />: `}“<${Words}
    text=${row.evidence_words} />”</span>`}</span></p></li>`;

export const Ledger = ({ query }) => html`<${Title} text="Ledger"
  note="Promises, plans and intentions, with what later stories say of them." /><${Filters} fields=${FIELDS} query=${query} />
  <${Data} url=${dataOf("/ledger.json", query)}>${({ rows = [], more }) => (rows.length
    ? html`<ul class="rows" aria-label="Commitments">${rows.map((row) => html`<${Entry} key=${row.id} row=${row} />`)}</ul>
      <${Pages} query=${query} shown=${rows.length} more=${more} />`
    : html`<${Empty} title="Nothing undertaken">No commitment fits these filters.<//>`)}<//>`;

function One({ data: { entry, made = [], outcome = [] } }) {
  const said = entry.day ?? entry.made;
  return html`<${Title} text=${`${names(entry.by_names)}: ${entry.action ?? entry.text}`}>
    <${Words} text=${names(entry.by_names) || "Somebody"} />: <${Words} text=${entry.action ?? entry.text} /><//>
    <p class="byline origin"><${Outcome} status=${entry.status} /><span>${lower(entry.strength)}</span>
      <span>said <${Day} iso=${said} /></span>${entry.due && html`<span>due <b title=${entry.due}>${day(entry.due)}</b></span>`}
      </p>
    <${Section} id="made" title="Where it was said" count=${made.length}>
      ${made.length ? html`<${Rows} rows=${made} label="Said" kind="commitment" showKind=${false} />`
      : html`<${Empty} title="No words">The stories are gone from the store.<//>`}<//>
    <${Section} id="outcome" title="What became of it" count=${outcome.length}
      note="Later rows that bear on it, and why they are taken to.">${outcome.length
      ? html`<${Rows} rows=${outcome.map((o) => ({ ...o, id: o.row_id, who: [o.shows, o.reason].filter(Boolean).join(": ") }))}
        label="Outcome" />` : html`<${Empty} title="Nothing yet">No later story is known to say how it went.<//>`}<//>`;
}

export const LedgerEntry = ({ id }) => html`<${Data} whole url=${`${to.entry(id)}.json`}>
  ${(data) => html`<${One} data=${data} />`}
  <//>`;
