/** Who accepts the chain and who does not, by family. */

import { html, nothing, type TemplateResult } from "lit";
import { icon } from "./icons.js";
import { standing } from "./standing.js";
import type { View } from "./view.js";

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
  ["PHP", /^php/],
  ["Ruby", /^ruby/],
  ["Perl", /^perl/],
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
