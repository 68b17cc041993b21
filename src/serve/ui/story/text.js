// The story's words with what was read in them. Drawn once; what is chosen or pointed at is marked on the drawn elements,
// so that long stories stay quick.
import { html, useEffect, useMemo, useRef } from "../core/html.js";
import { paragraphs, segments } from "./spans.js";

const LETTER = { statements: "s", events: "e", figures: "f", commitments: "c", stances: "a", groups: "g", times: "t",
  entities: "n" };

/** Pieces of one paragraph: plain text, or a mark that knows its rows. */
function Paragraph({ points, at, spans, first }) {
  return segments(spans, ...at).map((piece) => {
    const words = points.slice(piece.start, piece.end);
    if (!piece.spans.length) return words;
    const ids = [...new Set(piece.spans.map((s) => s.id))];
    const kinds = [...new Set(piece.spans.map((s) => LETTER[s.kind]))].map((letter) => `h-${letter}`).join(" ");
    const tab = first.done ? -1 : 0; // one stop for the Tab key; arrows go on from there
    first.done = true;
    return html`<mark class=${kinds} data-rows=${ids.join(" ")} tabindex=${tab}>${words}</mark>`;
  });
}

export function Text({ points, part, items, shown, chosen, choose, language }) {
  const box = useRef();
  const spans = useMemo(() => items.filter((item) => shown.has(item.kind))
    .flatMap((item) => item.spans.map(({ start, end }) => ({ start, end, id: item.id, kind: item.kind, size: end - start }))),
      [items, shown]);
  const drawn = useMemo(() => {
    const first = { done: false };
    return paragraphs(points, part).map(([start, end]) => html`<p key=${start} dir="auto">
      <${Paragraph} points=${points} at=${[start, end]} spans=${spans.filter((s) => s.start < end && s.end > start)}
        first=${first} /></p>`);
  }, [points, part, spans]);
  useEffect(() => markChosen(box.current, chosen), [chosen, drawn]);

  const rowsAt = (element) => element.closest?.("mark")?.dataset.rows?.split(" ") ?? [];
  const smallest = (ids) => [...ids].sort((a, b) => size(items, a) - size(items, b));
  const pick = (element) => { // the smallest row there; again: the next larger one
    const ids = smallest(rowsAt(element));
    if (ids.length) choose(ids[(ids.indexOf(chosen) + 1) % ids.length], "words");
  };
  const keys = (event) => {
    const mark = event.target.closest?.("mark");
    if (!mark) return;
    const marks = [...box.current.querySelectorAll("mark")];
    const next = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (next) marks[Math.max(0, Math.min(marks.length - 1, marks.indexOf(mark) + next))].focus();
    else if (event.key === "Enter") pick(mark);
    else return;
    event.preventDefault();
  };
  return html`<div class="text" lang=${language ?? "en"} ref=${box} onClick=${(e) => String(getSelection()) || pick(e.target)}
    onKeyDown=${keys}
    onMouseOver=${(e) => point(rowsAt(e.target))} onMouseLeave=${() => point([])}>${drawn}</div>`;
}

const size = (items, id) => items.find((item) => item.id === id)?.spans.reduce((sum, s) => sum + s.end - s.start, 0) ?? 0;
const marksOf = (root, id) => root?.querySelectorAll(`[data-rows~="${CSS.escape(id)}"]`) ?? [];

function markChosen(root, id) {
  for (const mark of root.querySelectorAll("mark.chosen")) mark.classList.remove("chosen");
  if (id) for (const mark of marksOf(root, id)) mark.classList.add("chosen");
}

/** Points at rows, in the text and in the list. */
export function point(ids) {
  for (const element of document.querySelectorAll(".pointed")) element.classList.remove("pointed");
  for (const id of ids) {
    for (const mark of marksOf(document, id)) mark.classList.add("pointed");
    document.querySelector(`[data-row="${CSS.escape(id)}"]`)?.classList.add("pointed");
  }
}

/** Brings a row's first words into view. */
export function showWords(id, { focus = false } = {}) {
  const mark = marksOf(document.querySelector(".text"), id)[0];
  if (!mark) return;
  const { top, bottom } = mark.getBoundingClientRect();
  if (top < 110 || bottom > innerHeight - 60) mark.scrollIntoView({ block: "center" });
  if (focus) mark.focus({ preventScroll: true });
}
