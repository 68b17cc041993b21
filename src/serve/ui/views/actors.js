// Who is in the stories, and one of them: what it says, is for and against, was, and deals with.
import { html } from "../core/html.js";
import { Day, bounds, count, country, day, names, plural, span } from "../core/format.js";
import { address, dataOf, to } from "../core/route.js";
import { Bars } from "../charts/bars.js";
import { Ranked } from "../charts/matrix.js";
import { Filters } from "../parts/filters.js";
import { Pages, Rows, Some, Stance, Words } from "../parts/rows.js";
import { Data, Empty, Section, Title } from "../parts/states.js";
import { Table } from "../parts/table.js";

const FIELDS = [{ name: "q", label: "Name", type: "search" },
  { name: "type", label: "Kind", options: [["", "all"], ["person", "persons"], ["country", "states"],
  ["organization", "organizations"]] }];
const COLUMNS = [{ name: "name" }, { name: "type", label: "kind" }, { name: "country", cell: (row) => country(row.country) },
  { name: "stories", numeric: true }, { name: "statements", numeric: true }, { name: "events", numeric: true }];

export const Actors = ({ query }) => html`<${Title} text="Actors" /><${Filters} fields=${FIELDS} query=${query} />
  <${Data} url=${dataOf("/actors.json", query)}>${({ rows = [], more }) => (rows.length
    ? html`<${Table} caption="Actors" columns=${COLUMNS} rows=${rows} link=${(row) => to.actor(row.id)} />
      <${Pages} query=${query} shown=${rows.length} more=${more} />`
    : html`<${Empty} title="Nobody by that name">Try a part of the name.<//>`)}<//>`;

function Positions({ positions }) {
  const targets = [...Map.groupBy(positions, (p) => p.target_name || p.target)].sort((a, b) => b[1].length - a[1].length);
  return html`<${Some} rows=${targets} most=${8} what="subjects">
    ${(shown) => html`<ul class="positions">${shown.map(([target, of]) => html`<li key=${target}>
    <p><b><${Words} text=${target} /></b></p>
    <ol class="turns">${of.map((p, i) => html`<li key=${i} class=${p.turned ? "turned" : ""}>
      <${Stance} stance=${p.stance} />${" "}
      <span class="quiet">${span(p.first_day, p.last_day)}, ${plural(p.count, "time")} </span>
        ${p.turned && html` <b class="status">turned${typeof p.turned === "string" && ` ${day(p.turned)}`}</b>`}
      ${p.rows?.length > 0 && html`<${Some} rows=${p.rows} most=${2} what="times" name=${`${p.stance}-${p.target}`}>
        ${(rows) => (rows[0].text ? html`<${Rows} rows=${rows} label="Words" kind="stance" showKind=${false} />`
        : html` <span class="days">${rows.map((r) => html`<a data-item data-open href=${to.story(r.story_id, r.id)}>
          <${Day} iso=${r.day} /></a> `)}</span>`)}<//>`}</li>`)}</ol></li>`)}</ul>`}<//>`;
}

function Actor({ data }) {
  const { actor, offices = [], statements = [], positions = [], deals_with = [], months = [] } = data;
  const rows = months.map((row) => ({ ...row, period: row.month }));
  return html`<${Title} text=${actor.name} note=${[actor.type, country(actor.country)].filter(Boolean).join(" · ")}>
    <${Words} text=${actor.name} /><//>
    ${offices.length > 0 && html`<ul class="offices" aria-label="Offices">
      ${offices.map((o, i) => html`<li key=${i}><b><${Words} text=${o.office ?? o.sector} /></b> <span class="quiet">
      ${span(o.first_day, o.last_day)}, ${plural(o.stories, "story", "stories")}</span></li>`)}</ul>`}
    ${rows.length > 0 && html`<${Bars} title="Stories that name it, by month" rows=${rows} height=${120}
      parts=${[{ name: "stories", label: "Stories", class: "volume" }]}
      link=${(row) => address("/search", { q: actor.name, ...bounds(row.period) })} />`}
    <div class="columns"><div>
      <${Section} id="said" title="Statements" count=${actor.statements > statements.length
        ? `latest ${count(statements.length)} of ${count(actor.statements)}` : count(statements.length)}>${statements.length
        ? html`<${Some} rows=${statements} most=${15} what="statements">
          ${(shown) => html`<${Rows} label="Statements" kind="statement" showKind=${false}
          rows=${shown.map((s) => ({ ...s, who: s.to && names(s.to) ? `to ${names(s.to)}` : null }))} />`}<//>`
        : html`<${Empty} title="Nothing said">No story quotes or reports words of ${actor.name}.<//>`}<//></div>
    <div><${Section} id="deals" title="Deals with" note="Events with each, and their mean Goldstein value.">${deals_with.length
        ? html`<${Some} rows=${deals_with} most=${12} what="partners">
          ${(shown) => html`<${Ranked} label="Deals with" rows=${shown}
          href=${(row) => (actor.type === "country" && actor.country && row.country && row.country !== actor.country
          && /^[A-Z]{3}$/.test(row.country) ? to.relation(actor.country, row.country) : to.actor(row.id))} />`}<//>`
        : html`<${Empty} title="No events">No event has ${actor.name} on one side and somebody on the other.<//>`}<//>
      <${Section} id="positions" title="Positions" note="What it is for and against, in its stories' own words.">
        ${positions.length ? html`<${Positions} positions=${positions} />`
        : html`<${Empty} title="No positions">Nothing says that ${actor.name} is for or against something.<//>`}<//></div>
          </div>`;
}

export const OneActor = ({ id }) => html`<${Data} whole url=${`${to.actor(id)}.json`}>
  ${(data) => html`<${Actor} data=${data} />`}
  <//>`;
