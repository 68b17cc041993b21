// The page of `dragoman serve`: a frame with the places one can go, and the view that the address names.
import { html, render, useEffect, useRef, useState } from "./core/html.js";
import { listen, useChanges } from "./core/data.js";
import { PLACES, keyboard } from "./core/keys.js";
import { address, go, useAddress } from "./core/route.js";
import { plural } from "./core/format.js";
import { Empty, Title } from "./parts/states.js";
import Front from "./views/front.js";
import Stories from "./views/stories.js";
import Story from "./views/story.js";
import Search from "./views/search.js";
import Sql from "./views/sql.js";
import Read from "./views/read.js";
import { Actors, OneActor } from "./views/actors.js";
import { OneRelation, Relations } from "./across/relations.js";
import { AllHappenings, OneHappening } from "./across/happenings.js";
import { AllSeries, OneSeries } from "./across/series.js";
import { Ledger, LedgerEntry } from "./across/ledger.js";
import Compare from "./across/compare.js";
import MapView from "./across/map.js";

const VIEWS = [["/", Front], ["/stories", Stories], ["/stories/:id", Story], ["/search", Search], ["/actors", Actors],
  ["/actors/:id", OneActor],
  ["/relations", Relations], ["/relations/:a/:b", OneRelation], ["/happenings", AllHappenings],
    ["/happenings/:id", OneHappening],
  ["/series", AllSeries], ["/series/:id", OneSeries], ["/ledger", Ledger], ["/ledger/:id", LedgerEntry], ["/map", MapView],
  ["/compare", Compare], ["/sql", Sql], ["/read", Read]];

/** The view for a path, with what its pattern took from it. */
function match(path) {
  const parts = path.replace(/\/+$/, "").split("/");
  for (const [pattern, view] of VIEWS) {
    const wanted = pattern.replace(/\/$/, "").split("/");
    if (wanted.length !== parts.length) continue;
    const taken = {};
    const fits = wanted.every((piece, i) => {
      if (!piece.startsWith(":")) return piece === parts[i];
      try { taken[piece.slice(1)] = decodeURIComponent(parts[i]); } catch { return false; }
      return parts[i] !== "";
    });
    if (fits) return [view, taken];
  }
  return [Missing, {}];
}

const Missing = () => html`<${Title} text="No such view" />
  <${Empty} title="There is nothing at this address">Go <a href="/">to the start</a>, or search for what you look for.<//>`;

const MENU = [["/", "Overview"], ["/relations", "Relations"], ["/actors", "Actors"], ["/happenings", "Happenings"],
  ["/series", "Series"],
  ["/ledger", "Ledger"], ["/map", "Map"], ["/stories", "Stories"], ["/sql", "SQL"], ["/read", "Read"]];

function Bar({ path, query, help, theme }) {
  const submit = (event) => {
    event.preventDefault();
    go(address("/search", { q: event.target.elements.q.value.trim() }));
    event.target.elements.q.blur();
  };
  const current = (href) => (href === "/" ? path === "/" : path === href || path.startsWith(`${href}/`));
  return html`<header class="bar"><a class="brand" href="/"><img src="/icon.svg" alt="" width="22" height="22" />Dragoman</a>
    <nav aria-label="Views">${MENU.map(([href, label]) => html`<a key=${href} href=${href} aria-current=${current(href)
      ? "page" : undefined}>${label}</a>`)}</nav>
    <form role="search" aria-label="All stories" onSubmit=${submit}><label class="sr" for="search">Search</label>
      <input id="search" name="q" type="search" placeholder="Search  /" defaultValue=${path === "/search" ? query.q : ""}
        autocomplete="off" spellcheck=${false} enterkeyhint="search" /></form>
    <div class="bar-tools"><button type="button" onClick=${theme} title="Light or dark (t)"
      aria-label="Switch between light and dark">◐</button>
      <button type="button" onClick=${help} title="Keys (?)" aria-label="Keys">?</button></div></header>`;
}

function Help({ open, close }) {
  const box = useRef();
  useEffect(() => { if (open) box.current.showModal(); else box.current.close(); }, [open]);
  const keys = [["/", "search"], ["j  k", "next, previous row"], ["Enter", "open the row; in a story: go to its words"],
    ["Esc", "from words back to the row"], ["← →", "in a story's text: from mark to mark"],
    ["c", "cite the row"], ["t", "light or dark"], ["?", "these keys"],
      ...Object.entries(PLACES).map(([key, [, label]]) => [`g ${key}`, label])];
  return html`<dialog ref=${box} class="help" aria-labelledby="keys" onClose=${close} onClick=${(e) => e.target === box.current
    && close()}>
    <h2 id="keys">Keys</h2><dl>${keys.map(([key, label]) => html`<div key=${key}><dt>
      ${key.split(/\s+/).map((k) => html`<kbd>${k}</kbd> `)}</dt><dd>${label}</dd></div>`)}</dl>
    <form method="dialog"><button>Close</button></form></dialog>`;
}

function Changes({ renew }) {
  const [added, seen] = useChanges();
  if (!added) return null;
  return html`<p class="changes" role="status">
    ${plural(added, "story", "stories")} came in. <button type="button" onClick=${() => { seen(); renew(); }}>Show</button>
    </p>`;
}

const THEME = "dragoman-theme";
const remembered = () => { try { return localStorage.getItem(THEME); } catch { return null; } };
function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  try { localStorage.setItem(THEME, theme); } catch { /* then it holds for this page */ }
}
function switchTheme() {
  const dark = document.documentElement.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark"
    : "light");
  setTheme(dark === "dark" ? "light" : "dark");
}

function App() {
  const { path, query } = useAddress();
  const [help, setHelp] = useState(false);
  const [turn, setTurn] = useState(0);
  useEffect(() => keyboard({ help: () => setHelp(true), theme: switchTheme }), []);
  const [View, taken] = match(path);
  return html`<a class="skip" href="#main">To the content</a>
    <${Bar} path=${path} query=${query} help=${() => setHelp(true)} theme=${switchTheme} />
    <${Changes} renew=${() => setTurn(turn + 1)} /><main id="main" tabindex="-1">
      <${View} key=${`${turn}${path}`} ...${taken} query=${query} /></main>
    <footer class="foot"><p>Every number leads to words of a story. <a href="/openapi.json">API</a></p></footer>
    <div id="live" class="sr" role="status" aria-live="polite"></div><${Help} open=${help} close=${() => setHelp(false)} />`;
}

if (remembered()) setTheme(remembered());
render(html`<${App} />`, document.getElementById("app"));
listen();
