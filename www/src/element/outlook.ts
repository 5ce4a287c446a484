/** When the answer changes, and for whom: a stretch of time for each answer, side by side, each with the share of clients that accept. */

import { html, nothing, type TemplateResult } from "lit";
import type { Report } from "../contract.js";
import { icon } from "./icons.js";
import { nameById, type View } from "./view.js";
import { count, day, parseTime } from "./when.js";

type Change = Report["outlook"][number];

interface Stretch {
  /** The first second of it; null where it began before anything that is told. */
  from: string | null;
  accept: number;
  because: Change["because"];
  now: boolean;
}

/** More stretches than this are not read. */
const MOST = 6;

export function outlook(view: View): TemplateResult | typeof nothing {
  const { report, words, language } = view;
  const stretches = stretchesOf(report);
  if (stretches.length < 2) return nothing;
  const asked = report.clients.length;
  return html`<section class="outlook" part="outlook" aria-labelledby="outlook-heading">
    <h3 id="outlook-heading">${words.outlook}</h3>
    <ol>
      ${stretches.map(({ from, accept, because, now }) => {
        const state = accept === asked ? "all" : accept === 0 ? "none" : "some";
        return html`<li class="${state} ${now ? "now" : ""}" aria-current=${now ? "time" : nothing}>
          <p class="from">${from === null ? words.outlookUntil(day(stretches[1]?.from ?? "", language)) : words.outlookFrom(day(from, language))}</p>
          <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true"><rect class="track" width="100" height="6" rx="3" /><rect class="share" width=${asked > 0 ? (100 * accept) / asked : 0} height="6" rx="3" /></svg>
          <p class="count">${icon(state === "all" ? "pass" : state === "none" ? "error" : "warning")}<span>${accept === 0 ? words.outlookNone(count(asked, language)) : words.outlookAccept(count(accept, language), count(asked, language))}</span>${now ? html` <span class="asked-about">${words.timelineNow}</span>` : nothing}</p>
          ${because.length === 0 ? nothing : html`<p class="why">${words.list(causes(because, view))}</p>`}
        </li>`;
      })}
    </ol>
  </section>`;
}

/** What each stretch is, counted from the answer at the time asked about: what a later change gives, an earlier one has not given yet. */
function stretchesOf({ at, outlook: changes, clients }: Report): Stretch[] {
  const now = parseTime(at)?.getTime();
  if (now === undefined || clients.length === 0 || changes.length === 0) return [];
  const accepts = new Map(clients.map((one) => [one.client, one.accepts]));
  const counted = (answers: Map<string, boolean | null>): number => [...answers.values()].filter((one) => one === true).length;
  const past = changes.filter((change) => (parseTime(change.at)?.getTime() ?? 0) <= now);
  const later = changes.slice(past.length);
  const last = past.at(-1);
  const stretches: Stretch[] = [{ from: last?.at ?? null, accept: counted(accepts), because: last?.because ?? [], now: true }];
  const future = new Map(accepts);
  for (const change of later) {
    for (const { client, accepts: then } of change.clients) future.set(client, then);
    stretches.push({ from: change.at, accept: counted(future), because: change.because, now: false });
  }
  const before = new Map(accepts);
  for (let index = past.length - 1; index >= 0; index -= 1) {
    const change = past[index];
    if (!change) break;
    for (const { client, accepts: then } of change.clients) before.set(client, earlier(client, index, past, then));
    const cause = past[index - 1];
    stretches.unshift({ from: cause?.at ?? null, accept: counted(before), because: cause?.because ?? [], now: false });
  }
  const current = stretches.findIndex((one) => one.now);
  const begin = Math.max(0, Math.min(current - 2, stretches.length - MOST));
  return stretches.slice(begin, begin + MOST);
}

/** What a client answered before a change: what the change before it gave, else the contrary. */
function earlier(client: string, index: number, changes: Change[], then: boolean | null): boolean | null {
  for (let at = index - 1; at >= 0; at -= 1) {
    const given = changes[at]?.clients.find((one) => one.client === client);
    if (given) return given.accepts;
  }
  return then === null ? null : !then;
}

function causes(because: Change["because"], { report, words }: View): string[] {
  const told = because.map(({ place, code }) => {
    const name = place.kind === "certificate" ? nameById(report, place.certificate) : "";
    if (name === "") return code;
    return /not-yet-valid$/.test(code) ? words.outlookBegins(name) : /expired$/.test(code) ? words.outlookEnds(name) : `${name} (${code})`;
  });
  return [...new Set(told)];
}
