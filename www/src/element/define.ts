import { ChainWhy } from "./chain-why.js";

/** Registers `<chain-why>` once, also where two copies of the module meet on one page. */
export function defineChainWhy(): void {
  // Where pages are rendered without a DOM, importing it does nothing.
  if (typeof customElements === "undefined") return;
  if (!customElements.get("chain-why")) customElements.define("chain-why", ChainWhy);
}
