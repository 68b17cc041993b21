// The first page: what the store holds, who deals with whom, what is new, what is unusual.
import { html } from "../core/html.js";
import { Day, bounds, count, day, learn, plural, span } from "../core/format.js";
import { address, to } from "../core/route.js";
import { Bars } from "../charts/bars.js";
import { Matrix } from "../charts/matrix.js";
import { Words } from "../parts/rows.js";
import { Data, Empty, Section, Title } from "../parts/states.js";

function Held({ store }) {
  const kind = (name) => address("/search", { kind: name });
  return html`<p class="held"><a href="/stories"><b>${count(store.stories)}</b> stories</a> from <b>${count(store.sources)}
    </b> ${store.sources === 1 ? "source" : "sources"}${store.first_day && html`, ${span(store.first_day, store.last_day)}`}.
    Read in them: <a href=${kind("statement")}><b>${count(store.statements)}</b> statements</a>, <a href=${kind("event")}><b>
      ${count(store.events)}</b> events</a>,${" "}
    <a href=${kind("figure")}><b>${count(store.figures)}</b> figures</a>, <a href=${kind("commitment")}><b>
      ${count(store.commitments)}</b> commitments</a>.
    ${store.copies > 0 && html` ${plural(store.copies, "story is a copy",
      "stories are copies")} of another and ${store.copies === 1 ? "counts" : "count"} once.`}</p>
    ${store.unjoined > 0 && html`<p class="state stale">
      ${plural(store.unjoined, "story", "stories")} came in since the stories were joined last:${" "}
      relations, happenings, series and the ledger do not have them yet.</p>`}`;
}

const Newest = ({ rows }) => html`<ul class="rows" aria-label="Newest stories">
  ${rows.map((row) => html`<li class="row k-story" data-item key=${row.id}>
  <a class="words" data-open href=${to.story(row.id)}><${Words} text=${row.title ?? row.id} /></a>
  <p class="row-meta"><span class="origin"><${Day} iso=${row.day} />
    ${row.source && html`<span><${Words} text=${row.source} /></span>`}
    <span>${[[row.statements, "statement"], [row.events, "event"], [row.figures, "figure"],
      [row.commitments, "commitment"]].filter(([n]) => n).map(([n, w]) => plural(n, w)).join(", ")}</span></span></p></li>`)}
      </ul>`;

const Unusual = ({ rows }) => html`<ul class="rows" aria-label="Unusual periods">
  ${rows.map((row) => html`<li class="row" data-item key=${`${row.a}${row.b}${row.period}`}>
  <a class="words" data-open href=${to.relation(row.a, row.b, bounds(row.period))}>
    ${row.a_name ?? row.a} and ${row.b_name ?? row.b}, ${day(row.period)}</a>
  <p class="row-meta"><span class="origin"><span><b>${count(row.events)}
    </b> events${row.expected !== undefined && row.expected !== null && html`, ${count(row.expected)} expected`}</span>
    ${row.why && html`<span>${row.why}</span>`}</span></p></li>`)}</ul>`;

function Front({ data }) {
  const { store, timeline = [], dyads = [], newest = [], unusual = [] } = data;
  for (const d of dyads) { learn(d.a, d.a_name); learn(d.b, d.b_name); }
  if (!store?.stories) return html`<${Title} text="Dragoman" />
    <${Empty} title="No stories yet">Ingest some: <code>dragoman ingest STORIES --into STORE.duckdb</code>, or <a
    href="/read">paste one to see what is read in it</a>.<//>`;
  const parts = [{ name: "originals", label: "Stories", class: "volume" },
    ...(store.copies > 0 ? [{ name: "copies", label: "Copies", class: "copies" }] : [])];
  const months = timeline.map((row) => ({ ...row, period: row.month, originals: row.stories - (row.copies ?? 0) }));
  return html`<${Title} text=${store.name ?? "Dragoman"}>${store.name ?? "Dragoman"}<//><${Held} store=${store} />
    <div class="front">
      <div>
        <${Section} id="timeline" title="Stories a month">
          ${months.length ? html`<${Bars} title="Stories a month" titled=${false} rows=${months} parts=${parts}
            link=${(row) => address("/stories", bounds(row.period))} />`
          : html`<${Empty} title="No dates">None of the stories has a date.<//>`}<//>
        <${Section} id="relations" title="Who deals with whom"
          note=${html`Each cell opens the relation. <a href="/relations">All pairs</a>`}>
          ${dyads.length ? html`<${Matrix} dyads=${dyads} />`
          : html`<${Empty} title="No pairs yet">No event in these stories has a state on either side.<//>`}<//>
      </div>
      <div>
        <${Section} id="unusual" title="Unusual">
          ${unusual.length ? html`<${Unusual} rows=${unusual} />`
          : html`<${Empty} title="Nothing out of the ordinary">Either all is as before, or there is too little to tell.<//>`}
          <//>
        <${Section} id="newest" title="New" note=${html`<a href="/stories">All stories</a>`}>
          ${newest.length ? html`<${Newest} rows=${newest} />` : html`<${Empty}>No story has a date.<//>`}<//>
      </div>
    </div>`;
}

export default () => html`<${Data} whole url="/index.json">${(data) => html`<${Front} data=${data} />`}<//>`;
