// Numbers, days and names for people; the exact value stands in the title.
import states from "states"; // codes and names, made by tools/ui.sh out of knowledge/states.tsv
import { html } from "./html.js";

const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 2 });
const large = new Intl.NumberFormat("en", { notation: "compact", compactDisplay: "long", maximumSignificantDigits: 4 });
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

export const count = (n) => (n === null || n === undefined ? "–" : whole.format(n));
export const plural = (n, one, many = `${one}s`) => `${count(n)} ${Number(n) === 1 ? one : many}`;

/** A number as a journalist would write it: 1,234 but 3.4 million. */
export const amount = (n) => (n === null || n === undefined ? "–" : Math.abs(n) >= 1e6 ? large.format(n) : whole.format(n));

/** With its unit: USD 123 billion, 31 %, 14 boats. */
export function quantity({ value, max, comparator, unit }) {
  const bound = { ">": "more than ", ">=": "at least ", "<": "less than ", "<=": "at most ", "~": "about " }[comparator] ?? "";
  const number = value === null || value === undefined ? "some"
    : amount(value) + (max === null || max === undefined ? "" : `–${amount(max)}`);
  if (!unit) return bound + number;
  if (unit === "percent") return `${bound}${number} %`;
  return /^[A-Z]{3}$/.test(unit) ? `${bound}${unit} ${number}` : `${bound}${number} ${unit}`;
}

/** The sign is always there: it tells what the colour tells. */
export function signed(n) {
  if (n === null || n === undefined) return "–";
  const rounded = Math.round(n * 10) / 10;
  return rounded === 0 ? "0" : `${rounded > 0 ? "+" : "−"}${Math.abs(rounded).toFixed(1)}`;
}

const SEASONS = { SP: "spring", SU: "summer", FA: "autumn", WI: "winter" };

/** 2025-02-03 → 3 Feb 2025, 2025-02 → Feb 2025, 2025-SU → summer 2025, 2025-W30 → week 30 of 2025; else as it is. */
export function day(iso) {
  const [, of, part, week] = /^(\d{4})-(S[PU]|FA|WI|[QH]\d|W(\d\d))$/.exec(iso ?? "") ?? [];
  if (of) return week ? `week ${Number(week)} of ${of}` : `${SEASONS[part] ?? part} ${of}`;
  const [, year, month, date] = /^(\d{4})(?:-(\d\d)(?!\d))?(?:-(\d\d))?(?=$|[T /])/.exec(iso ?? "") ?? [];
  if (!year) return iso ?? "";
  return [date && Number(date), month && MONTHS[month - 1], year].filter(Boolean).join(" ");
}

export function span(first, last) {
  if (!first && !last) return "";
  if (!last || first === last) return day(first ?? last);
  const [from, until] = [day(first), day(last)];
  return first?.slice(0, 4) === last.slice(0, 4) ? `${from.replace(/ \d{4}$/, "")} – ${until}` : `${from} – ${until}`;
}

export const Day = ({ iso }) => (iso ? html`<time datetime=${iso.slice(0, 10)} title=${iso}>${day(iso)}</time>` : null);

/** First and last day of 2025, 2025-Q2, 2025-04, 2025-W16 or a day, for questions about that time. */
export function bounds(period) {
  const utc = (y, m, d) => new Date(Date.UTC(y, m, d)).toISOString().slice(0, 10);
  const [, year, quarter] = /^(\d{4})-Q(\d)$/.exec(period) ?? [];
  if (quarter) return { from: utc(year, quarter * 3 - 3, 1), to: utc(year, quarter * 3, 0) };
  if (/^\d{4}$/.test(period)) return { from: `${period}-01-01`, to: `${period}-12-31` };
  const [, y, m] = /^(\d{4})-(\d\d)$/.exec(period) ?? [];
  if (m) return { from: utc(y, m - 1, 1), to: utc(y, m, 0) };
  const [, ofYear, week] = /^(\d{4})-W(\d\d)$/.exec(period) ?? [];
  if (week) {
    const fourth = new Date(Date.UTC(ofYear, 0, 4)); // ISO 8601: the week of 4 January is the first
    const monday = 4 - ((fourth.getUTCDay() + 6) % 7) + (week - 1) * 7;
    return { from: utc(ofYear, 0, monday), to: utc(ofYear, 0, monday + 6) };
  }
  return { from: period, to: period };
}

/** Names in a row: "A, B and C"; more than most are counted. */
export function names(list, most = 4) {
  const all = (Array.isArray(list) ? list : [list]).filter(Boolean);
  if (all.length > most) return `${all.slice(0, most).join(", ")} and ${all.length - most} more`;
  return all.length > 1 ? `${all.slice(0, -1).join(", ")} and ${all.at(-1)}` : all[0] ?? "";
}

// The states' names are the engine's own: what the records are made with.
const learned = new Map(states.split("\n").filter((line) => /^[A-Z]{3}\t/.test(line)).map((line) => line.split("\t", 2)));
learned.set("IGO", "international bodies");
/** Countries' names come with the data; they are remembered for where only the code is at hand. */
export const learn = (code, name) => { if (code && name) learned.set(code, name); };
export const country = (code) => learned.get(code) ?? code ?? "";
