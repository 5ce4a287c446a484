import { html, type TemplateResult } from "lit";
import type { View } from "./view.js";

/** A button that copies `text` and says whether it could. `what` tells several of them apart for a screen reader. */
export function copyButton(view: View, text: string, what: string, label?: string): TemplateResult {
  const { words, copied } = view;
  const mine = copied?.text === text;
  const shown = mine ? (copied.done ? words.copied : words.copyFailed) : (label ?? words.copy);
  return html`<button
    type="button"
    class="copy ${mine ? (copied.done ? "done" : "refused") : ""}"
    part="copy"
    aria-label=${mine ? shown : label ? `${label}: ${what}` : words.copyWhat(what)}
    @click=${() => void view.copy(text)}
  >
    ${shown}
  </button>`;
}
