// Spans count code points, JavaScript's strings count UTF-16 units: everything here goes through `Points`.

/** A text by code points. */
export class Points {
  constructor(text) {
    this.text = text;
    this.plain = !/[\ud800-\udfff]/.test(text); // then the two counts are one
    if (this.plain) {
      this.length = text.length;
      return;
    }
    const at = new Uint32Array(text.length + 1);
    let n = 0;
    for (let i = 0; i < text.length; n += 1) {
      at[n] = i;
      i += text.codePointAt(i) > 0xffff ? 2 : 1;
    }
    at[n] = text.length;
    this.at = at.subarray(0, n + 1);
    this.length = n;
  }
  unit(point) {
    const clamped = Math.max(0, Math.min(this.length, point));
    return this.plain ? clamped : this.at[clamped];
  }
  slice(start, end) { return this.text.slice(this.unit(start), this.unit(end)); }
}

/** Cuts a long text into parts of about `size` code points, at ends of paragraphs where there are any. */
export function partsOf(points, size = 40000) {
  const parts = [];
  for (let start = 0; start < points.length;) {
    let end = Math.min(points.length, start + size);
    if (end < points.length) {
      const piece = points.slice(start, end);
      const cut = piece.lastIndexOf("\n");
      if (cut > piece.length / 2) end = start + [...piece.slice(0, cut + 1)].length;
    }
    parts.push([start, end]);
    start = end;
  }
  return parts.length ? parts : [[0, 0]];
}

/** Paragraphs of a part: [start, end) without the line feeds between them. */
export function paragraphs(points, [start, end]) {
  const out = [];
  let at = start;
  for (const piece of points.slice(start, end).split("\n")) {
    const length = points.plain ? piece.length : [...piece].length;
    if (length) out.push([at, at + length]);
    at += length + 1;
  }
  return out;
}

/**
 * Cuts [start, end) wherever a span begins or ends. spans: [{start, end, …}] in any order, overlapping as they like.
 * Gives [{start, end, spans}] in order, `spans` being those that cover the piece.
 */
export function segments(spans, start, end) {
  const inside = spans.filter((s) => s.start < end && s.end > start && s.end > s.start);
  const cuts = [...new Set([start, end, ...inside.flatMap((s) => [Math.max(start, s.start), Math.min(end, s.end)])])].sort((a,
    b) => a - b);
  const coming = [...inside].sort((a, b) => a.start - b.start);
  let open = [];
  let next = 0;
  const out = [];
  for (let i = 0; i + 1 < cuts.length; i += 1) {
    const at = cuts[i];
    open = open.filter((s) => s.end > at);
    while (next < coming.length && coming[next].start <= at) open.push(coming[next++]);
    open = open.filter((s) => s.end > at);
    out.push({ start: at, end: cuts[i + 1], spans: open });
  }
  return out;
}
