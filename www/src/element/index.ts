/**
 * `chainwhy/element`: defines `<chain-why>`. The core is loaded when a `question` is asked or `for` names a field, and not before: a
 * page that only shows reports never loads it.
 */

import { ChainWhy, type Explain } from "./chain-why.js";
import type { Decode } from "./fields.js";
import { defineChainWhy } from "./define.js";

ChainWhy.explainer = async () => (await import("chainwhy")).explain as Explain;
ChainWhy.decoder = async () => (await import("chainwhy")).fields as Decode;
defineChainWhy();

export { ChainWhy };
export type { LocateDetail, Explain } from "./chain-why.js";
export type * from "../contract.js";
