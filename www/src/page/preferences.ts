/** The only thing the page stores: the language the reader chose. */

import type { Language } from "../contract.js";
import { languageFor } from "../element/words.js";

const KEY = "chainwhy.language";

/** What the script in the page's head found out, so that the first words painted are in the reader's language already. */
export function preferredLanguage(): Language {
  return languageFor(document.documentElement.lang);
}

export function rememberLanguage(language: Language): void {
  try {
    localStorage.setItem(KEY, language);
  } catch {
    // Storage may be switched off, or denied to a page opened from disk: then the choice lasts as long as the page.
  }
}
