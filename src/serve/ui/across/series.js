// Figures that are told again and again: how they went, who revised and who contradicted them.
import { html } from "../core/html.js";
import { count, country, day, names, plural, quantity, span } from "../core/format.js";
import { dataOf, here, to } from "../core/route.js";
import { lower } from "../core/terms.js";
import { SeriesChart } from "../charts/series.js";
import { COUNTRY, Filters, TIME } from "../parts/filters.js";
import { Pages, Row, Words } from "../parts/rows.js";
import { Data, Empty, Section, Title } from "../parts/states.js";
import { Table } from "../parts/table.js";

const FAMILY = { name: "family", label: "Kind",
  options: [["", "all"], ["level", "levels"], ["change", "changes"], ["toll", "tolls"]] };
const FIELDS = [{ name: "q", label: "About", type: "search" }, COUNTRY, { name: "unit", label: "Unit" }, FAMILY, ...TIME];
const value = (name) => (row) => quantity({ value: row[name], unit: /^[A-Z]{3}$|^percent$/.test(row.unit ?? "") ? row.unit
  : null });
const COLUMNS = [{ name: "about" }, { name: "scope", label: "of", cell: (row) => names((row.scope ?? []).map(country)) },
  { name: "unit" }, { name: "points", numeric: true }, { name: "time", cell: (row) => span(row.first_day, row.last_day) },
  { name: "first", numeric: true, cell: value("first") }, { name: "last", numeric: true, cell: value("last") },
    { name: "min", label: "least", numeric: true, cell: value("min") },
    { name: "max", label: "most", numeric: true, cell: value("max") },
  { name: "contradictions", label: "contra­dictions", numeric: true }, { name: "targets", numeric: true }];

export const AllSeries = ({ query }) => html`<${Title} text="Series"
  note="A figure that several stories give: what it was, what it became, who says otherwise." />
  <${Filters} fields=${FIELDS} query=${query} />
  <${Data} url=${dataOf("/series.json", query)}>${({ rows = [], more }) => (rows.length
    ? html`<${Table} caption="Series of figures" columns=${COLUMNS} rows=${rows} link=${(row) => to.series(row.id)} />
      <${Pages} query=${query} shown=${rows.length} more=${more} />`
    : html`<${Empty} title="No series">A series needs the same thing measured at least twice.<//>`)}<//>`;

const Step = ({ point, unit }) => html`<${Row} kind="figure" showKind=${false}
  row=${{ ...point, id: point.figure_id ?? point.row_id, day: point.published ?? point.day }}
  head=${html`<b class="number">${quantity({ ...point, unit: point.unit ?? unit })}</b><span class="type">${day(point.period)}
    </span>${point.role && html`<span class="type">${lower(point.role)}</span>`}
    ${point.mark && point.mark !== "stated"
      && html`<span class=${`status status-${lower(point.mark)}`}>${lower(point.mark)}
      ${typeof point.gap === "number" && ` by ${count(Math.abs(point.gap))} %`}</span>`}
    ${point.by_names?.length > 0 && html`<span class="quiet">by <${Words} text=${names(point.by_names)} /></span>`}`} />`;

/** One year's figure that is revised goes by when it was told; a figure of many years by the years. */
const revised = (points) => new Set(points.map((p) => p.period ?? p.last_day)).size < 2;

function Axis({ told }) {
  return html`<p class="note choice">Drawn by ${told
    ? html`<a href=${here({ axis: "true" })}>the time it is true of</a> · <b>when it was told</b>`
    : html`<b>the time it is true of</b> · <a href=${here({ axis: "told" })}>when it was told</a>`}</p>`;
}

function Series({ data: { series, points = [] }, query }) {
  const told = query.axis ? query.axis === "told" : revised(points);
  const about = series.about ?? series.measure ?? "Figure";
  return html`<${Title} text=${about} note=${[names((series.scope ?? []).map(country)), series.unit,
    plural(points.length, "point"), span(series.first_day, series.last_day), series.revisions > 0
    && plural(series.revisions, "revision"), series.contradictions > 0 && plural(series.contradictions, "contradiction"),
    series.targets > 0 && plural(series.targets, "target")].filter(Boolean).join(" · ")}><${Words} text=${about} /><//>
    ${points.length ? html`<${Axis} told=${told} />
      <${SeriesChart} title=${about} told=${told} points=${points} unit=${series.unit} />
      <${Section} id="steps" title="Each step and its words" count=${count(points.length)}><ol class="rows">
        ${points.map((point, i) => html`<${Step} key=${i} point=${point} unit=${series.unit} />`)}</ol><//>`
      : html`<${Empty} title="No points">The stories that gave this figure are gone from the store.<//>`}`;
}

export const OneSeries = ({ id, query }) => html`<${Data} whole url=${`${to.series(id)}.json`}>
  ${(data) => html`<${Series} data=${data} query=${query} />`}<//>`;
