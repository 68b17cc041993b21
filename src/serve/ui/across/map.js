// Where it happened, as precisely as the stories say and no more: a dot for a town or a point, a ring for a region,
// a wide halo for a whole country, which is drawn at its middle and means the country, not that place.
import { geoNaturalEarth1, geoPath } from "d3-geo";
import { feature, mesh } from "topojson-client";
import { html, useEffect, useMemo, useRef, useState } from "../core/html.js";
import { count, plural, signed } from "../core/format.js";
import { dataOf, go, here } from "../core/route.js";
import { downloadChart, downloadRows } from "../core/cite.js";
import { TYPE } from "./happenings.js";
import { COUNTRY, Filters, TIME } from "../parts/filters.js";
import { EventHead, Pages, Row, Words } from "../parts/rows.js";
import { Data, Empty, Section, Title } from "../parts/states.js";
import { Table } from "../parts/table.js";
import { side } from "../charts/matrix.js";

const [WIDTH, HEIGHT] = [960, 500];
const SEEN = 440; // at first: without the Antarctic, which can be dragged into view
const projection = geoNaturalEarth1().fitExtent([[4, 4], [WIDTH - 4, HEIGHT - 4]], { type: "Sphere" });
const exact = (point) => !["country", "region"].includes(point.precision);
const placeOf = (point) => `${point.latitude},${point.longitude}`;
const open = (point) => here({ place: placeOf(point), offset: null });

/** Which part of the map is seen: its left, its top and how wide it is. It stands in the address as `seen`. */
function useZoom() {
  const given = (new URLSearchParams(location.search).get("seen") ?? "").split(",").map(Number);
  const inside = (nx, ny, nw) => {
    const wide = Math.max(40, Math.min(WIDTH, nw));
    const keep = (v, full) => Math.max(0, Math.min(full - (wide / WIDTH) * (full === HEIGHT ? SEEN : full), v));
    return [keep(nx, WIDTH), keep(ny, HEIGHT), wide];
  };
  const [held, hold] = useState(null); // while it is dragged: browsers refuse addresses that change with every move
  const [x, y, w] = held ?? (given.length === 3 && given.every(Number.isFinite) ? inside(...given) : [0, 0, WIDTH]);
  const at = (...wanted) => {
    const seen = inside(...wanted).map(Math.round);
    hold(null);
    go(here({ seen: seen[2] === WIDTH && !seen[0] && !seen[1] ? null : seen.join(",") }), { replace: true });
  };
  return { x, y, w, h: (w / WIDTH) * SEEN, at, drag: (...wanted) => hold(inside(...wanted)),
    by: (factor) => at(x + (w - w * factor) / 2, y + ((w - w * factor) / 2 / WIDTH) * SEEN, w * factor) };
}

function Land({ world }) {
  const { land, borders } = useMemo(() => {
    const path = geoPath(projection);
    const countries = world.objects.countries;
    return { land: path(feature(world, countries)), borders: path(mesh(world, countries, (a, b) => a !== b)) };
  }, [world]);
  return html`<path class="land" d=${land} /><path class="borders" d=${borders} />`;
}

function Mark({ point, scale, most, chosen }) {
  const [x, y] = projection([point.longitude, point.latitude]) ?? [];
  if (x === undefined) return null;
  const r = (3 + 13 * Math.sqrt(point.events / most)) * scale;
  const label = `${point.name}${point.precision === "country" ? " (the country as a whole)" : point.precision === "region"
    ? " (the region)" : ""}: ${plural(point.events, "event")}, mean ${signed(point.goldstein)}`;
  const shape = exact(point) ? "spot" : point.precision === "region" ? "region" : "halo";
  return html`<a href=${open(point)} tabindex="-1" aria-label=${label}><title>${label}</title>
    <circle class=${`${shape} ${side(point.goldstein)} ${chosen ? "chosen" : ""}`} cx=${x} cy=${y} r=${shape === "halo" ? r * 1.5 : r} />
    ${r > 9 * scale && shape !== "halo" && html`<text class="sign" x=${x} y=${y + 4 * scale} font-size=${12 * scale}
      text-anchor="middle">${point.goldstein < 0 ? "−" : "+"}</text>`}</a>`;
}

