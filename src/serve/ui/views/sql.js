// Any question, in SQL. What is asked is in the address; the schema and examples stand beside it.
import { html, useEffect, useRef } from "../core/html.js";
import { count } from "../core/format.js";
import { address, go, here, to } from "../core/route.js";
import { Data, Empty, Title } from "../parts/states.js";
import { Table } from "../parts/table.js";

const Examples = ({ examples = [] }) => html`<ul class="examples">
  ${examples.map(({ title, sql }) => html`<li key=${title}><a href=${here({ q: sql })}>${title}</a></li>`)}</ul>`;

const Schema = ({ tables = [] }) => html`<div class="schema">
  ${tables.map((table) => html`<details key=${table.name}><summary><code>${table.name}</code></summary>
  <dl>${(table.columns ?? []).map((c) => html`<div key=${c.name}><dt><code>${c.name}</code></dt><dd><code class="quiet">
    ${c.type}</code> ${c.about}</dd></div>`)}</dl></details>`)}</div>`;

function Answer({ data }) {
  const { rows = [], columns = [], more, ms } = data;
  if (!rows.length) return html`<${Empty} title="No rows">The question is understood; nothing in the store answers it.<//>`;
  const link = (row) => (row.story_id ? to.story(row.story_id, row.id ?? row.row_id) : null);
  return html`<p class="note" role="status">
    ${more ? `The first ${count(rows.length)} rows` : `${count(rows.length)} ${rows.length === 1 ? "row" : "rows"}`}
    ${ms !== undefined && ` in ${ms} ms`}
    · <a href=${address("/sql.csv", { q: new URLSearchParams(location.search).get("q") })} download>CSV</a> · <a
      href=${address("/sql.json", { q: new URLSearchParams(location.search).get("q") })} download>JSON</a></p>
    <${Table} caption="Answer" columns=${columns} rows=${rows} link=${rows[0].story_id ? link : undefined} />`;
}

export default function Sql({ query }) {
  const box = useRef();
  useEffect(() => { box.current.value = query.q ?? ""; }, [query.q]);
  const run = () => go(here({ q: box.current.value.trim() }));
  return html`<${Title} text="SQL" note="Reads only. Ctrl and Enter run the question." />
    <div class="sql"><div>
      <form onSubmit=${(event) => { event.preventDefault(); run(); }}><label class="sr" for="sql">Question in SQL</label>
        <textarea id="sql" ref=${box} rows="6" spellcheck=${false} autocapitalize="off"
          placeholder="SELECT published, title FROM stories ORDER BY published"
          onKeyDown=${(event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && (event.preventDefault(), run())}>
            </textarea>
        <button type="submit" class="primary">Run</button></form>
      ${query.q ? html`<${Data} url=${address("/sql.json", { q: query.q })}>${(data) => html`<${Answer} data=${data} />`}<//>`
        : html`<${Empty} title="Ask something">Write a question above or take one of the examples.<//>`}</div>
    <aside aria-label="Examples and tables"><${Data} url="/schema.json">
      ${(schema) => html`<h2>Examples</h2><${Examples} examples=${schema.examples} /><h2>Tables and views</h2>
      <${Schema} tables=${schema.tables} />`}<//></aside></div>`;
}
