// How two states deal with each other over time, in three panels on one axis: the mean of what happened with the band in
// which it may lie, the events it is the mean of (cooperation up, conflict down), and the stories in which they could be told.
import { html } from "../core/html.js";
import { bounds, count, day, signed } from "../core/format.js";
import { here } from "../core/route.js";
import { Figure, MARGIN, TimeAxis, ValueAxis, line, linear, runs, timeScale } from "./figure.js";

const HEIGHT = 380;
const TOP = [18, 140];
const MIDDLE = [168, 288];
const LOW = [306, 352];
const told = (row) => (typeof row.could_tell === "number" ? row.could_tell : row.stories) ?? 0;

export function RelationChart({ title, periods }) {
  const up = (row) => (row.quad1 ?? 0) + (row.quad2 ?? 0);
  const down = (row) => (row.quad3 ?? 0) + (row.quad4 ?? 0);
  const most = Math.max(1, ...periods.map(up));
  const least = Math.max(1, ...periods.map(down));
  const events = periods.reduce((sum, row) => sum + (row.events ?? 0), 0);
  const link = (row) => here(bounds(row.period));
  const columns = [{ name: "period", cell: (row) => day(row.period) }, { name: "events", numeric: true },
    { name: "quad1", label: "+ words", numeric: true }, { name: "quad2", label: "+ deeds", numeric: true },
    { name: "quad3", label: "− words", numeric: true }, { name: "quad4", label: "− deeds", numeric: true },
    { name: "goldstein", label: "mean Goldstein", numeric: true, cell: (row) => signed(row.goldstein) },
    { name: "band", numeric: true, cell: (row) => (row.low === null || row.low === undefined ? "–"
      : `${signed(row.low)} to ${signed(row.high)}`) },
    { name: "could_tell", label: "stories that name both", numeric: true },
      { name: "all_stories", label: "stories in all", numeric: true }, { name: "why", label: "unusual" }];
  const legend = html`<span class="legend"><span><i class="swatch coop"></i>+ cooperation</span><span>
    <i class="swatch conflict"></i>− conflict</span>
    <span><i class="swatch band"></i>band of the mean</span><span><i class="diamond"></i>unusual</span></span>`;
  return html`<${Figure} title=${title} height=${HEIGHT} legend=${legend} table=${{ columns, rows: periods, link }}
      summary=${`${title}: ${count(events)} events in ${count(periods.length)} periods.`}>${(width) => {
    const wide = Math.min(22, Math.max(1.5, ((width - MARGIN.left - MARGIN.right) / periods.length) * 0.72));
    const x = timeScale(periods.map((row) => row.first_day ?? row.period), width, wide);
    const at = (row) => x(Date.parse(row.first_day ?? row.period));
    return html`<${Mean} periods=${periods} at=${at} width=${width} />
      <${Counts} periods=${periods} at=${at} wide=${wide} width=${width} up=${up} down=${down}
        y=${linear(-least, most, [MIDDLE[1], MIDDLE[0]])} link=${link} />
      <${Volume} periods=${periods} at=${at} wide=${wide} width=${width} />
      <${TimeAxis} x=${x} y=${LOW[1]} width=${width} />`;
  }}<//>`;
}

const Caption = ({ y, text }) => html`<text class="panel" x=${MARGIN.left} y=${y - 5}>${text}</text>`;

function Mean({ periods, at, width }) {
  const y = linear(-10, 10, [TOP[1], TOP[0]]);
  const has = (row) => row.goldstein !== null && row.goldstein !== undefined && row.events > 0;
  const parts = runs(periods, has);
  return html`<${Caption} y=${TOP[0]} text="Mean Goldstein value, with its band" />
    <${ValueAxis} y=${y} width=${width} ticks=${3} format=${(t) => (t > 0 ? `+${t}` : t < 0 ? `−${-t}` : "0")} />
    ${parts.map((run) => {
      const banded = run.filter((row) => row.low !== null && row.low !== undefined);
      const clamp = (v) => Math.max(-10, Math.min(10, v));
      const edge = [...banded.map((row) => [at(row), y(clamp(row.high))]),
        ...banded.reverse().map((row) => [at(row), y(clamp(row.low))])];
      if (banded.length === 1) return html`<line class="band alone" x1=${at(run[0])} x2=${at(run[0])}
        y1=${y(clamp(run[0].high))} y2=${y(clamp(run[0].low))} />`;
      return html`${edge.length > 2 && html`<path class="band" d=${`${line(edge)}Z`} />`}
        <path class="mean" d=${line(run.map((row) => [at(row), y(row.goldstein)]))} />`;
    })}
    ${periods.filter(has).map((row) => html`<${Dot} key=${row.period} row=${row} x=${at(row)} y=${y(row.goldstein)} />`)}`;
}

function Dot({ row, x, y }) {
  const text = `${day(row.period)}: mean ${signed(row.goldstein)} of ${count(row.events)} events${row.unusual
    ? `; unusual: ${row.why ?? ""}` : ""}`;
  return row.unusual
    ? html`<path class="unusual" d=${`M${x} ${y - 7}l6 7l-6 7l-6 -7z`}><title>${text}</title></path>`
    : html`<circle class=${row.goldstein < 0 ? "conflict" : "coop"} cx=${x} cy=${y} r="3"><title>${text}</title></circle>`;
}

function Counts({ periods, at, wide, width, up, down, y, link }) {
  const stack = (row, names, sign) => {
    let sum = 0;
    return names.map((name) => {
      const n = row[name] ?? 0;
      const [from, until] = [y(sign * sum), y(sign * (sum + n))];
      sum += n;
      return n > 0 && html`<rect class=${name} x=${at(row) - wide / 2} width=${wide} y=${Math.min(from, until)}
        height=${Math.max(1, Math.abs(until - from))} />`;
    });
  };
  return html`<${Caption} y=${MIDDLE[0]} text=${width < 560 ? "Events: + above, − below"
    : "Events: + cooperation above, − conflict below (words pale, deeds dark)"} />
    <${ValueAxis} y=${y} width=${width} ticks=${4} format=${(t) => (Number.isInteger(t) ? Math.abs(t) : "")} />
    ${periods.filter((row) => row.events > 0).map((row) => {
      const label = `${day(row.period)}: ${up(row)} cooperative, ${down(row)} conflictual`;
      return html`<a key=${row.period} href=${link(row)} tabindex="-1" aria-label=${label}><title>${label}</title>
        <rect class="catch" x=${at(row) - wide / 2} width=${wide} y=${MIDDLE[0]} height=${MIDDLE[1] - MIDDLE[0]} />
          ${stack(row, ["quad1", "quad2"], 1)}${stack(row, ["quad3", "quad4"], -1)}</a>`;
    })}`;
}

function Volume({ periods, at, wide, width }) {
  const most = Math.max(1, ...periods.map(told));
  const y = linear(0, most, [LOW[1], LOW[0]]);
  return html`<${Caption} y=${LOW[0]} text=${typeof periods[0]?.could_tell === "number" ? "Stories that name both"
    : "Stories in all"} /><${ValueAxis} y=${y} width=${width} ticks=${2}
    format=${(t) => (Number.isInteger(t) ? count(t) : "")} />
    ${periods.map((row) => told(row) > 0 && html`<rect key=${row.period} class="volume" x=${at(row) - wide / 2} width=${wide}
      y=${y(told(row))} height=${y(0) - y(told(row))}><title>${`${day(row.period)}: ${count(told(row))} stories`}</title>
      </rect>`)}`;
}
