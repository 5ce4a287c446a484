/** The core with its wasm inside: a chunk of its own, so that the page can be used before it has arrived. */

import { explain, init, secrets } from "chainwhy/slim";
import wasm from "virtual:chainwhy-wasm";
import type { Explain } from "./core.js";

export { secrets };

export async function start(): Promise<Explain> {
  await init(__SINGLE_FILE__ ? await unzipped() : byCharacter());
  return explain as Explain;
}

/** Gzip in base64. */
async function unzipped(): Promise<ArrayBuffer> {
  const bytes = Uint8Array.from(atob(wasm.text), (character) => character.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}

/** One character a byte, by the alphabet. */
function byCharacter(): Uint8Array<ArrayBuffer> {
  const { alphabet, text } = wasm;
  const byteOf = new Uint8Array(0x200);
  for (let byte = 0; byte < alphabet.length; byte += 1) byteOf[alphabet.charCodeAt(byte)] = byte;
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = byteOf[text.charCodeAt(at)] ?? 0;
  return bytes;
}
