/**
 * A private key has no business here: it is taken out of what is pasted before anything else sees it.
 *
 * Recognised by its PEM label in every spelling that tools write (PKCS#1, SEC 1, PKCS#8, encrypted, OpenSSH, PGP), with the key
 * cut short, indented, quoted or with escaped line ends; as a PuTTY file; as a JSON Web Key; and as bare base64 of PKCS#8.
 */

/** What stands where a key was. It begins with the label still, so that the core names it, and has nothing of the key. */
function blank(label: string, mark: string): string {
  return `-----BEGIN ${label}-----\n${mark}\n-----END ${label}-----`;
}

const LABEL = String.raw`(?:[A-Z0-9 ]{0,40} )?PRIVATE KEY(?: BLOCK)?`;
/** To the end marker, or to the next block or the end of the text where the paste is cut short. */
const PEM = new RegExp(String.raw`-----BEGIN (${LABEL})-----([\s\S]*?)(?:-----END ${LABEL}-----|(?=-----BEGIN )|$)`, "g");
const PUTTY = /^(PuTTY-User-Key-File-\d+:[\s\S]*?Private-Lines: *\d+\r?\n)(?:[A-Za-z0-9+/=]+\r?\n?)*(?:Private-MAC:.*)?/gm;
/** A private JSON Web Key has a "d" beside its "kty". */
const JWK = /("d"\s*:\s*")[A-Za-z0-9_-]{20,}(")/g;
/** Base64 of a PKCS#8 PrivateKeyInfo without its label: SEQUENCE, version 0, then the algorithm's identifier. */
const BARE_PKCS8 = /\bM[A-Z0-9a-z+/]{2,5}(?:IBADANBgkqhkiG9w0BAQ|AgEAMBMGByqGSM49|AgEAMBAGByqGSM49|C4CAQAwBQYDK2V)[A-Za-z0-9+/=\s]{16,}/g;

/** The label of a block that this module has blanked, or that holds a key still. */
const MARKER = new RegExp(String.raw`-----BEGIN ${LABEL}-----`);

export interface Withheld {
  text: string;
  /** How many keys were taken out. */
  keys: number;
}

export function withholdPrivateKeys(text: string, mark: string): Withheld {
  let keys = 0;
  let cleaned = text;
  if (MARKER.test(cleaned)) {
    cleaned = cleaned.replace(PEM, (whole: string, label: string, body: string) => {
      if (isBlank(body, mark)) return whole;
      keys += 1;
      const tail = /\s*$/.exec(whole)?.[0] ?? "";
      return blank(label, mark) + (whole.trimEnd().endsWith("-----") ? "" : tail);
    });
  }
  if (cleaned.includes("PuTTY-User-Key-File-")) {
    cleaned = cleaned.replace(PUTTY, (whole: string, head: string) => {
      if (!/Private-Lines: *\d+\r?\n[A-Za-z0-9+/=]/.test(whole)) return whole;
      keys += 1;
      return `${head}${mark}\n`;
    });
  }
  if (cleaned.includes('"kty"')) {
    cleaned = cleaned.replace(JWK, (_whole, before: string, after: string) => {
      keys += 1;
      return `${before}${after}`;
    });
  }
  if (/IBADAN|AgEAMB|C4CAQAw/.test(cleaned)) {
    cleaned = cleaned.replace(BARE_PKCS8, () => {
      keys += 1;
      return `${mark}\n`;
    });
  }
  return { text: cleaned, keys };
}

/** Whether nothing but our own mark, in whatever language it was left, stands between the labels. */
function isBlank(body: string, mark: string): boolean {
  const inside = body.trim();
  return inside === "" || inside === mark || !/[A-Za-z0-9+/]{24}/.test(inside);
}

/** Whether the text has a private key in it, or the block that one was blanked out of. */
export function hasPrivateKeyBlock(text: string): boolean {
  return MARKER.test(text) || text.includes("PuTTY-User-Key-File-");
}

/** Takes the blanked blocks out as well, lines and all. */
export function removeKeyBlocks(text: string): string {
  return text.replace(new RegExp(`${PEM.source}\\n?`, "g"), "").replace(/^PuTTY-User-Key-File-[\s\S]*$/m, "");
}
