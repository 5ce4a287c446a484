/** The first part of the core's wasm, which answers most questions: a chunk of its own, so that the page can be used before it has arrived. */

import { explain, fields, initInParts, secrets, whole } from "chainwhy/slim";
import wasm from "virtual:chainwhy-wasm/first";
import { bytesOf } from "./characters.js";
import type { Explain } from "./core.js";
import { together } from "./streams.js";

export { fields, secrets, whole };

export async function start(): Promise<Explain> {
  await initInParts(await together(wasm.streams.map(bytesOf), wasm.length), async () => bytesOf((await import("./core-rest.js")).default));
  return explain as Explain;
}
