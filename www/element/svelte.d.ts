// `<chain-why>` in Svelte's markup: `/// <reference types="chainwhy/svelte" />` once in a program.
import type { HTMLAttributes } from "svelte/elements";
import type { ChainWhy, ChainWhyAttributes, LocateDetail } from "./element.js";
import type { Report } from "./index.js";

declare module "svelte/elements" {
  interface SvelteHTMLElements {
    "chain-why": Omit<HTMLAttributes<ChainWhy>, keyof ChainWhyAttributes> & ChainWhyAttributes & {
      "onchain-why-report"?: (event: CustomEvent<Report>) => void;
      "onchain-why-locate"?: (event: CustomEvent<LocateDetail>) => void;
      "onchain-why-error"?: (event: CustomEvent<{ message: string }>) => void;
      "onchain-why-copy"?: (event: CustomEvent<{ text: string }>) => void;
    };
  }
}
