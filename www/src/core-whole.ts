/** The core with all of its wasm, for what comes as one file. */

import { explain, fields, init, secrets } from "chainwhy/slim";
import wasm from "virtual:chainwhy-wasm/whole";
import { bytesOf } from "./characters.js";
import type { Explain } from "./core.js";

export { fields, secrets };

export async function start(): Promise<Explain> {
  await init(__SINGLE_FILE__ ? await unzipped() : bytesOf(wasm));
  return explain as Explain;
}

/** There is no more to come. */
export async function whole(): Promise<void> {}

/** Gzip in base64. */
async function unzipped(): Promise<ArrayBuffer> {
  const bytes = Uint8Array.from(atob(wasm.text), (character) => character.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}
