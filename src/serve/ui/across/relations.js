// Pairs of states, and one pair: how it goes over time, what happened, what each says of the other, figures and promises.
import { html } from "../core/html.js";
import { bounds, count, country, day, learn, names, plural, signed } from "../core/format.js";
import { dataOf, here, to } from "../core/route.js";
import { RelationChart } from "../charts/relation.js";
import { Matrix } from "../charts/matrix.js";
import { Filters, TIME } from "../parts/filters.js";
import { CommitmentHead, FigureHead, Row, Rows, Some } from "../parts/rows.js";
import { Data, Empty, Section, Title } from "../parts/states.js";
import { Table } from "../parts/table.js";
import { Happenings } from "./happenings.js";

const COLUMNS = [{ name: "pair", cell: (row) => `${row.a_name ?? row.a} and ${row.b_name ?? row.b}` },
  { name: "events", numeric: true },
  { name: "goldstein", label: "mean Goldstein", numeric: true,
    cell: (row) => html`<span class=${`tone ${row.goldstein < 0 ? "conflict" : "coop"}`}>${signed(row.goldstein)}</span>` },
  { name: "cooperative", label: "+ cooperation", numeric: true }, { name: "conflictual", label: "− conflict", numeric: true },
    { name: "stories", numeric: true }];

export const Relations = ({ query }) => html`<${Title} text="Relations"
  note="Pairs of states with the events between them; copies of a report count once." />
  <${Data} url=${dataOf("/relations.json", query)}>${({ rows = [] }) => (rows.length
    ? html`<${Section} id="matrix" title="The busiest"><${Matrix} dyads=${rows} most=${16} /><//>
      <${Section} id="pairs" title="All pairs" count=${count(rows.length)}><${Some} rows=${rows} most=${60} what="pairs">
        ${(shown) => html`<${Table} caption="Pairs of states" columns=${COLUMNS} rows=${shown}
        link=${(row) => to.relation(row.a, row.b)} />`}<//><//>`
    : html`<${Empty} title="No pairs yet">No event in these stories has a state on either side.<//>`)}<//>`;

const BY = { name: "by", label: "By", options: [["", "month"], ["week", "week"], ["day", "day"], ["year", "year"]] };

/** Who says it, whatever the notation: CHN>RUS, forth, a. */
function groupsOf({ a, b, a_name, b_name, statements }) {
  const forth = (s) => /^(forth|a|ab)$/.test(s.direction ?? "") || (s.direction ?? "").startsWith(a);
  const back = (s) => /^(back|b|ba)$/.test(s.direction ?? "") || (s.direction ?? "").startsWith(b);
  const other = statements.filter((s) => !forth(s) && !back(s));
  return [[`${a_name} on ${b_name}`, statements.filter(forth)],
    [`${b_name} on ${a_name}`, statements.filter((s) => !forth(s) && back(s))], ["Both", other]]
    .filter(([label, rows]) => rows.length || label !== "Both");
}

const Statements = ({ data }) => html`<div class="columns even">
  ${groupsOf(data).map(([label, rows], i) => html`<div key=${label}><h3 id=${`side${i}`}>${label} <span class="count">
  ${rows.length}</span></h3>
  ${rows.length ? html`<${Some} rows=${rows} most=${6} what="statements">
    ${(shown) => html`<${Rows} label=${label} kind="statement" showKind=${false}
    rows=${shown.map((s) => ({ ...s, who: names(s.speaker ?? s.speaker_names) }))} />`}<//>`
    : html`<${Empty} title="Silence">No statement found in this time.<//>`}</div>`)}</div>`;

const Listed = ({ rows, kind, head, label, more }) => html`<${Some} rows=${rows} most=${8} what=${label}>
  ${(shown) => html`<ul class="rows" aria-label=${label}>
  ${shown.map((row) => html`<${Row} key=${`${row.story_id}/${row.id}`} row=${row} kind=${kind} showKind=${false} more=${more}
  head=${html`<${head} row=${row} />`} />`)}</ul>`}<//>`;

function Relation({ data, query }) {
  const whole = { ...data, a_name: data.a_name ?? country(data.a), b_name: data.b_name ?? country(data.b),
    statements: data.statements ?? [] };
  const { a, b, a_name, b_name, periods = [], happenings = [], figures = [], commitments = [], statements, totals = {} } = whole;
  const of = (list, name) => (totals[name] > list.length ? `latest ${count(list.length)} of ${count(totals[name])}`
    : count(list.length));
  learn(a, a_name);
  learn(b, b_name);
  const events = periods.reduce((sum, row) => sum + (row.events ?? 0), 0);
  const unusual = periods.filter((row) => row.unusual);
  return html`<${Title} text=${`${a_name} and ${b_name}`}
    note=${`${plural(events, "event")}, ${plural(totals.happenings ?? happenings.length, "happening")}, ${plural(
    totals.statements ?? statements.length, "statement")}`} />
    <${Filters} fields=${[BY, ...TIME]} query=${query} />
    ${periods.length ? html`<${RelationChart} title="Over time" periods=${periods} />`
      : html`<${Empty} title="No periods">Nothing between the two in this time.<//>`}
    ${unusual.length > 0 && html`<${Section} id="odd" title="Unusual"><ul class="plain">
      ${unusual.slice(-8).map((row) => html`<li key=${row.period}><a href=${here(bounds(row.period))}><b>${day(row.period)}</b>
      </a> ${row.why ?? plural(row.events, "event")}</li>`)}</ul><//>`}
    <${Section} id="happenings" title="What happened" count=${of(happenings, "happenings")}>
      ${happenings.length ? html`<${Some} rows=${happenings} most=${10} what="happenings">
      ${(shown) => html`<${Happenings} rows=${shown} />`}<//>`
      : html`<${Empty} title="No happenings">No event between the two is reported in this time.<//>`}<//>
    <${Section} id="statements" title="What each says about the other" count=${of(statements, "statements")}>
      <${Statements} data=${whole} /><//>
    <div class="columns even"><${Section} id="figures" title="Figures" count=${of(figures, "figures")}>
      ${figures.length ? html`<${Listed} rows=${figures} kind="figure" head=${FigureHead} label="figures" />`
      : html`<${Empty} title="No figures">No figure belongs to both.<//>`}<//>
    <${Section} id="commitments" title="Commitments" count=${of(commitments, "commitments")}>
      ${commitments.length ? html`<${Listed} rows=${commitments.map((c) => ({ ...c, id: c.row_id ?? c.id, entry: c.row_id
      && c.id }))} kind="commitment" head=${CommitmentHead} label="commitments"
        more=${(row) => row.entry && html`<a href=${to.entry(row.entry)}>what became of it</a>`} />`
          : html`<${Empty} title="No commitments">Neither undertakes anything towards the other here.<//>`}<//></div>`;
}

export const OneRelation = ({ a, b, query }) => html`<${Data} whole url=${dataOf(`${to.relation(a, b)}.json`, query)}>
  ${(data) => html`<${Relation} data=${data} query=${query} />`}<//>`;