function Chart({ world, points, chosen }) {
  const { x, y, w, h, at, by, drag: dragTo } = useZoom();
  const held = useRef(null);
  const svg = useRef();
  const scale = w / WIDTH;
  const most = Math.max(1, ...points.map((p) => p.events));
  const drag = (event) => {
    if (!held.current) return;
    const unit = w / svg.current.clientWidth;
    const { px, py, vx, vy } = held.current;
    if (Math.abs(event.clientX - px) + Math.abs(event.clientY - py) > 4) svg.current.setPointerCapture?.(event.pointerId);
    dragTo(vx - (event.clientX - px) * unit, vy - (event.clientY - py) * unit, w);
  };
  const drop = () => {
    if (held.current) at(x, y, w);
    held.current = null;
  };
  const order = [...points].sort((a, b) => exact(a) - exact(b) || b.events - a.events);
  return html`<figure class="figure map"><figcaption><span class="legend"><span><i class="dot"></i>town or point</span><span>
    <i class="dot ring"></i>region</span><span><i class="dot wide"></i>country as a whole</span>
      <span><i class="swatch coop"></i>+ cooperation</span><span><i class="swatch conflict"></i>− conflict</span></span>
    <div class="tools"><button type="button" onClick=${() => by(0.6)} aria-label="Zoom in">+</button>
      <button type="button" onClick=${() => by(1 / 0.6)} aria-label="Zoom out">−</button>
      <button type="button" onClick=${() => at(0, 0, WIDTH)}>Whole world</button>
        <button type="button" onClick=${() => downloadChart(svg.current, "map")}>SVG</button>
        <button type="button" onClick=${() => downloadRows(points, "map")}>CSV</button></div></figcaption>
    <svg ref=${svg} viewBox=${`${x} ${y} ${w} ${h}`} role="group"
      aria-label=${`Map of ${plural(points.length, "place")}; the same as a table below.`}
      onPointerDown=${(e) => { held.current = { px: e.clientX, py: e.clientY, vx: x, vy: y }; }} onPointerMove=${drag}
        onPointerUp=${drop} onPointerLeave=${drop}>
      <${Land} world=${world} />${order.map((point,
        i) => html`<${Mark} key=${i} point=${point} scale=${scale} most=${most}
        chosen=${placeOf(point) === chosen} />`)}</svg>
    <p class="note">Borders: Natural Earth, as held in fact.${" "}
      A country's mark stands in its middle because nothing more is known.</p></figure>`;
}

const COLUMNS = [{ name: "name" }, { name: "country" }, { name: "precision" }, { name: "events", numeric: true },
  { name: "goldstein", label: "mean Goldstein", numeric: true, cell: (row) => signed(row.goldstein) }];

/** What happened at the place that has been chosen. */
function Events({ query, points }) {
  const heading = useRef();
  const point = points.find((p) => placeOf(p) === query.place);
  useEffect(() => { heading.current?.scrollIntoView({ block: "nearest" }); }, [query.place]);
  return html`<section class="section" aria-labelledby="there"><h2 id="there" ref=${heading}>
    <${Words} text=${point?.name ?? query.place} />${" "}
    ${point && html`<span class="count">${plural(point.events, "event")}</span>`}</h2>
    ${point && !exact(point) && html`<p class="note">The stories say no more than the ${point.precision}.</p>`}
    <${Data} url=${dataOf(`/map/${encodeURIComponent(query.place)}.json`, { ...query, place: null })}>
      ${({ rows = [], more }) => (rows.length
      ? html`<ul class="rows" aria-label="Events there">${rows.map((row) => html`<${Row} key=${`${row.story_id}/${row.id}`}
        row=${row} showKind=${false} head=${html`<${EventHead} row=${row} />`} />`)}</ul>
        <${Pages} query=${query} shown=${rows.length} more=${more} path=${`/map/${encodeURIComponent(query.place)}`} />`
      : html`<${Empty} title="Nothing there">No event that fits took place there.<//>`)}<//>
    <p><a href=${here({ place: null, offset: null })}>All places</a></p></section>`;
}

export default ({ query }) => html`<${Title} text="Map"
  note="Where events take place, no more precisely than the stories say." />
  <${Filters} fields=${[TYPE, COUNTRY, ...TIME]} query=${query} />
  <${Data} url=${dataOf("/map.json", { ...query, place: null, offset: null })}>${({ points = [] }) => (points.length
    ? html`<${Data} url="/world.json">${(world) => html`<${Chart} world=${world} points=${points} chosen=${query.place} />`}<//>
      ${query.place ? html`<${Events} query=${query} points=${points} />`
      : html`<${Section} id="places" title="Places" count=${count(points.length)}>
        <${Table} caption="Places" columns=${COLUMNS} rows=${[...points].sort((a, b) => b.events - a.events).slice(0, 100)}
        link=${open} /><//>`}`
    : html`<${Empty} title="No places">No event that fits has a place with known coordinates.<//>`)}<//>`;
