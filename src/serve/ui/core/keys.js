// The keyboard: every view can be reached and walked without a mouse.
import { go } from "./route.js";

export const PLACES = { h: ["/", "home"], r: ["/relations", "relations"], a: ["/actors", "actors"],
  e: ["/happenings", "happenings"],
  n: ["/series", "series of figures"], l: ["/ledger", "ledger"], m: ["/map", "map"], s: ["/stories", "stories"],
  f: ["/search", "search"], q: ["/sql", "SQL"], p: ["/read", "paste and read"] };

const typing = (element) => element.closest?.("input, textarea, select, [contenteditable]");

/** Moves the focus among what can be opened on the page. */
function step(by) {
  const items = [...document.querySelectorAll("main [data-item]")].filter((item) => item.offsetParent !== null
    || item.getClientRects().length);
  if (!items.length) return;
  const at = items.findIndex((item) => item.contains(document.activeElement));
  const item = items[Math.min(items.length - 1, Math.max(0, at < 0 ? (by > 0 ? 0 : items.length - 1) : at + by))];
  const target = item.matches("a, button, [tabindex]") ? item
    : item.querySelector("[data-open]") ?? item.querySelector("a, button");
  target?.focus();
  item.scrollIntoView({ block: "nearest" });
}

export function keyboard({ help, theme }) {
  let waiting = 0; // until when a letter after g is a place
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (typing(event.target)) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    if (document.querySelector("dialog[open]")) return;
    const place = Date.now() < waiting && PLACES[event.key];
    waiting = 0;
    const action = place ? () => go(place[0]) : {
      "/": () => document.getElementById("search")?.select(),
      "?": help, t: theme, j: () => step(1), k: () => step(-1),
      g: () => { waiting = Date.now() + 1500; },
      c: () => document.activeElement?.closest("[data-item]")?.querySelector(".cite")?.click(),
    }[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });
}
