// How a view looks while it has nothing, nothing yet, something old, or an error.
import { html, useEffect, useLayoutEffect, useRef, useState } from "../core/html.js";
import { announce, useData } from "../core/data.js";

export const Empty = ({ title = "Nothing here", children }) => html`
  <div class="state empty"><p class="state-title">${title}</p><p>${children}</p></div>`;

/** Shown only after a moment: most answers are there before. Its height is kept free at once, so nothing jumps. */
function Loading() {
  const [late, set] = useState(false);
  useEffect(() => {
    let told = false;
    const timer = setTimeout(() => { told = true; set(true); announce("Loading."); }, 200);
    return () => {
      clearTimeout(timer);
      if (told) announce("Loaded.", "Loading.");
    };
  }, []);
  return html`<div class=${`state loading ${late ? "late" : ""}`} aria-hidden="true">
    ${[7, 5, 6, 4].map((n) => html`<i class=${`w${n}`}></i>`)}</div>`;
}

export const Failure = ({ error, retry }) => html`
  <div class="state error" role="alert">
    <p class="state-title">${error.what}</p>
    ${error.where && html`<p class="quiet"><code>${error.where}</code></p>`}
    ${error.todo && html`<p>${error.todo}</p>`}
    ${retry && html`<button type="button" onClick=${retry}>Try again</button>`}
  </div>`;

const Stale = ({ at, error, retry }) => html`
  <p class="state stale" role="status">Shown as of ${at.toLocaleTimeString("en-GB",
    { hour: "2-digit", minute: "2-digit" })}; it could not be renewed:
    ${error.what} <button type="button" onClick=${retry}>Try again</button></p>`;

/**
 * Asks for a view's data and shows it by `children`, a function of it. While other data are on their way, what was there stays.
 * whole: the data hold all of the view, its heading too; then an error brings one of its own.
 */
export function Data({ url, whole, children }) {
  const { data, error, loading, at, retry } = useData(url);
  const before = useRef();
  if (data) before.current = data;
  const shown = data ?? (error ? null : before.current);
  if (!shown) return error
    ? html`${whole && html`<${Title} text=${error.status === 404 ? "Not found" : "Not shown"} />`}
      <${Failure} error=${error} retry=${retry} />` : html`<${Loading} />`;
  return html`<div aria-busy=${loading} class=${data ? "" : "waiting"}>
    ${error && html`<${Stale} at=${at} error=${error} retry=${retry} />`}${children(shown)}</div>`;
}

/** The heading of a view: names the document, and takes the focus when the view has been reached by a link. */
export function Title({ children, text, note }) {
  const heading = useRef();
  const name = text ?? (typeof children === "string" ? children : "");
  useLayoutEffect(() => {
    document.title = name ? `${name} – Dragoman` : "Dragoman";
    if (Title.visits++ && document.activeElement?.id !== "search") heading.current?.focus({ preventScroll: true });
    announce(name);
  }, [name]);
  return html`<header class="view-head"><h1 tabindex="-1" ref=${heading}>${children ?? text}</h1>
    ${note && html`<p class="note">${note}</p>`}</header>`;
}
Title.visits = 0; // the first view is the document's own: there the browser has the focus

export function Section({ title, id, note, count, children }) {
  return html`<section class="section" aria-labelledby=${id}>
    <h2 id=${id}>${title}${count !== undefined && html` <span class="count">${count}</span>`}</h2>
    ${note && html`<p class="note">${note}</p>`}${children}</section>`;
}
