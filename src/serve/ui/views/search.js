// Search over words, actors, types and dates, with what there is more of.
import { html } from "../core/html.js";
import { country, plural } from "../core/format.js";
import { dataOf, here } from "../core/route.js";
import { COUNTRY, Filters, TIME } from "../parts/filters.js";
import { Pages, Rows } from "../parts/rows.js";
import { Data, Empty, Title } from "../parts/states.js";

const KIND = { name: "kind", label: "Kind",
  options: [["", "all kinds"], ["story", "stories"], ["statement", "statements"], ["event", "events"], ["figure", "figures"],
  ["commitment", "commitments"]] };
const FIELDS = [{ name: "q", label: "Words or names", type: "search" }, KIND, { name: "source", label: "Source" }, COUNTRY,
  ...TIME];
const FACETS = { kind: "Kind", source: "Source", country: "Country", year: "Year" };

function Facet({ name, values, query }) {
  if (!values?.length) return null;
  const chosen = name === "year" ? query.from && query.from.slice(0, 4) === query.to?.slice(0, 4) && query.from.slice(0, 4)
    : query[name];
  const link = (value) => here({ offset: null, ...(name === "year"
    ? { from: chosen === value ? null : `${value}-01-01`, to: chosen === value ? null : `${value}-12-31` }
    : { [name]: query[name] === value ? null : value }) });
  return html`<section class="facet"><h2>${FACETS[name]}</h2><ul>
    ${values.filter((v) => v.value !== null).map(({ value, count: n }) => html`<li key=${value}>
    <a href=${link(String(value))} aria-current=${chosen === String(value) ? "true" : undefined}><span><bdi>
      ${name === "country" ? country(value) : value}</bdi></span><span class="count">${n}</span></a></li>`)}</ul></section>`;
}

function Found({ data, query }) {
  const { rows = [], facets = {}, total = rows.length } = data;
  const offset = Number(query.offset) || 0;
  return html`<div class="found"><div>
      <p class="note" role="status">${plural(total, "row")} found</p>
      ${rows.length ? html`<${Rows} rows=${rows} label="Found" />
        <${Pages} query=${query} shown=${rows.length} csv=${false} more=${offset + rows.length < total} />`
        : html`<${Empty} title="Nothing has these words">Try fewer or other words, or another time.${" "}
          All of the words must stand in a row; the beginning of a long word is enough.<//>`}</div>
    <aside class="facets" aria-label="Narrow the search">
      ${Object.keys(FACETS).map((name) => html`<${Facet} key=${name} name=${name} values=${facets[name]} query=${query} />`)}
      </aside></div>`;
}

export default ({ query }) => html`<${Title} text=${query.q ? `Search: ${query.q}` : "Search"}>
  ${query.q ? html`Search: <bdi>${query.q}</bdi>` : "Search"}<//>
  <${Filters} fields=${FIELDS} query=${query} label="Search and filters" />
  <${Data} url=${dataOf("/search.json", query)}>${(data) => html`<${Found} data=${data} query=${query} />`}<//>`;
