/** The one place where the page meets the core. It is loaded after the field can be used, never before. */

import type { Question, Report } from "./contract.js";
import { recogniseWith } from "./page/private-key.js";

export type Explain = (question: Question) => Report;

let loading: Promise<Explain> | null = null;

export function loadCore(): Promise<Explain> {
  loading ??= import("./core-inlined.js").then(async (module) => {
    const explain = await module.start();
    recogniseWith(module.secrets);
    return explain;
  });
  return loading;
}
