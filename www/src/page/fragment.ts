/**
 * A question in the URL's fragment: `#q=1.` and the question as JSON, deflated, in base64url. Browsers send a fragment to no server.
 * The number is the version of this form; a page that does not know it says so, rather than show another question.
 */

import type { Question } from "../contract.js";

const PREFIX = "#q=";
const VERSION = "1";
const LARGEST = 10 * 1024 * 1024;

export type SharedQuestion = Omit<Question, "language"> & { client?: string };

export async function toFragment(question: SharedQuestion): Promise<string> {
  const json = new TextEncoder().encode(JSON.stringify(question));
  const deflated = await through(json, new CompressionStream("deflate-raw"), Number.POSITIVE_INFINITY);
  return `${PREFIX}${VERSION}.${base64url(deflated)}`;
}

/** The question in a fragment; null where the fragment is none of ours. Throws where it is ours and cannot be read. */
export async function fromFragment(fragment: string): Promise<unknown> {
  if (!fragment.startsWith(PREFIX)) return null;
  const body = fragment.slice(PREFIX.length);
  const dot = body.indexOf(".");
  if (body.slice(0, dot) !== VERSION) throw new Error(`version ${body.slice(0, dot)} is not known`);
  const json = await through(fromBase64url(body.slice(dot + 1)), new DecompressionStream("deflate-raw"), LARGEST);
  const question: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(json));
  if (typeof question !== "object" || question === null) throw new Error("not a question");
  return question;
}

async function through(bytes: Uint8Array<ArrayBuffer>, stream: CompressionStream | DecompressionStream, largest: number): Promise<Uint8Array> {
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    // A few kilobytes can inflate to gigabytes: stop at more than any question is allowed to be.
    if (size > largest) throw new Error("too large");
    chunks.push(value);
  }
  const all = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

function base64url(bytes: Uint8Array): string {
  let binary = "";
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(binary).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

function fromBase64url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at);
  return bytes;
}
