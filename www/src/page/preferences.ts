/** The only thing the page stores: the language the reader chose. */

import type { Language } from "../contract.js";
import { languageFor } from "../element/words.js";

const KEY = "chainwhy.language";

export function preferredLanguage(): Language {
  const stored = read();
  if (stored === "en" || stored === "zh-CN") return stored;
  for (const tag of navigator.languages) {
    if (/^(zh|en)\b/i.test(tag)) return languageFor(tag);
  }
  return "en";
}

export function rememberLanguage(language: Language): void {
  try {
    localStorage.setItem(KEY, language);
  } catch {
    // Storage may be switched off, or denied to a page opened from disk: then the choice lasts as long as the page.
  }
}

function read(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}
