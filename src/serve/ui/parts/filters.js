// Filters are parameters of the address: a filtered view can be sent to somebody.
import { html, useEffect, useRef } from "../core/html.js";
import { go, here } from "../core/route.js";

function Field({ field, value, change }) {
  const { name, label, type = "text", options, placeholder } = field;
  const id = `filter-${name}`;
  if (options) return html`<label for=${id}>${label}
    <select id=${id} name=${name} value=${value} onChange=${(e) => change(name, e.target.value)}>
      ${options.map(([option, words]) => html`<option value=${option} selected=${option === value}>${words}</option>`)}</select>
        </label>`;
  return html`<label for=${id}>${label}<input id=${id} name=${name} type=${type} defaultValue=${value} value=${value}
    placeholder=${placeholder}
      autocomplete="off" spellcheck=${false} onChange=${(e) => change(name, e.target.value)} /></label>`;
}

export function Filters({ fields, query, label = "Filters", children }) {
  const form = useRef();
  const change = (name, value) => go(here({ [name]: value.trim(), offset: null }));
  useEffect(() => { // the address may change under the fields: going back puts them back
    for (const { name } of fields) if (form.current?.[name]) form.current[name].value = query[name] ?? "";
  }, [location.search]);
  const used = fields.some(({ name }) => query[name]);
  const submit = (event) => {
    event.preventDefault();
    const values = Object.fromEntries([...new FormData(form.current)].map(([name, value]) => [name, value.trim()]));
    go(here({ ...values, offset: null }));
  };
  return html`<form class="filters" role="search" aria-label=${label} ref=${form} onSubmit=${submit}>
    ${fields.map((field) => html`<${Field} key=${field.name} field=${field} value=${query[field.name] ?? ""}
      change=${change} />`)}
    ${children}${used && html`<a class="clear"
      href=${here(Object.fromEntries([...fields.map((f) => [f.name, null]), ["offset", null]]))}>Clear</a>`}
    <button type="submit" class="sr">Apply</button></form>`;
}

export const TIME = [{ name: "from", label: "From", type: "date" }, { name: "to", label: "To", type: "date" }];
export const COUNTRY = { name: "country", label: "Country", placeholder: "CHL" };
