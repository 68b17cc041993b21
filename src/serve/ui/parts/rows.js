// Rows as people read them: the words first, then who, when and where; each can be opened and cited.
import { html, useState } from "../core/html.js";
import { citation, copy, webAddress } from "../core/cite.js";
import { Day, day, names, quantity, signed } from "../core/format.js";
import { here, to, useOpen } from "../core/route.js";
import { QUADS, event, lower } from "../core/terms.js";

/** Words of a document: text, and set apart so that marks of direction in it end with it. */
export const Words = ({ text }) => html`<bdi>${text}</bdi>`;

export function Cite({ row }) {
  const [done, set] = useState(false);
  const take = async () => {
    await copy(citation(row));
    set(true);
    setTimeout(() => set(false), 1500);
  };
  return html`<button type="button" class="cite" onClick=${take} title="Copy words, source, date and link">
    ${done ? "Copied" : "Cite"}</button>`;
}

/** Kind and colour of a row; the word stands for those who do not see the colour. */
export const Kind = ({ kind }) => html`<span class=${`kind kind-${kind}`}>${kind}</span>`;

/** Cooperation or conflict: sign and colour say the same. */
export function Tone({ value, quad }) {
  const known = value ?? (quad ? 2.5 - quad : null);
  const side = known === null ? "neither" : known < 0 ? "conflict" : "coop";
  const label = quad ? QUADS[quad] : null;
  return html`<span class=${`tone ${side}`} title=${`${label ? `${label[1]}, ` : ""}Goldstein ${signed(value)}`}>
    ${label ? label[0] : signed(value)}</span>`;
}

/** For or against, said by sign and word. */
export const Stance = ({ stance }) => (stance === "against"
  ? html`<span class="tone conflict">− against</span>` : html`<span class="tone coop">+ for</span>`);

export const Status = ({ status }) => (status && status !== "occurred"
  ? html`<span class=${`status status-${status}`}>${lower(status)}</span>` : null);

export function Origin({ row, link = true }) {
  const web = webAddress(row.url);
  return html`<span class="origin"><${Day} iso=${row.day} />
    ${row.source && html`<span><${Words} text=${row.source} /></span>`}
    ${row.title && html`<span class="origin-title">
      ${link ? html`<a href=${to.story(row.story_id)}><${Words} text=${row.title} /></a>`
      : html`<${Words} text=${row.title} />`}</span>`}
    ${web && html`<a href=${web} rel="noreferrer noopener" target="_blank">original<span class="sr"> (opens elsewhere)</span>
      </a>`}</span>`;
}

/** One row of any kind in a list: its words open the story where they stand. */
export function Row({ row, kind = row.kind, head, showKind = true, showTitle = true, more }) {
  return html`<li class=${`row k-${kind ?? "plain"}`} data-item>
    <p class="row-line">${showKind && kind && html`<${Kind} kind=${kind} />`}
      ${head ?? (kind === "story" && row.title ? html`<b><${Words} text=${row.title} /></b>` : row.who
      && html`<b><${Words} text=${row.who} /></b>`)}</p>
    <a class="words" data-open href=${to.story(row.story_id, kind === "story" ? null : row.id)}>
      <${Words} text=${row.text || row.title || "(no words)"} /></a>
    <p class="row-meta"><${Origin} row=${{ ...row, title: showTitle && kind !== "story" ? row.title : null }} />${more?.(row)}
      <${Cite} row=${row} /></p>
  </li>`;
}

export const Rows = ({ rows, label, ...each }) => html`<ul class="rows" aria-label=${label}>
  ${rows.map((row) => html`<${Row} key=${`${row.story_id}/${row.id}`} row=${row} ...${each} />`)}</ul>`;

/** A list that starts short; name: what it is called in the address when all of it is shown. */
export function Some({ rows, most = 12, children, what = "rows", name = what }) {
  const [all, show] = useOpen(name);
  return html`${children(all ? rows : rows.slice(0, most))}
    ${rows.length > most && !all && html`<button type="button" class="more"
      onClick=${() => show(true)}>Show all ${rows.length} ${what}</button>`}`;
}

/** Before and after, for lists that come in pages, and the list as data. */
export function Pages({ query, shown, more, size = 100, csv = true, path = location.pathname }) {
  const offset = Number(query.offset) || 0;
  const data = (ending) => here({ open: null, seen: null, place: null }, `${path}.${ending}`);
  return html`<nav class="pages" aria-label="Pages of the list">
    ${offset > 0 && html`<a href=${here({ offset: Math.max(0, offset - size) || null })} rel="prev">Earlier in the list</a>`}
    ${(offset > 0 || more) && html`<span class="quiet">${shown ? `${offset + 1}–${offset + shown}` : `from ${offset + 1}`}
      </span>`}
    ${more && html`<a href=${here({ offset: offset + (shown || size) })} rel="next">Further in the list</a>`}
    <span class="data">${csv && html`<a href=${data("csv")} download>CSV</a>`} <a href=${data("json")} download>JSON</a></span>
      </nav>`;
}

export const FigureHead = ({ row }) => html`<b class="number">${quantity(row)}</b>
  ${(row.of_text ?? row.about ?? row.of) && typeof (row.of_text ?? row.about ?? row.of) === "string"
    && html`<span><${Words} text=${row.of_text ?? row.about ?? row.of} /></span>`}
  ${row.role && row.role !== "other" && html`<span class="type">${lower(row.role)}</span>`}
    ${row.period && html`<span class="quiet" title=${row.period}>${day(row.period)}</span>`}`;

export const EventHead = ({ row }) => html`${row.actor_names?.length > 0
    && html`<b><${Words} text=${names(row.actor_names)} /></b>`}
  ${row.recipient_names?.length > 0 && html`<span class="arrow" aria-label="to"> → </span>
    <b><${Words} text=${names(row.recipient_names)} /></b>`}
  <span class="type">${event(row)}</span> <${Tone} value=${row.goldstein} quad=${row.quad} /> <${Status} status=${row.status} />`;

export const CommitmentHead = ({ row }) => html`<b><${Words} text=${row.who ?? names(row.by_names)} /></b> <span class="type">
  ${lower(row.strength)}</span>
  ${row.due && html`<span>by <b title=${row.due}>${day(row.due)}</b></span>`} <${Status} status=${row.status} />`;
