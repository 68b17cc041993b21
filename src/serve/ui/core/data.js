// Data by address: kept for going back, asked for again when the store has changed, never thrown away for an error.
import { useEffect, useState } from "./html.js";

const kept = new Map(); // url → {data, at, version}
const KEEP = 40;
let version = 0; // counts the changes that the server has told of
const watchers = new Set();

/** An error as the server words it, or what can be said without one. */
async function failure(response, url) {
  try {
    const { error } = await response.json();
    if (error?.what) return { ...error, status: response.status };
  } catch { /* not ours: told below */ }
  return { what: `The server answered ${response.status}.`, where: url, todo: "Try again.", status: response.status };
}

export async function ask(url, options) {
  let response;
  try {
    response = await fetch(url, options);
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw { what: "The server does not answer.", where: url, todo: "See whether dragoman serve still runs, then try again." };
  }
  if (!response.ok) throw await failure(response, url);
  try {
    return await response.json();
  } catch {
    throw { what: "The answer cannot be read.", where: url, todo: "Try again." };
  }
}

function keep(url, data) {
  kept.delete(url);
  kept.set(url, { data, at: new Date(), version });
  if (kept.size > KEEP) kept.delete(kept.keys().next().value);
}

/** {data, error, loading, at, retry}: data and error may stand together, when what is shown could not be renewed. */
export function useData(url) {
  const [state, set] = useState({});
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (!url) return undefined;
    const have = kept.get(url);
    if (have && have.version === version && turn === 0) return undefined;
    const stop = new AbortController();
    set({ url, loading: true });
    ask(url, { signal: stop.signal }).then(
      (data) => { keep(url, data); set({ url }); },
      (error) => { if (error.name !== "AbortError") set({ url, error }); });
    return () => stop.abort();
  }, [url, turn]);
  const have = kept.get(url);
  const mine = state.url === url ? state : {};
  return {
    data: have?.data, at: have?.at, error: mine.error,
    loading: Boolean(url) && !mine.error && (!have || Boolean(mine.loading)),
    retry: () => setTurn((n) => n + 1),
  };
}

/** How many stories came since the page was opened or renewed, and how to renew it. */
export function useChanges() {
  const [added, set] = useState(0);
  useEffect(() => {
    const watcher = (n) => set((before) => before + n);
    watchers.add(watcher);
    return () => watchers.delete(watcher);
  }, []);
  return [added, () => set(0)];
}

/** Listens for stories that come in. */
export function listen() {
  const source = new EventSource("/changes");
  source.addEventListener("stories", (event) => {
    version += 1;
    let added = 1;
    try { added = Number(JSON.parse(event.data).added) || 0; } catch { /* a change of unknown size */ }
    watchers.forEach((watcher) => watcher(added));
  });
}

/** Says something to those who do not see the page; with `instead`, only where that was said last. */
export function announce(text, instead) {
  const region = document.getElementById("live");
  if (region && (instead === undefined || region.textContent === instead)
    && region.textContent !== text) region.textContent = text;
}
