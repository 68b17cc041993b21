// The rows of a record in the order of the text, each with the words it rests on and a line that says what it says.
import { html } from "../core/html.js";
import { Day, day, names, quantity } from "../core/format.js";
import { to } from "../core/route.js";
import { KINDS, event, lower } from "../core/terms.js";
import { Kind, Stance, Status, Tone, Words } from "../parts/rows.js";

/** Where each kind of row has its words. Statements are what was said; the cue and the speaker's words belong to them. */
const places = {
  statements: (row) => [...(row.content?.length ? row.content : row.evidence ?? []), row.cue, row.source_words],
  groups: (row) => row.evidence, times: (row) => [row], entities: (row) => row.mentions,
};

const text = (spans) => (spans ?? []).map((s) => s?.text).filter(Boolean).join(" … ");
const wordsOf = {
  statements: (row) => text(row.content?.length ? row.content : row.evidence),
  commitments: (row) => row.action?.text ?? text(row.evidence),
};

/** All rows of a record, of the story's table or as the engine prints it: [{kind, id, row, spans, words, from}]. */
export function rowsOf(record) {
  const rows = [];
  for (const kind of Object.keys(KINDS)) {
    (record[kind] ?? []).forEach((row, i) => {
      const spans = (places[kind]?.(row) ?? row.evidence ?? []).filter((s) => s && Number.isInteger(s.start)
        && Number.isInteger(s.end));
      const from = spans.length ? Math.min(...spans.map((s) => s.start)) : Infinity;
      rows.push({ kind, id: kind === "times" ? `t${i}` : kind === "entities" ? `e:${row.id}` : row.id, row, spans, from,
        words: wordsOf[kind]?.(row) ?? text(row.evidence) });
    });
  }
  return rows.sort((a, b) => a.from - b.from);
}

/** Names beside ids: the store has them in the row, a record only in its entities. */
export function namer(record) {
  const known = new Map((record.entities ?? []).map((e) => [e.id, e.name]));
  const column = { speakers: "speaker_names", by: "by_names", through: "through_names", to: "to_names", actors: "actor_names",
    recipients: "recipient_names", holder: "holder_names", members: "member_names" };
  return (row, ids) => (row[column[ids]]?.length ? row[column[ids]] : (row[ids] ?? []).map((id) => known.get(id) ?? id));
}

const Who = ({ list, none }) => (list.length ? html`<b><${Words} text=${names(list)} /></b>` : none
  ? html`<span class="quiet">${none}</span>` : null);
const Also = ({ word, list }) => (list.length ? html` <span class="quiet">${word} </span><${Words} text=${names(list)} />`
  : null);

const heads = {
  statements: (row, n) => html`<${Who} list=${n(row, "speakers")} none="not named" /><${Also} word="to" list=${n(row, "to")} />
    <${Also} word="through" list=${n(row, "through")} /><${Also} word="reported by" list=${n(row, "by")} />
    <span class="type">${row.form}</span>`,
  events: (row, n) => html`<${Who} list=${n(row, "actors")} none="somebody" />
    ${n(row, "recipients").length > 0 && html`<span class="arrow" aria-label="to"> → </span>
    <${Who} list=${n(row, "recipients")} />`}
    <span class="type">${event(row)}</span> <${Tone} value=${row.goldstein} quad=${row.quad} /> <${Status}
      status=${row.status} />`,
  figures: (row) => html`<b class="number">${quantity(row)}</b>
    ${text(row.of) && html` <${Words} text=${text(row.of)} />`} <span class="type">${lower(row.role)}</span>`,
  commitments: (row, n) => html`<${Who} list=${n(row, "by")} none="somebody" />
    <${Also} word="to" list=${n(row, "to")} /> <span class="type">${lower(row.strength)}</span>
    ${row.due && html` <span>by <b title=${row.due}>${day(row.due)}</b></span>`}`,
  stances: (row, n, record) => html`<${Who} list=${n(row, "holder")} none="somebody" /> <${Stance} stance=${row.stance} />${" "}
    <${Words} text=${target(row, record)} />`,
  groups: (row, n, record) => html`<b><${Words} text=${row.group_name ?? nameOf(record, row.group)} />
    </b> <span class="quiet">has as members</span> <${Words} text=${names(n(row, "members"), 8)} />`,
};

const nameOf = (record, id) => record.entities?.find((e) => e.id === id)?.name ?? id ?? "";
const target = (row, record) => row.target_name ?? row.target?.words?.text ?? nameOf(record, row.target?.entity);

/** Marks of quotation only where the words are the speaker's own. */
export const quoted = (item) => item.row.form === "direct";

export const Head = ({ item, record, name }) => html`<${Kind}
  kind=${KINDS[item.kind].one} /> ${heads[item.kind](item.row, name, record)}`;

/** Why the row is there, and what else it holds. */
export function Why({ item, record, select }) {
  const { row } = item;
  const place = row.place?.words?.text ?? nameOf(record, row.place?.entity);
  const happening = item.kind === "events" && record.happenings?.find((h) => h.event_id === row.id)?.happening_id;
  const facts = [
    ["Rule", row.rule && html`<code>${row.rule}</code>`], ["Confidence", row.confidence?.toFixed?.(2)],
      ["Status", lower(row.status)],
    ["Time", row.time ?? row.period], ["Covers", row.first_day
      && html`<${Day} iso=${row.first_day} />${row.last_day !== row.first_day && html` – <${Day} iso=${row.last_day} />`}`],
    ["Place", place && html`<${Words} text=${place} />`], ["Cue", row.cue && html`<${Words} text=${row.cue.text} />`],
      ["Channel", row.channel],
    ["CAMEO", row.cameo], ["Contexts", row.contexts?.join(", ")], ["Killed", row.killed], ["Injured", row.injured],
    ["Kind", row.kind], ["Dimension", row.dimension], ["Direction", row.direction],
    ["Claimed in", row.statement && html`<button type="button" class="link"
      onClick=${() => select(row.statement)}>a statement</button>`],
    ["Part of", row.parent && html`<button type="button" class="link"
      onClick=${() => select(row.parent)}>a statement</button>`],
    ["Base", row.base && html`<button type="button" class="link" onClick=${() => select(row.base)}>a figure</button>`],
    ["Happening", happening && html`<a href=${to.happening(happening)}>all reports of it</a>`],
    ["Id", html`<code>${row.id}</code>`],
  ];
  return html`<dl class="why">${facts.filter(([, value]) => value !== null && value !== undefined && value !== ""
    && value !== false).map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>`;
}
