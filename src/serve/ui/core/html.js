// Preact by tagged templates: no build step of its own is needed to read these files.
import { h } from "preact";
import htm from "htm";

export const html = htm.bind(h);
export { render, Fragment } from "preact";
export { useState, useEffect, useLayoutEffect, useMemo, useRef, useCallback } from "preact/hooks";
