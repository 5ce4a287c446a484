/** Where a chain stands with clients: trusted by all, by some, by none; or what the reader's own client says. */

import { html, nothing, type TemplateResult } from "lit";
import type { ClientAnswer, Report } from "../contract.js";
import { icon, type IconName } from "./icons.js";
import { clientName } from "./names.js";
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

/** What the headline is made of. */
export type Heard = Pick<View, "report" | "words" | "language" | "client">;

export function yours({ report, client }: Heard): ClientAnswer | undefined {
  return client === null ? undefined : report.clients.find((one) => one.client === client);
}

const icons: Record<Standing, IconName> = { all: "pass", depends: "warning", none: "error", unreadable: "missing", unanswerable: "missing" };

/** What was pasted has no certificate and is no mistake either: an error to be explained, a host to be asked. */
export function question({ verdict, recognised, findings }: Report): "error" | "host" | null {
  if (verdict !== "unreadable") return null;
  const [first] = findings;
  if (first?.code === "input-is-error-text" && recognised.length > 0) return "error";
  return first?.code === "input-is-hostname" ? "host" : null;
}

/** The verdict in a few words, and a class for its colour. */
export function headline(view: Heard): { mark: IconName; said: string; kind: string } {
  const { report, words, language } = view;
  const mine = yours(view);
  if (mine && mine.accepts !== null) return { mark: mine.accepts ? "pass" : "error", said: mine.accepts ? words.yourAccepts(clientName(mine.name, language)) : words.yourRefuses(clientName(mine.name, language)), kind: mine.accepts ? "all" : "none" };
  const posed = question(report);
  if (posed) return { mark: "note", said: words.posed[posed], kind: "posed" };
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

/** Who accepts and who does not, by family: first those that are fewer. */
export function strip(view: View): TemplateResult | typeof nothing {
  const { report, words } = view;
  if (standing(report) !== "depends" || report.clients.length === 0) return nothing;
  const told = { refuses: [] as string[], parts: [] as string[], accepts: [] as string[] };
  for (const [name, is] of families) {
    const answers = report.clients.filter((one) => is.test(one.client)).map((one) => one.accepts);
    if (answers.length === 0 || answers.every((accepts) => accepts === null)) continue;
    told[answers.every((accepts) => accepts !== false) ? "accepts" : answers.every((accepts) => accepts !== true) ? "refuses" : "parts"].push(name);
  }
  const mark = { refuses: "error", parts: "warning", accepts: "pass" } as const;
  const { accept, refuse } = report.agreement;
  const order = accept < refuse ? (["accepts", "parts", "refuses"] as const) : (["refuses", "parts", "accepts"] as const);
  return html`<ul class="strip" aria-label=${words.families}>
    ${order.filter((state) => told[state].length > 0).map((state) => html`<li class=${state}>${icon(mark[state])}<span><strong>${words.familyState[state]}${words.colon}</strong>${words.list(told[state])}</span></li>`)}
  </ul>`;
}
