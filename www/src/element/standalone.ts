/** `<chain-why>` with the core inside: one script tag, no package manager. */

import { fields, start } from "../core-whole.js";
import { ChainWhy } from "./chain-why.js";
import { defineChainWhy } from "./define.js";
import type { Decode } from "./fields.js";

let starting: ReturnType<typeof start> | null = null;
const started = (): ReturnType<typeof start> => (starting ??= start());
ChainWhy.explainer = started;
ChainWhy.decoder = async () => {
  await started();
  return fields as Decode;
};
defineChainWhy();

export { ChainWhy };
