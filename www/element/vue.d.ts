// `<chain-why>` in Vue's templates: `/// <reference types="chainwhy/vue" />` once in a program.
import type { DefineComponent } from "vue";
import type { ChainWhyAttributes, LocateDetail } from "./element.js";
import type { Report } from "./index.js";

declare module "vue" {
  interface GlobalComponents {
    "chain-why": DefineComponent<
      ChainWhyAttributes & {
        "onChain-why-report"?: (event: CustomEvent<Report>) => void;
        "onChain-why-locate"?: (event: CustomEvent<LocateDetail>) => void;
        "onChain-why-error"?: (event: CustomEvent<{ message: string }>) => void;
        "onChain-why-copy"?: (event: CustomEvent<{ text: string }>) => void;
      }
    >;
  }
}
