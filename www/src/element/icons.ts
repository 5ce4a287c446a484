/** Icons: each state has its own outline, so that it can be told without colour. */

import { html, svg, type SVGTemplateResult } from "lit";

export type IconName = "error" | "warning" | "note" | "pass" | "skipped" | "anchor" | "certificate" | "missing";

const outlines: Record<IconName, SVGTemplateResult> = {
  // An octagon, the outline of a stop sign.
  error: svg`<path class="fill" d="M7.2 1.5h5.6l5.7 5.7v5.6l-5.7 5.7H7.2l-5.7-5.7V7.2z"/><path class="ink" d="m6.8 6.8 6.4 6.4m0-6.4-6.4 6.4"/>`,
  // A triangle, the outline of a warning sign.
  warning: svg`<path class="fill" d="M10 1.8 19 17.6H1z"/><path class="ink" d="M10 7.4v4.4m0 2.7v.3"/>`,
  note: svg`<circle class="fill" cx="10" cy="10" r="8.4"/><path class="ink" d="M10 9.2v5m0-8.2v.3"/>`,
  pass: svg`<circle class="fill" cx="10" cy="10" r="8.4"/><path class="ink" d="m6.2 10.4 2.7 2.7 5-5.6"/>`,
  skipped: svg`<circle class="line" cx="10" cy="10" r="7.6" stroke-dasharray="3 2.4"/><path class="line" d="M6.6 10h6.8"/>`,
  anchor: svg`<g class="line"><circle cx="10" cy="3.9" r="2"/><path d="M10 5.9v12M6.4 8.8h7.2M2.6 11.6c.4 4 3.4 6.3 7.4 6.3s7-2.3 7.4-6.3M2.6 11.6l-1.2 2m1.2-2 2.1 1.2m12.7-1.2 1.2 2m-1.2-2-2.1 1.2"/></g>`,
  certificate: svg`<g class="line"><rect x="2" y="2.6" width="16" height="11.6" rx="1.4"/><path d="M5 6.2h10M5 9h5.4"/><circle cx="14" cy="12.6" r="2.5"/><path d="m12.7 14.8-.5 3.6 1.8-1.1 1.8 1.1-.5-3.6"/></g>`,
  missing: svg`<g class="line"><rect x="2" y="3" width="16" height="14" rx="1.6" stroke-dasharray="3 2.4"/><path d="M7.7 8.2a2.3 2.3 0 1 1 3.4 2c-.8.5-1.1.9-1.1 1.8m0 2.2v.3"/></g>`,
};

/** The icon as a stand-alone drawing, silent to a screen reader: the words beside it say the same. */
export function icon(name: IconName) {
  return html`<svg class="icon ${name}" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">${outlines[name]}</svg>`;
}

/** The icon inside another drawing, with its centre at (x, y). */
export function iconAt(name: IconName, x: number, y: number, size: number) {
  return svg`<g class="icon ${name}" transform="translate(${x - size / 2} ${y - size / 2}) scale(${size / 20})" aria-hidden="true">${outlines[name]}</g>`;
}
