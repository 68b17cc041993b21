// Happenings: what happened by all reports of it, and one with its reports side by side.
import { html } from "../core/html.js";
import { Day, count, names, plural, span } from "../core/format.js";
import { address, dataOf, to } from "../core/route.js";
import { TYPES, event, lower } from "../core/terms.js";
import { COUNTRY, Filters, TIME } from "../parts/filters.js";
import { Cite, Origin, Pages, Status, Tone, Words } from "../parts/rows.js";
import { Data, Empty, Title } from "../parts/states.js";

export const TYPE = { name: "type", label: "Type",
  options: [["", "all types"], ...Object.entries(TYPES).map(([type, gloss]) => [type, `${lower(type)} – ${gloss}`])] };
const SOURCES = { name: "sources", label: "Told by",
  options: [["", "any number"], ["2", "2 sources or more"], ["3", "3 sources or more"]] };
const CONFLICTS = { name: "conflicts", label: "Reports", options: [["", "all"], ["1", "that differ"]] };
const ORDER = { name: "order", label: "Order", options: [["", "latest first"], ["sources", "most sources first"]] };
const FIELDS = [{ name: "q", label: "Words or names", type: "search" }, TYPE, COUNTRY,
  { name: "with", label: "And country", placeholder: "PER" }, SOURCES, CONFLICTS, ORDER, ...TIME];

export const toll = (row) => (row.killed_max === null || row.killed_max === undefined ? "" : row.killed_min !== row.killed_max
  && row.killed_min !== null && row.killed_min !== undefined
  ? `${count(row.killed_min)} to ${count(row.killed_max)} killed` : `${count(row.killed_max)} killed`);

export const Happenings = ({ rows }) => html`<ul class="rows" aria-label="Happenings">
  ${rows.map((row) => html`<li class="row k-event" data-item key=${row.id}>
  <p class="row-line">${(row.actor_names ?? []).length > 0 && html`<b><${Words} text=${names(row.actor_names)} /></b>`}
    ${(row.recipient_names ?? []).length > 0
    && html`<span class="arrow" aria-label="to"> → </span><b><${Words} text=${names(row.recipient_names)} /></b>`}
    <span class="type">${event(row)}</span>${(row.quad || row.goldstein !== undefined)
      && html` <${Tone} value=${row.goldstein} quad=${row.quad} />`} <${Status} status=${row.status} />
      ${toll(row) && html` <b>${toll(row)}</b>`}</p>
  <a class="words" data-open href=${to.happening(row.id)}><${Words} text=${row.text || row.words || event(row)} /></a>
  <p class="row-meta"><span class="origin"><span>${span(row.first_day ?? row.day, row.last_day ?? row.day)}</span>
    ${row.place && html`<span><${Words} text=${row.place} /></span>`}
    <span>${plural(row.reports, "report")}${row.sources ? ` from ${plural(row.sources, "source")}` : ""}</span>
      ${row.conflicts?.length > 0 && html`<span class="status">reports differ: ${row.conflicts.join(", ")}</span>`}</span></p>
      </li>`)}</ul>`;

export const AllHappenings = ({ query }) => html`<${Title} text="Happenings"
  note="Reports of one event are taken together; copies of a report count once." />
  <${Filters} fields=${FIELDS} query=${query} />
  <${Data} url=${dataOf("/happenings.json", query)}>${({ rows = [], more }) => (rows.length
    ? html`<${Happenings} rows=${rows} /><${Pages} query=${query} shown=${rows.length} more=${more} />`
    : html`<${Empty} title="No happening fits">Take a filter away. A happening needs an event with somebody who acts.<//>`)}
      <//>`;

/** What reports can differ in, and what each says of it. */
export const ASPECTS = [["day", "When", (r) => r.time], ["place", "Where", (r) => r.place],
  ["toll", "Killed", (r) => r.killed], ["status", "Status", (r) => lower(r.status)]];

function Differs({ report, aspect, children }) {
  const differs = report.differs?.includes(aspect);
  return html`<span class=${differs ? "differs" : ""}><bdi>${children ?? "–"}</bdi>
    ${differs && html`<span class="mark"> ≠</span><span class="sr"> differs</span>`}</span>`;
}

function Reports({ happening, reports }) {
  const first = reports[0];
  return html`<ol class="reports" aria-label="Reports">
    ${reports.map((r) => html`<li key=${`${r.story_id}/${r.event_id}`} class=${`report-card ${r.copy ? "copy" : ""}`} data-item>
    <p class="row-meta"><${Origin} row=${r} />${r.copy && html`<span class="status">copy</span>`}</p>
    <a class="words" data-open href=${to.story(r.story_id, r.event_id)}><${Words} text=${r.text} /></a>
    <dl class="facts">${ASPECTS.map(([aspect, label, value]) => html`<div key=${aspect}><dt>${label}</dt><dd>
      <${Differs} report=${r} aspect=${aspect}>${value(r) ?? "–"}<//></dd></div>`)}</dl>
    ${r.differs?.length > 0 && html`<p class="quiet">Differs in ${r.differs.join(", ")}.</p>`}
    <p class="item-tools"><${Cite} row=${{ ...r, id: r.event_id }} />
      ${r.story_id !== first.story_id && html`<a
      href=${address("/compare", { happening: happening.id, a: first.story_id, b: r.story_id })}>Beside the first<span
      class="sr">: <${Words} text=${r.title} /></span></a>`}</p></li>`)}</ol>`;
}

function Happening({ data: { happening: h, reports = [] } }) {
  const who = `${names(h.actor_names) || "Somebody"}${h.recipient_names?.length ? ` → ${names(h.recipient_names)}` : ""}`;
  return html`<${Title} text=${`${who}: ${event(h)}`}><${Words} text=${who} />: ${event(h)}<//>
    <p class="byline origin"><span>${h.first_day
      ? html`<${Day} iso=${h.first_day} />${h.last_day && h.last_day !== h.first_day
          && html` – <${Day} iso=${h.last_day} />`}`
      : "no day known"}</span>${h.place && html`<span><${Words} text=${h.place} /></span>`}
      <${Tone} value=${h.goldstein} quad=${h.quad} /><span>${lower(h.status)}</span>${toll(h) && html`<b>${toll(h)}</b>`}
      <span>${plural(h.reports ?? reports.length, "report")}${h.stories ? `, ${plural(h.stories, "story", "stories")}` : ""}
        ${h.sources ? `, ${plural(h.sources, "source")}` : ""}</span></p>
    ${h.conflicts?.length > 0 ? html`<p class="state stale">The reports contradict each other in: <b>${h.conflicts.join(", ")}
      </b>.</p>` : reports.length > 1 && html`<p class="note">The reports do not contradict each other.</p>`}
    ${reports.length ? html`<${Reports} happening=${h} reports=${reports} />`
      : html`<${Empty} title="No reports">The stories that reported it are gone from the store.<//>`}`;
}

export const OneHappening = ({ id }) => html`<${Data} whole url=${`${to.happening(id)}.json`}>
  ${(data) => html`<${Happening} data=${data} />`}<//>`;
