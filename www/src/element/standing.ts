/** Where a chain stands with clients: trusted by all, by some, by none; or what the reader's own client says. */

import { html, nothing, type TemplateResult } from "lit";
import type { ClientAnswer, Report } from "../contract.js";
import { icon, type IconName } from "./icons.js";
import type { View } from "./view.js";
import { count } from "./when.js";

export type Standing = "all" | "depends" | "none" | "unreadable" | "unanswerable";

/** The clients' answer; where none was asked, that of the report. */
export function standing({ verdict, agreement }: Report): Standing {
  if (verdict === "unreadable" || verdict === "unanswerable") return verdict;
  const { accept, refuse } = agreement;
  if (accept + refuse === 0) return verdict === "trusted" ? "all" : "none";
  // A verdict that no client shares, or that some do not, is told as what it is.
  if (accept > 0 && (refuse > 0 || verdict === "untrusted")) return "depends";
  if (refuse > 0 && verdict === "trusted") return "depends";
  return accept > 0 ? "all" : "none";
}

export function yours({ report, client }: View): ClientAnswer | undefined {
  return client === null ? undefined : report.clients.find((one) => one.client === client);
}

const icons: Record<Standing, IconName> = { all: "pass", depends: "warning", none: "error", unreadable: "missing", unanswerable: "missing" };

/** The verdict in a few words, and a class for its colour. */
export function headline(view: View): { mark: IconName; said: string; kind: string } {
  const { report, words, language } = view;
  const mine = yours(view);
  if (mine && mine.accepts !== null) return { mark: mine.accepts ? "pass" : "error", said: mine.accepts ? words.yourAccepts(mine.name) : words.yourRefuses(mine.name), kind: mine.accepts ? "all" : "none" };
  const kind = standing(report);
  const { accept, refuse } = report.agreement;
  const asked = accept + refuse > 0;
  const said =
    kind === "all" && asked ? words.standing.all(count(accept, language)) : kind === "none" && asked ? words.standing.none(count(refuse, language)) : kind === "depends" ? words.standing.depends(count(accept, language), count(refuse, language)) : words.verdict[report.verdict];
  return { mark: icons[kind], said, kind };
}

/** Programs of one make, which answer alike as a rule. */
const families: [string, RegExp][] = [
  ["OpenSSL", /^openssl/],
  ["curl", /^curl/],
  ["wget", /^wget/],
  ["git", /^git/],
  ["Python", /^(?:python|pyca)/],
  ["Node.js", /^(?:node|npm)/],
  ["Go", /^go/],
  ["Java", /^java/],
  ["Rust", /^(?:rustls|cargo|uv)/],
  ["GnuTLS", /^gnutls/],
  ["Chrome", /^chrome/],
  ["Firefox", /^firefox/],
  ["Bun", /^bun/],
  ["Windows", /^(?:windows|dotnet)/],
  ["Apple", /^macos/],
];

/** Who accepts and who does not, a word for each family: those that refuse come first. */
export function strip(view: View): TemplateResult | typeof nothing {
  const { report, words } = view;
  if (standing(report) !== "depends" || report.clients.length === 0) return nothing;
  const told = families.flatMap(([name, is]) => {
    const answers = report.clients.filter((one) => is.test(one.client)).map((one) => one.accepts);
    if (answers.length === 0 || answers.every((accepts) => accepts === null)) return [];
    const state = answers.every((accepts) => accepts !== false) ? "accepts" : answers.every((accepts) => accepts !== true) ? "refuses" : "parts";
    return [{ name, state } as const];
  });
  const order = { refuses: 0, parts: 1, accepts: 2 };
  told.sort((a, b) => order[a.state] - order[b.state]);
  const mark = { refuses: "error", parts: "warning", accepts: "pass" } as const;
  return html`<ul class="strip" aria-label=${words.families}>${told.map(({ name, state }) => html`<li class=${state}>${icon(mark[state])}<span>${name}</span><span class="spoken">${words.familyState[state]}</span></li>`)}</ul>`;
}
