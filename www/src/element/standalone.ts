/** `<chain-why>` with the core inside: one script tag, no package manager. */

import { start } from "../core-whole.js";
import { ChainWhy } from "./chain-why.js";
import { defineChainWhy } from "./define.js";

let starting: ReturnType<typeof start> | null = null;
ChainWhy.explainer = () => (starting ??= start());
defineChainWhy();

export { ChainWhy };
