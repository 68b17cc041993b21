// Paste or drop a text and see what is read in it. Nothing of it is stored.
import { html, useRef, useState } from "../core/html.js";
import { announce, ask } from "../core/data.js";
import { plural } from "../core/format.js";
import { address } from "../core/route.js";
import { Failure, Title } from "../parts/states.js";
import { Reader } from "../story/reader.js";

const LIMIT = 20e6;

/** What the server is told it gets; the content decides where a name does not. */
function typeOf(text, name = "", type = "") {
  if (/\.json$/i.test(name) || type === "application/json" || /^\s*\{/.test(text)) return "application/json";
  if (/\.x?html?$/i.test(name) || type === "text/html" || /^\s*<(!doctype|html)/i.test(text)) return "text/html";
  return "text/plain; charset=utf-8";
}

export default function Read({ query }) {
  const [state, set] = useState({});
  const [over, setOver] = useState(false);
  const box = useRef();
  const date = useRef();
  const read = async (text, file) => {
    if (!text.trim()) return set({ error: { what: "There is no text.", todo: "Paste one, or drop a file." } });
    set({ ...state, busy: true, error: null });
    announce("Reading.");
    try {
      const record = await ask(address("/read", { published: date.current.value }),
        { method: "POST", body: text, headers: { "Content-Type": typeOf(text, file?.name, file?.type) } });
      set({ record: { ...record, story: { ...record.story, stored: false } } });
      announce(`Read: ${plural(record.statements?.length ?? 0, "statement")}, ${plural(record.events?.length ?? 0, "event")}.`);
    } catch (error) {
      set({ error });
    }
    return undefined;
  };
  const drop = async (event) => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file && file.size > LIMIT) return set({ error: { what: `${file.name} is too large.`,
      todo: "Ingest it with dragoman ingest instead." } });
    const text = file ? await file.text() : event.dataTransfer.getData("text/plain");
    box.current.value = text.length > 2e5 ? "" : text;
    return read(text, file);
  };
  const { record, error, busy } = state;
  return html`<${Title} text="Read a text"
    note="Paste or drop a text, an HTML page or a story in JSON. It is read at once and not stored." />
    <form class=${`paste ${over ? "over" : ""}`} onSubmit=${(event) => { event.preventDefault(); read(box.current.value); }}
      onDragOver=${(event) => { event.preventDefault(); setOver(true); }} onDragLeave=${() => setOver(false)} onDrop=${drop}>
      <label class="sr" for="paste">Text to read</label>
      <textarea id="paste" ref=${box} rows=${record ? 4 : 10} placeholder="Paste a story here, or drop a file."
        onPaste=${() => setTimeout(() => read(box.current.value), 0)}
        onKeyDown=${(event) => event.key === "Enter" && (event.ctrlKey || event.metaKey)
          && (event.preventDefault(), read(box.current.value))}></textarea>
      <div class="paste-tools"><label for="published">Appeared on <input id="published" type="date" ref=${date} /></label>
      <button type="submit" class="primary" disabled=${busy}>${busy ? "Reading…" : "Read"}</button></div></form>
    ${error && html`<${Failure} error=${error} retry=${box.current?.value ? () => read(box.current.value) : null} />`}
    ${record && html`${(record.notes ?? []).map((note) => html`<p class="state stale" key=${note.code}>${note.message}</p>`)}
      ${record.story.title && html`<h2><bdi>${record.story.title}</bdi></h2>`}
        <${Reader} record=${record} query=${query} linked=${false} />`}`;
}
