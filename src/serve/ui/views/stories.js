// Stories, by words, source, country and time.
import { html } from "../core/html.js";
import { plural } from "../core/format.js";
import { Day } from "../core/format.js";
import { dataOf, to } from "../core/route.js";
import { COUNTRY, Filters, TIME } from "../parts/filters.js";
import { Pages, Words } from "../parts/rows.js";
import { Data, Empty, Title } from "../parts/states.js";

const FIELDS = [{ name: "q", label: "Words", type: "search" }, { name: "source", label: "Source" }, COUNTRY, ...TIME];

const Story = ({ row }) => html`<li class="row k-story" data-item>
  <a class="words" data-open href=${to.story(row.id)}><${Words} text=${row.title ?? row.id} /></a>
  <p class="row-meta"><span class="origin"><${Day} iso=${row.day} />
    ${row.source && html`<span><${Words} text=${row.source} /></span>`}
    ${row.copy_of && html`<span>copy of <a href=${to.story(row.copy_of)}>another story</a></span>`}
    <span>${[[row.statements, "statement"], [row.events, "event"], [row.figures, "figure"],
      [row.commitments, "commitment"]].filter(([n]) => n).map(([n, w]) => plural(n, w)).join(", ") || "no rows"}</span></span>
      </p></li>`;

export default ({ query }) => html`<${Title} text="Stories" /><${Filters} fields=${FIELDS} query=${query} />
  <${Data} url=${dataOf("/stories.json", query)}>${({ rows = [], more }) => (rows.length
    ? html`<ul class="rows stories" aria-label="Stories">${rows.map((row) => html`<${Story} key=${row.id} row=${row} />`)}</ul>
      <${Pages} query=${query} shown=${rows.length} more=${more} />`
    : html`<${Empty} title="No story fits">Take a filter away, or <a href="/stories">see all stories</a>.<//>`)}<//>`;
