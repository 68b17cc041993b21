// Two stories on one happening: their words side by side, and where they differ.
import { html, useMemo } from "../core/html.js";
import { address, to } from "../core/route.js";
import { event, lower } from "../core/terms.js";
import { Origin, Words } from "../parts/rows.js";
import { Data, Empty, Section, Title } from "../parts/states.js";
import { names } from "../core/format.js";
import { Points } from "../story/spans.js";
import { Text } from "../story/text.js";
import { ASPECTS } from "./happenings.js";

const SHOWN = new Set(["events"]);
const WINDOW = 6000; // code points about the report: a long story is not needed to compare one event

function Side({ story, reports, name }) {
  const points = useMemo(() => new Points(story.text ?? ""), [story.text]);
  const items = reports.map((r) => ({ id: r.event_id, kind: "events", spans: r.evidence ?? [] }));
  const first = Math.min(points.length, ...reports.flatMap((r) => (r.evidence ?? []).map((s) => s.start)));
  const from = points.length > WINDOW * 1.5 ? Math.max(0, first - WINDOW / 2) : 0;
  const part = [from, Math.min(points.length, from + WINDOW * 1.5)];
  return html`<section class="side" aria-label=${`Report ${name}`}><h2><a href=${to.story(story.id, reports[0]?.event_id)}>
    <${Words} text=${story.title ?? story.id} /></a></h2>
    <p class="row-meta"><${Origin} row=${{ ...story, title: null }} /></p>${from > 0 && html`<p class="quiet">…</p>`}
    <${Text} points=${points} part=${part} items=${items} shown=${SHOWN} choose=${() => {}} language=${story.language} />
      ${part[1] < points.length && html`<p class="quiet">…</p>`}</section>`;
}

function Differences({ a, b }) {
  const say = (reports, value) => [...new Set(reports.map(value).filter((v) => v !== null && v !== undefined
    && v !== ""))].join("; ") || "not said";
  const all = [["told", "Told on", (r) => r.day], ["source", "Source", (r) => r.source], ["words", "Words", (r) => r.text],
    ...ASPECTS];
  return html`<div class="table" tabindex="0" role="region" aria-label="Where they differ"><table class="differences">
    <caption class="sr">What each report says</caption><thead><tr><td></td><th scope="col">A</th><th scope="col">B</th>
    <th scope="col"><span class="sr">Same or not</span></th></tr></thead>
    <tbody>${all.map(([key, label, value]) => {
      const [left, right] = [say(a, value), say(b, value)];
      const differs = ASPECTS.some(([aspect]) => aspect === key) && left !== right && left !== "not said"
        && right !== "not said";
      return html`<tr key=${key} class=${differs ? "differs" : ""}><th scope="row">${label}</th><td><bdi>${left}</bdi></td><td>
        <bdi>${right}</bdi></td><td>${differs ? "≠ differs" : left === right ? "= same" : ""}</td></tr>`;
    })}</tbody></table></div>`;
}

function Compare({ data, query }) {
  const { happening, reports = [] } = data;
  const of = (story) => reports.filter((r) => r.story_id === story);
  const title = `${names(happening.actor_names) || "Somebody"}: ${event(happening)}`;
  const choice = (mine, others) => html`<ul class="plain choice">
    ${[...new Map(reports.map((r) => [r.story_id, r])).values()].filter((r) => r.story_id !== others
    && r.story_id !== query[mine]).slice(0, 8).map((r) => html`<li key=${r.story_id}>
    <a href=${address("/compare", { ...query, [mine]: r.story_id })}><${Words} text=${r.source ?? r.title ?? r.story_id} /></a>
      </li>`)}</ul>`;
  return html`<${Title} text=${`Two reports. ${title}`}>Two reports: <a href=${to.happening(happening.id)}>
    <${Words} text=${title} /></a><//>
    <${Section} id="where" title="Where they differ"><${Differences} a=${of(query.a)} b=${of(query.b)} /><//>
    <div class="columns even sides">${["a", "b"].map((mine) => html`<div key=${mine}>${query[mine]
      ? html`<${Data} url=${`${to.story(query[mine])}.json`}>
        ${({ story }) => html`<${Side} story=${story} reports=${of(query[mine])} name=${mine.toUpperCase()} />`}<//>`
      : html`<${Empty} title="Choose a report">${choice(mine, query[mine === "a" ? "b" : "a"])}<//>`}
      ${query[mine] && reports.length > 2 && html`<details><summary>Another report here</summary>
        ${choice(mine, query[mine === "a" ? "b" : "a"])}</details>`}</div>`)}</div>
    <p class="note">Status of the happening by all reports: ${lower(happening.status)}.</p>`;
}

export default ({ query }) => (query.happening
  ? html`<${Data} whole url=${`${to.happening(query.happening)}.json`}>
    ${(data) => html`<${Compare} data=${data} query=${query} />`}
    <//>`
  : html`<${Title} text="Compare two reports" />
    <${Empty} title="Nothing to compare">Open a <a href="/happenings">happening</a> with several reports and choose two.<//>`);
