import { ChainWhy } from "./chain-why.js";

/** Registers `<chain-why>` once, also where two copies of the module meet on one page. */
export function defineChainWhy(): void {
  if (!customElements.get("chain-why")) customElements.define("chain-why", ChainWhy);
}
