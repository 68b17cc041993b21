// A figure over time. Each point is what one story said, and opens it; the step is what held until something else was said.
import { html } from "../core/html.js";
import { amount, day, quantity } from "../core/format.js";
import { to } from "../core/route.js";
import { Figure, MARGIN, TimeAxis, ValueAxis, linear, steps, timeScale } from "./figure.js";

const HEIGHT = 300;
const LEFT = 84; // room for "3.95 billion"
const AIMED = new Set(["target", "forecast"]);

/** told: by the day on which it was told, instead of the time that it is true of. */
export function SeriesChart({ title, points, unit, told }) {
  const drawn = points.filter((p) => typeof p.value === "number");
  const when = (p) => (told ? p.published : p.last_day ?? p.first_day) ?? p.published ?? p.last_day;
  const link = (p) => to.story(p.story_id, p.figure_id);
  const values = drawn.flatMap((p) => [p.value, p.max ?? p.value]);
  const columns = [{ name: "period", cell: (p) => day(p.period) || day(when(p)) },
    { name: "value", label: unit ?? "value", numeric: true, cell: (p) => quantity(p) },
    { name: "role" }, { name: "mark", label: "said as" }, { name: "source" }, { name: "published", label: "told" }];
  const legend = html`<span class="legend"><span><i class="point level"></i>stated</span><span><i class="point revised">
    </i>revised or contradicted</span><span><i class="point target"></i>aimed at</span></span>`;
  return html`<${Figure} title=${title} height=${HEIGHT} legend=${legend} table=${{ columns, rows: points, link }}
      summary=${`${title}: ${drawn.length} points from ${amount(Math.min(...values))} to ${amount(Math.max(...values))}.`}>
        ${(width) => {
    if (!drawn.length) return html`<text x=${LEFT} y="40">No point has a number.</text>`;
    const x = timeScale(drawn.map(when), width, 12, LEFT);
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const near = low > 0 && low > high * 0.6; // then zero would flatten what is of interest; the axis says so
    const room = (high - low || Math.abs(high) || 1) * 0.12;
    const y = linear(near ? low - room : Math.min(0, low), high + room, [HEIGHT - MARGIN.bottom, 24]).nice();
    const held = drawn.filter((p) => !AIMED.has(p.role)).map((p) => [x(Date.parse(when(p))), y(p.value)]).sort((a,
      b) => a[0] - b[0]);
    return html`<text class="panel" x=${LEFT} y="13">${unit ?? ""}${near ? " – the axis does not start at zero" : ""}
      </text>
      <${ValueAxis} y=${y} width=${width} ticks=${5} format=${amount} left=${LEFT} />
        <${TimeAxis} x=${x} y=${HEIGHT - MARGIN.bottom} width=${width} />
      <path class="step" d=${steps(held)} />
      ${drawn.map((p, i) => html`<${Point} key=${i} point=${p} x=${x(Date.parse(when(p)))} y=${y} href=${link(p)}
        unit=${unit} />`)}`;
  }}<//>`;
}

function Point({ point, x, y, href, unit }) {
  const shape = AIMED.has(point.role) ? "target" : /revis|contradict/.test(point.mark ?? "") ? "revised" : "level";
  const label = `${day(point.period) || day(point.published)}: ${quantity({ ...point, unit: point.unit ?? unit })}${point.mark
    ? `, ${point.mark}` : ""} (${[point.source, day(point.published)].filter(Boolean).join(", ")})`;
  const at = y(point.value);
  const range = typeof point.max === "number" && html`<line class="range" x1=${x} x2=${x} y1=${at} y2=${y(point.max)} />`;
  const mark = { level: html`<circle class="level" cx=${x} cy=${at} r="4.5" />`,
    revised: html`<path class="revised" d=${`M${x} ${at - 7}l6.5 11.5h-13z`} />`,
    target: html`<rect class="target" x=${x - 5} y=${at - 5} width="10" height="10" />` }[shape];
  return html`<a href=${href} tabindex="-1" aria-label=${label}><title>${label}</title>${range}
    <circle class="catch" cx=${x} cy=${at} r="11" />${mark}</a>`;
}
