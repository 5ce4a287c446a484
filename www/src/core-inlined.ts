/** The core with its wasm inside: a chunk of its own, so that the page can be used before it has arrived. */

import { explain, init } from "chainwhy/slim";
import wasm from "virtual:chainwhy-wasm";
import type { Explain } from "./core.js";

export async function start(): Promise<Explain> {
  const zipped = Uint8Array.from(atob(wasm), (character) => character.charCodeAt(0));
  const bytes = await new Response(new Blob([zipped]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
  await init(bytes);
  return explain as Explain;
}
