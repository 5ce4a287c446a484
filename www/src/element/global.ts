/** `<chain-why>` for a plain `<script src>`, beside the package's own files: the verifier comes from there when it is first needed. */

import { ChainWhy, type Explain } from "./chain-why.js";
import { defineChainWhy } from "./define.js";

const { src } = document.currentScript as HTMLScriptElement;

ChainWhy.explainer = async () => ((await import(/* @vite-ignore */ new URL("./index.js", src).href)) as { explain: Explain }).explain;
defineChainWhy();
