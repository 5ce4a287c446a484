/** The one place where the page meets the core. It is loaded after the field can be used, never before. */

import type { Question, Report } from "./contract.js";

export type Explain = (question: Question) => Report;

let loading: Promise<Explain> | null = null;

export function loadCore(): Promise<Explain> {
  loading ??= import("./core-inlined.js").then((module) => module.start());
  return loading;
}
