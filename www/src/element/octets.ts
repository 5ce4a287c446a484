/** The place where something is written oddly: the bytes around it, as the report has them, with the odd ones marked. */

import { html, nothing, type TemplateResult } from "lit";
import type { Finding } from "../contract.js";
import { certificateById, type View } from "./view.js";
import { count } from "./when.js";

const PER_LINE = 16;
/** So many bytes of one view, whatever a report has. */
const MOST = 64;

interface Place {
  /** Each as two digits. */
  octets: string[];
  /** The odd ones, by their places among these. */
  odd: [number, number];
  /** Whether more odd ones follow than are shown. */
  cut: boolean;
  /** Where the first byte stands. */
  start: number;
}

/** What the evidence says: `30 0f [0c ff fe] 30` at an offset, which is that of the first odd byte. */
export function placeOf({ evidence }: Finding): Place | null {
  // Of whatever code: those that have them call them so.
  const known: object = evidence ?? {};
  const text = "octets" in known ? known.octets : null;
  const offset = "offset" in known ? known.offset : null;
  if (typeof text !== "string" || typeof offset !== "number") return null;
  const place: Place = { octets: [], odd: [0, 0], cut: false, start: 0 };
  for (const word of text.split(" ").slice(0, 2 * MOST)) {
    if (word.startsWith("[")) place.odd[0] = place.octets.length;
    const octet = word.replace(/[[\]]/g, "");
    if (octet === "…") place.cut = true;
    else if (/^[0-9a-f]{2}$/.test(octet) && place.octets.length < MOST) place.octets.push(octet);
    if (word.endsWith("]")) place.odd[1] = place.octets.length;
  }
  place.start = offset - place.odd[0];
  return place.octets.length > 0 && place.start >= 0 ? place : null;
}

export function octets(finding: Finding, view: View): TemplateResult | typeof nothing {
  const place = placeOf(finding);
  if (!place) return nothing;
  const { words, language } = view;
  const { octets: all, odd, start } = place;
  const isOdd = (at: number): boolean => odd[0] <= at && at < odd[1];
  const id = finding.place.kind === "certificate" ? finding.place.certificate : null;
  const shown = id !== null && view.showByte !== null && certificateById(view.report, id)?.pem != null;
  const said = odd[0] === odd[1] ? words.octetsMissing : place.cut ? words.octetsGoOn : words.octetsOdd;
  const lines = Array.from({ length: Math.ceil(all.length / PER_LINE) }, (_, line) => line * PER_LINE);
  const gap = (at: number) => (odd[0] === odd[1] && at === odd[0] ? html`<mark class="gap">‸</mark>` : nothing);
  const digits = String(start + all.length).length;
  return html`<figure class="octets-at">
    <figcaption>${words.octetsFrom(count(start, language), count(start + all.length - 1, language))}${words.semicolon}${said}</figcaption>
    <pre lang="en" tabindex="0" role="group" aria-label=${words.octetsFrom(count(start, language), count(start + all.length - 1, language))}>${lines.map(
      (line) =>
        html`<span class="offset">${String(start + line).padStart(digits)}</span>${all.slice(line, line + PER_LINE).map((octet, at) => html`${gap(line + at)} ${isOdd(line + at) ? html`<mark>${octet}</mark>` : octet}`)}${line + PER_LINE >= all.length ? gap(all.length) : nothing}${"   ".repeat(Math.max(0, Math.min(PER_LINE, all.length) - (all.length - line)))}  ${all.slice(line, line + PER_LINE).map((octet, at) => (isOdd(line + at) ? html`<mark>${printable(octet)}</mark>` : printable(octet)))}\n`,
    )}</pre>
    ${shown ? html`<button type="button" class="go" @click=${() => view.showByte?.(id, start + odd[0])}>${words.showByte}</button>` : nothing}
  </figure>`;
}

function printable(octet: string): string {
  const code = Number.parseInt(octet, 16);
  return code >= 0x20 && code < 0x7f ? String.fromCharCode(code) : "·";
}
