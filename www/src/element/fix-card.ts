/** What mends it, right below the sentence: who acts, one sentence, one command. One way is shown at a time. */

import { html, nothing, type TemplateResult } from "lit";
import type { Fix } from "../contract.js";
import { commandText } from "./command-text.js";
import { copyButton } from "./copy-button.js";
import { grounds, programName } from "./findings.js";
import { icon } from "./icons.js";
import { firstSentence } from "./sentences.js";
import type { View } from "./view.js";
import { card } from "./ways.js";

/** So many ways stand beside one another; the others are with the finding. */
const CHIPS = 12;

export function fixCard(view: View): TemplateResult | typeof nothing {
  const found = card(view);
  if (!found) return nothing;
  const { words } = view;
  const { fixes, shown } = found;
  const [sentence, more] = firstSentence(shown.text);
  const [line = ""] = (shown.command ?? "").split("\n");
  return html`<section class="fix-card" part="fix" aria-labelledby="fix-heading">
    <div class="lead">
      <p id="fix-heading"><strong class="who">${words.who[shown.who] ?? shown.who}${words.colon}</strong><span class="do">${sentence}</span></p>
      ${shown.command === null && shown.bundle !== null
        ? html`<div class="bundle">${copyButton(view, shown.bundle, words.bundle, words.copyBundle)}<button type="button" class="copy" @click=${() => view.save("fullchain.pem", shown.bundle ?? "")}>${words.saveBundle}</button></div>`
        : nothing}
    </div>
    ${shown.command === null
      ? nothing
      : html`<div class="command" part="command">${copyButton(view, shown.command, line)}<pre tabindex="0" role="group" aria-label=${sentence}>${commandText(shown.command)}</pre></div>`}
    <div class="beside">
      ${shown.proved === true ? html`<p class="proof proved">${icon("pass")}<span>${words.proved}</span></p>` : nothing}
      ${shown.command === null ? nothing : grounds(shown, view)}
    </div>
    ${more === "" ? nothing : html`<details class="rest"><summary>${words.moreOfIt}</summary><p>${more}</p></details>`}
    ${fixes.length > 1
      ? html`<div class="ways" role="group" aria-label=${words.waysFor}>
          ${fixes.slice(0, CHIPS).map((fix, at) => html`<button type="button" class="way" title=${firstSentence(fix.text)[0]} aria-pressed=${fix === shown ? "true" : "false"} @click=${() => view.choose(at)}>${wayName(fix, fixes, view)}</button>`)}
          ${fixes.length > CHIPS ? html`<button type="button" class="go" @click=${() => view.showFinding(found.index)}>${words.otherFixes(fixes.length - CHIPS)}</button>` : nothing}
        </div>`
      : nothing}
  </section>`;
}

/** Of ways of one name, the first is the one that most take; the others say how they begin. */
function wayName(fix: Fix, fixes: Fix[], { words }: View): string {
  const name = (one: Fix): string => (one.client !== null ? programName(one.client, words) : (words.whoShort[one.who] ?? one.who));
  const same = fixes.filter((one) => name(one) === name(fix));
  return same.indexOf(fix) > 0 ? `${name(fix)}${words.colon}${beginning(fix.text)}` : name(fix);
}

/** The first words of a text: so many as a chip has room for. */
function beginning(text: string): string {
  const [sentence] = firstSentence(text);
  const whole = sentence.replace(/[.。]$/, "");
  const short = /[\u4e00-\u9fff]/.test(whole) ? whole.slice(0, 14) : (/^.{8,32}(?=[\s,:])/.exec(whole)?.[0] ?? whole.slice(0, 32));
  return short.length < whole.length ? `${short.replace(/[\s,:，：（(]+$/, "")}…` : whole;
}
