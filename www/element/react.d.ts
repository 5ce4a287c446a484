// `<chain-why>` in JSX: `/// <reference types="chainwhy/react" />` once in a program for React 18 or 19.
import type { ChainWhy, ChainWhyAttributes, LocateDetail } from "./element.js";
import type { Report } from "./index.js";

interface Props extends ChainWhyAttributes {
  key?: string | number | bigint | null;
  ref?: ((element: ChainWhy | null) => void) | { current: ChainWhy | null } | null;
  children?: unknown;
  style?: object;
  "onchain-why-report"?: (event: CustomEvent<Report>) => void;
  "onchain-why-locate"?: (event: CustomEvent<LocateDetail>) => void;
  "onchain-why-error"?: (event: CustomEvent<{ message: string }>) => void;
  "onchain-why-copy"?: (event: CustomEvent<{ text: string }>) => void;
}

// React 18.
declare global {
  namespace JSX {
    interface IntrinsicElements {
      "chain-why": Props;
    }
  }
}
// React 19.
declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "chain-why": Props;
    }
  }
}
