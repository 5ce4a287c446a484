/** How a distinguished name, an identifier or a date is shown. Display only: nothing here decides anything. */

import type { Certificate, Language } from "../contract.js";

/** A client's name without the comma that would look like one between two of them: `requests (Python ≤ 3.12)`. */
export function clientName(name: string, language: Language): string {
  const [, program, runtime] = /^([^,()]+), (Python[^,()]*)$/.exec(name) ?? [];
  if (!program || !runtime) return name;
  return language === "zh-CN" ? `${program}（${runtime}）` : `${program} (${runtime})`;
}

/** The part of a distinguished name that people call it by: the common name, else the organisation, else all of it. */
export function shortName(distinguishedName: string): string {
  const attributes = splitName(distinguishedName);
  for (const wanted of ["CN", "O", "OU"]) {
    const found = attributes.find(([type]) => type.toUpperCase() === wanted);
    if (found?.[1]) return found[1];
  }
  return distinguishedName;
}

/** Splits `CN=a, O=b\, Inc.` at the commas that separate attributes. */
export function splitName(distinguishedName: string): [string, string][] {
  const parts: string[] = [];
  let part = "";
  let escaped = false;
  let quoted = false;
  for (const character of distinguishedName) {
    if (escaped) {
      part += character;
      escaped = false;
    } else if (character === "\\") {
      escaped = true;
    } else if (character === '"') {
      quoted = !quoted;
    } else if ((character === "," || character === "+") && !quoted) {
      parts.push(part);
      part = "";
    } else {
      part += character;
    }
  }
  parts.push(part);
  return parts
    .map((text) => text.trim())
    .filter((text) => text !== "")
    .map((text) => {
      const equals = text.indexOf("=");
      return equals < 0 ? ["", text] : [text.slice(0, equals).trim(), text.slice(equals + 1).trim()];
    });
}

/** What to call a certificate in a sentence: as the core calls it there. */
export function certificateName(certificate: Certificate): string {
  return certificate.label;
}

/** `aabbcc` → `AA:BB:CC`, the form that OpenSSL, browsers and certificate viewers print. */
export function colonHex(hex: string): string {
  const plain = hex.replace(/[^0-9a-fA-F]/g, "");
  if (plain === "" || plain.length % 2 !== 0) return hex;
  return (plain.match(/../g) ?? []).join(":").toUpperCase();
}

/** `RSA 2048`; a key whose type already says its size, as `EC P-256`, goes by that alone. */
export function keyName(certificate: Certificate): string {
  const { keyAlgorithm, keyBits } = certificate;
  return keyBits === null || keyAlgorithm.includes(String(keyBits)) ? keyAlgorithm : `${keyAlgorithm} ${keyBits}`;
}
