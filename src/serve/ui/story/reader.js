// The text with its rows beside it, each leading to the other. The story's view and the paste box show it.
import { html, useEffect, useLayoutEffect, useMemo, useState } from "../core/html.js";
import { go, here, to, useOpen } from "../core/route.js";
import { KINDS } from "../core/terms.js";
import { Empty } from "../parts/states.js";
import { Cite } from "../parts/rows.js";
import { names } from "../core/format.js";
import { Head, Why, namer, quoted, rowsOf } from "./rows.js";
import { Points, partsOf } from "./spans.js";
import { Text, point, showWords } from "./text.js";

const MOST = 150; // rows drawn at once beside a part of the text
const USUAL = "statements,events,figures,commitments,stances,groups";
const rowElement = (id) => document.querySelector(`[data-row="${CSS.escape(id)}"]`);

/** Brings a row into the part of its list that is seen; the page itself stays where the reader's eyes are. */
function reveal(row) {
  const list = row?.closest(".reader-rows");
  if (!list || list.scrollHeight <= list.clientHeight) return;
  const [at, seen] = [row.getBoundingClientRect(), list.getBoundingClientRect()];
  const bottom = Math.min(seen.bottom, innerHeight) - 8;
  if (at.top < seen.top) list.scrollTop -= seen.top - at.top + 8;
  else if (at.bottom > bottom) list.scrollTop += at.bottom - bottom;
}

function Toggles({ items, shown }) {
  const counts = Object.fromEntries(Object.keys(KINDS).map((kind) => [kind,
    items.filter((item) => item.kind === kind).length]));
  const flip = (kind) => {
    const next = Object.keys(KINDS).filter((k) => (k === kind ? !shown.has(k) : shown.has(k))).join(",");
    go(here({ show: next === USUAL ? null : next || "none" }), { replace: true });
  };
  return html`<div class="toggles" role="group" aria-label="Kinds of rows to mark">
    ${Object.entries(KINDS).filter(([kind]) => counts[kind]).map(([kind, { label, about, one }]) => html`
    <button type="button" class=${`toggle kind-${one}`} aria-pressed=${shown.has(kind)} title=${about}
      onClick=${() => flip(kind)}><span class="sample">${label}</span> <span class="count">${counts[kind]}</span></button>`)}
      </div>`;
}

function Item({ item, record, name, chosen, choose, story }) {
  const [why, show] = useOpen(`why-${item.id}`);
  useEffect(() => { if (why) reveal(rowElement(item.id)); }, [why]);
  const open = chosen === item.id;
  const who = names(name(item.row, { statements: "speakers", events: "actors", figures: "by", commitments: "by",
    stances: "holder" }[item.kind] ?? "by"));
  const keys = (event) => { // Enter: to the words; Escape there: back to the row
    if (event.key !== "Enter") return;
    event.preventDefault();
    choose(item.id, "row");
    showWords(item.id, { focus: true });
  };
  return html`<li class=${`item k-${KINDS[item.kind].one} ${open ? "open" : ""}`} data-row=${item.id} data-item
      onMouseEnter=${() => point([item.id])} onMouseLeave=${() => point([])}>
    <button type="button" class="item-open" data-open aria-expanded=${open}
      onClick=${() => choose(open ? null : item.id, "row")} onKeyDown=${keys}>
      <span class="row-line"><${Head} item=${item} record=${record} name=${name} /></span>
      <span class=${`words ${quoted(item) ? "quoted" : ""}`}><bdi>${item.words}</bdi></span></button>
    <span class="item-tools"><button type="button" class="cite" aria-expanded=${why} onClick=${() => show()}>Why</button>
      <${Cite} row=${{ text: item.words, who, title: story.title, source: story.source, day: story.day ?? story.published,
        url: story.url, story_id: story.stored === false ? null : story.id, id: item.row.id }} /></span>
    ${why && html`<${Why} item=${item} record=${record} select=${(id) => choose(id, "words")} />`}
  </li>`;
}

