// The address is the state: what the page shows is a function of it.
import { useEffect, useState } from "./html.js";

const listeners = new Set();
const tell = () => listeners.forEach((listener) => listener());

addEventListener("popstate", tell);

export function go(href, { replace = false } = {}) {
  const to = new URL(href, location.href);
  if (to.origin !== location.origin) return;
  const elsewhere = to.pathname !== location.pathname;
  if (to.href === location.href) replace = true;
  history[replace ? "replaceState" : "pushState"](null, "", to);
  if (elsewhere) scrollTo(0, 0);
  tell();
}

/** Re-renders at every change of the address. */
export function useAddress() {
  const [, again] = useState(0);
  useEffect(() => {
    const listener = () => again((n) => n + 1);
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, []);
  return { path: location.pathname, query: Object.fromEntries(new URLSearchParams(location.search)) };
}

/** This address with some of its parameters changed; empty ones go. */
export function here(changes = {}, path = location.pathname) {
  const query = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === undefined || value === "") query.delete(name);
    else query.set(name, value);
  }
  return address(path, query);
}

/** A path with parameters, empty ones left out. */
export function address(path, parameters = {}) {
  const query = parameters instanceof URLSearchParams ? parameters : new URLSearchParams(
    Object.entries(parameters).filter(([, value]) => value !== null && value !== undefined && value !== ""));
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}

/** The address of a view's data: what only says how they are shown is left out. */
export const dataOf = (path, query) => address(path, { ...query, open: null, seen: null });

/** Whether a part of the page is opened, by the address, and a function that opens or closes it. */
export function useOpen(name) {
  const opened = new Set((new URLSearchParams(location.search).get("open") ?? "").split(",").filter(Boolean));
  const flip = (on = !opened.has(name)) => {
    if (on) opened.add(name);
    else opened.delete(name);
    go(here({ open: [...opened].join(",") }), { replace: true });
  };
  return [opened.has(name), flip];
}

// An id that ends as the addresses of data do is told apart by its last point.
const part = (id) => encodeURIComponent(id).replace(/\.(json|csv)$/, "%2E$1");
export const to = {
  story: (id, row) => address(`/stories/${part(id)}`, { row }),
  actor: (id) => `/actors/${part(id)}`,
  relation: (a, b, query) => address(`/relations/${part(a)}/${part(b)}`, query),
  happening: (id) => `/happenings/${part(id)}`,
  series: (id) => `/series/${part(id)}`,
  entry: (id) => `/ledger/${part(id)}`,
};

// Plain clicks on links of our own stay on the page; all others are the browser's.
addEventListener("click", (event) => {
  if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = event.target.closest?.("a[href]");
  if (!link || link.hasAttribute("download") || (link.getAttribute("target") ?? "")) return;
  const href = link.href?.baseVal ?? link.getAttribute("href");
  const at = new URL(href, location.href);
  if (at.origin !== location.origin || /\.(json|csv)$/.test(at.pathname)) return;
  if (at.hash && at.pathname === location.pathname && at.search === location.search) return;
  event.preventDefault();
  go(at.href);
});
