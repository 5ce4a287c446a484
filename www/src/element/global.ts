/** `<chain-why>` for a plain `<script src>`, beside the package's own files: the verifier comes from there when it is first needed. */

import { ChainWhy, type Explain } from "./chain-why.js";
import { defineChainWhy } from "./define.js";
import type { Decode } from "./fields.js";

const { src } = document.currentScript as HTMLScriptElement;

const core = (): Promise<{ explain: Explain; fields: Decode }> => import(/* @vite-ignore */ new URL("./index.js", src).href) as Promise<{ explain: Explain; fields: Decode }>;
ChainWhy.explainer = async () => (await core()).explain;
ChainWhy.decoder = async () => (await core()).fields;
defineChainWhy();
