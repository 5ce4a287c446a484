/**
 * A private key has no business here: it is taken out of whatever comes into a field before anything else sees it, by the core's
 * own recogniser, so that the page and the report beside it never disagree. Until the core has come, what is pasted waits.
 */

export interface Secret {
  start: number;
  end: number;
  kind: "key" | "store" | "wrapped" | "credentials";
}

type Recogniser = (text: string) => Secret[];

let recogniser: Recogniser | null = null;
let come: () => void = () => {};
const coming = new Promise<void>((done) => {
  come = done;
});

/** The core has come. */
export function recogniseWith(secrets: Recogniser): void {
  recogniser = secrets;
  come();
}

/** Resolves once keys can be told. */
export function canRecognise(): Promise<void> {
  return coming;
}

export function recognisesAlready(): boolean {
  return recogniser !== null;
}

/** So few characters in a row, and so few in all, are typed by hand and no key. */
const TYPED = 64;

/** Whether a text may stand in a field before keys can be told. */
export function isTyped(text: string): boolean {
  return text.length < TYPED && !/[A-Za-z0-9+/_-]{20}/.test(text);
}

const BEGIN = "-----BEGIN PRIVATE KEY-----";
const END = "-----END PRIVATE KEY-----";
/** What stands where a key was. It begins with the label still, so that the core names it, and has nothing of the key. */
const BLANK = /-----BEGIN PRIVATE KEY-----[^-]{0,200}-----END PRIVATE KEY-----\r?\n?/g;

export interface Withheld {
  text: string;
  /** How many keys were taken out. */
  keys: number;
}

export function withholdPrivateKeys(text: string, mark: string): Withheld {
  if (!recogniser) throw new Error("keys cannot be told yet");
  const secrets = recogniser(text);
  if (secrets.length === 0) return { text, keys: 0 };
  const parts: string[] = [];
  let at = 0;
  let keys = 0;
  for (const { start, end, kind } of secrets) {
    parts.push(text.slice(at, start));
    at = end;
    // Nothing stands for a password: the address is one without it too.
    if (kind === "credentials") continue;
    keys += 1;
    const secret = text.slice(start, end);
    // What was one line stays one: in YAML and JSON the lines after it would be no longer what they are.
    parts.push(/[\r\n]/.test(secret.trimEnd()) ? `${BEGIN}\n${mark}\n${END}` : `${BEGIN} ${mark} ${END}`);
    if (/[\r\n]$/.test(secret)) parts.push("\n");
  }
  parts.push(text.slice(at));
  return { text: parts.join(""), keys };
}

/** The text as it may stand in a field of one line: empty where a key is in it. */
export function withholdFromLine(text: string): Withheld {
  const withheld = withholdPrivateKeys(text, "");
  return withheld.keys > 0 ? { text: "", keys: withheld.keys } : withheld;
}

/** Whether the text has a block that a key was blanked out of. */
export function hasPrivateKeyBlock(text: string): boolean {
  return text.includes(BEGIN);
}

/** Takes the blanked blocks out as well, lines and all. */
export function removeKeyBlocks(text: string): string {
  return text.replace(BLANK, "");
}
