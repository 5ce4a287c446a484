/** The core with its wasm inside: a chunk of its own, so that the page can be used before it has arrived. */

import { explain, init } from "chainwhy/slim";
import wasm from "virtual:chainwhy-wasm";
import type { Explain } from "./core.js";

export async function start(): Promise<Explain> {
  await init(__SINGLE_FILE__ ? await unzipped(wasm) : byCharacter(wasm));
  return explain as Explain;
}

/** Gzip in base64. */
async function unzipped(text: string): Promise<ArrayBuffer> {
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}

/** One character a byte, modulo 256. */
function byCharacter(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at) & 0xff;
  return bytes;
}
