/** The error text that was pasted: what it can mean, and whether the pasted chain shows the same. */

import { html, nothing, type TemplateResult } from "lit";
import { icon } from "./icons.js";
import { unsaid } from "./sentences.js";
import type { View } from "./view.js";

export function recognised({ report, words }: View): TemplateResult | typeof nothing {
  if (report.recognised.length === 0) return nothing;
  return html`<section class="recognised" part="recognised" aria-labelledby="recognised-heading">
    <h3 id="recognised-heading">${words.recognised}</h3>
    <ul>
      ${report.recognised.map((one) => {
        // Without a certificate there is nothing that the message could agree with.
        const alone = report.verdict === "unreadable";
        const mark = alone ? "skipped" : one.agrees ? "pass" : "warning";
        const verdict = alone ? words.cannotTell : one.agrees ? words.agrees : words.disagrees;
        const more = alone ? unsaid(one.message, report.summary) : one.message;
        return html`<li>
          <samp lang="en">${one.quoted}</samp>
          ${more === "" ? nothing : one.agrees && !alone ? html`<details><summary>${words.canMean}</summary><p>${more}</p></details>` : html`<p>${more}</p>`}
          <p class="proof ${one.agrees && !alone ? "proved" : "unproved"}">${icon(mark)}<span>${verdict}</span></p>
        </li>`;
      })}
    </ul>
  </section>`;
}
