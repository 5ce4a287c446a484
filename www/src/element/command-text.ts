import { html, type TemplateResult } from "lit";

/** A command that may wrap at its blanks, and not behind the hyphen of an option. */
export function commandText(command: string): TemplateResult {
  return html`<code>${command.split(/(?<=\s)(?=\S)/u).map((word) => {
    const [, shown = "", blank = ""] = /^(\S*)(\s*)$/u.exec(word) ?? [];
    return /-/.test(shown) ? html`<span class="word">${shown}</span>${blank}` : word;
  })}</code>`;
}
