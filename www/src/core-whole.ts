/** The core with all of its wasm, for what comes as one file. */

import { explain, fields, init, secrets } from "chainwhy/slim";
import wasm from "virtual:chainwhy-wasm/whole";
import { bytesOf, type Characters } from "./characters.js";
import type { Explain } from "./core.js";
import { together } from "./streams.js";

export { fields, secrets };

export async function start(): Promise<Explain> {
  await init(await together(__SINGLE_FILE__ ? await unzipped() : (wasm.streams as Characters[]).map(bytesOf), wasm.length));
  return explain as Explain;
}

/** There is no more to come. */
export async function whole(): Promise<void> {}

/** The streams, one behind the other, as gzip in base64. */
async function unzipped(): Promise<Uint8Array[]> {
  const bytes = Uint8Array.from(atob(wasm.zipped), (character) => character.charCodeAt(0));
  const all = new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer());
  let end = 0;
  return (wasm.streams as number[]).map((length) => all.subarray(end, (end += length)));
}
