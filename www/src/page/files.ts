/** Dropped and opened files become text in the field: DER and PKCS#7 as PEM, so that what is asked can be read, marked and shared. */

import type { PageWords } from "./words.js";

export interface ReadFiles {
  text: string;
  notices: string[];
  read: number;
}

const LARGEST = 10 * 1024 * 1024;

/** The certificates of a key store as PEM, and nothing else of it; null where it could not be opened. */
export type OpenStore = (bytes: Uint8Array) => string | null;

export async function readFiles(files: Iterable<File>, words: PageWords, open: OpenStore): Promise<ReadFiles> {
  const parts: string[] = [];
  const notices: string[] = [];
  for (const file of files) {
    if (file.size > LARGEST) {
      notices.push(words.fileTooLarge(file.name));
      continue;
    }
    const bytes = new Uint8Array(await file.arrayBuffer());
    const content = contentOf(bytes);
    switch (content.kind) {
      case "text":
        parts.push(content.text.trimEnd());
        if (content.utf16) notices.push(words.fileUtf16(file.name));
        break;
      case "der":
        // The core skips text between blocks, so the file's name can stand there for the reader.
        parts.push(`# ${file.name}\n${toPem(content.label, bytes)}`);
        break;
      case "private-key":
        notices.push(words.keyInFile(file.name));
        break;
      case "keystore": {
        const pem = open(bytes);
        if (pem === null) notices.push(words.fileKeystore(file.name));
        else parts.push(`# ${file.name}\n${pem.trimEnd()}`);
        if (pem !== null) notices.push(words.fileStoreRead(file.name));
        break;
      }
      case "unknown":
        notices.push(words.fileUnknown(file.name));
    }
  }
  return { text: parts.length > 0 ? `${parts.join("\n")}\n` : "", notices, read: parts.length };
}

type Content =
  | { kind: "text"; text: string; utf16: boolean }
  | { kind: "der"; label: string }
  | { kind: "private-key" }
  | { kind: "keystore" }
  | { kind: "unknown" };

function contentOf(bytes: Uint8Array): Content {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return { kind: "text", text: new TextDecoder("utf-16le").decode(bytes), utf16: true };
  if (first === 0xfe && second === 0xff) return { kind: "text", text: new TextDecoder("utf-16be").decode(bytes), utf16: true };
  // JKS and JCEKS.
  if ((first === 0xfe && second === 0xed && bytes[2] === 0xfe && bytes[3] === 0xed) || (first === 0xce && second === 0xce && bytes[2] === 0xce && bytes[3] === 0xce)) return { kind: "keystore" };
  const label = derLabel(bytes);
  if (label === "private-key" || label === "keystore") return { kind: label };
  if (label) return { kind: "der", label };
  try {
    return { kind: "text", text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), utf16: false };
  } catch {
    // An old log in another encoding: PEM in it is ASCII, so it can be read all the same, unless it is not text at all.
    const text = new TextDecoder("latin1").decode(bytes);
    return text.includes("\0") ? { kind: "unknown" } : { kind: "text", text, utf16: false };
  }
}

/** The PEM label for a DER file by its outermost shape, or what must not be read. The core decides what it really is. */
function derLabel(bytes: Uint8Array): string | null {
  if (bytes[0] !== 0x30) return null;
  const inner = afterHeader(bytes, 0);
  if (inner === null) return null;
  const tag = bytes[inner];
  if (tag === 0x02) {
    const version = bytes[inner + 2];
    // PFX has version 3; PKCS#8, PKCS#1 and SEC 1 keys have 0, 1 or 2.
    return bytes[inner + 1] === 1 && version === 3 ? "keystore" : "private-key";
  }
  if (tag === 0x06) return "PKCS7";
  if (tag !== 0x30) return null;
  // An encrypted PKCS#8 key begins with an algorithm identifier: SEQUENCE { OBJECT IDENTIFIER pbes2 … }.
  const first = afterHeader(bytes, inner);
  return first !== null && bytes[first] === 0x06 ? "private-key" : "CERTIFICATE";
}

function afterHeader(bytes: Uint8Array, at: number): number | null {
  const length = bytes[at + 1];
  if (length === undefined) return null;
  const header = length < 0x80 ? 2 : 2 + (length & 0x7f);
  return at + header < bytes.length ? at + header : null;
}

function toPem(label: string, bytes: Uint8Array): string {
  let binary = "";
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  const lines = btoa(binary).match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join("\n")}\n-----END ${label}-----`;
}