function Names({ record, linked }) {
  const all = [...(record.entities ?? [])].sort((a, b) => (b.mentions?.length ?? 0) - (a.mentions?.length ?? 0));
  if (!all.length) return null;
  return html`<details class="names"><summary>Names <span class="count">${all.length}</span></summary><ul>
    ${all.slice(0, 200).map((e) => html`<li key=${e.id}>
    ${linked && ["person", "country", "organization"].includes(e.type)
      ? html`<a href=${to.actor(e.id)}><bdi>${e.name}</bdi></a>` : html`<bdi>${e.name}</bdi>`}
    <span class="quiet"> ${[e.type, e.country, e.office].filter(Boolean).join(" · ")}</span></li>`)}</ul></details>`;
}

/** record: as /stories/ID.json or `dragoman read` have it; query: the address's parameters. */
export function Reader({ record, query, linked = true }) {
  const { story } = record;
  const items = useMemo(() => rowsOf(record), [record]);
  const points = useMemo(() => new Points(story.text ?? ""), [story.text]);
  const parts = useMemo(() => partsOf(points), [points]);
  const name = useMemo(() => namer(record), [record]);
  const shown = useMemo(() => new Set((query.show ?? USUAL).split(",")), [query.show]);
  const chosen = items.some((item) => item.id === query.row) ? query.row : null;
  const partOf = (item) => Math.max(0, parts.findIndex(([start, end]) => item.from >= start && item.from < end));
  const number = Math.min(parts.length - 1, query.part ? Math.max(0, Number(query.part) - 1 || 0) : chosen
    ? partOf(items.find((i) => i.id === chosen)) : 0);
  const part = parts[number];
  const listed = useMemo(() => items.filter((item) => !["times", "entities"].includes(item.kind) && shown.has(item.kind)
    && (parts.length === 1 || (item.from >= part[0] && item.from < part[1]))), [items, shown, part]);
  const [most, setMost] = useState(MOST);

  const choose = (id, from) => {
    const item = items.find((i) => i.id === id);
    const elsewhere = item && parts.length > 1 ? partOf(item) + 1 : null;
    go(here({ row: id, part: elsewhere ?? query.part }), { replace: true });
    if (from === "words" && id) requestAnimationFrame(() => reveal(rowElement(id)));
  };
  useEffect(() => { if (query.row) showWords(query.row); }, [query.row, number]);
  useLayoutEffect(() => {
    const back = (event) => {
      if (event.key !== "Escape" || !event.target.closest?.(".text") || !chosen) return;
      rowElement(chosen)?.querySelector("[data-open]").focus();
    };
    addEventListener("keydown", back);
    return () => removeEventListener("keydown", back);
  }, [chosen]);

  return html`<${Toggles} items=${items} shown=${shown} />
  <div class="reader">
    <div class="reader-text">${parts.length > 1 && html`<${Parts} parts=${parts} number=${number} />`}
      <${Text} points=${points} part=${part} items=${items} shown=${shown} chosen=${chosen} choose=${choose}
        language=${story.language} />
      ${parts.length > 1 && html`<${Parts} parts=${parts} number=${number} />`}</div>
    <aside class="reader-rows" aria-label="What was read in it">
      ${listed.length ? html`<ol class="items">
        ${listed.slice(0, most).map((item) => html`<${Item} key=${item.id} item=${item} record=${record} name=${name}
        chosen=${chosen} choose=${choose} story=${story} />`)}</ol>`
        : html`<${Empty} title="No rows">${items.length ? "None of the kinds marked above is in this text."
          : "Nothing was read in this text: no statement, event, figure or commitment."}<//>`}
      ${listed.length > most && html`<button type="button" class="more"
        onClick=${() => setMost(most + MOST)}>Show ${Math.min(MOST, listed.length - most)} more of ${listed.length - most}
        </button>`}
      <${Names} record=${record} linked=${linked} /></aside>
  </div>`;
}

const Parts = ({ parts, number }) => html`<nav class="pages" aria-label="Parts of a long text">
  ${number > 0 ? html`<a rel="prev" href=${here({ part: number, row: null })}>Part before</a>` : html`<span></span>`}
  <span class="quiet">Part ${number + 1} of ${parts.length}</span>
  ${number + 1 < parts.length ? html`<a rel="next" href=${here({ part: number + 2, row: null })}>Part after</a>`
    : html`<span></span>`}</nav>`;
