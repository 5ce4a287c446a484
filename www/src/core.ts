/** The one place where the page meets the core. It is loaded after the field can be used, never before. */

import type { Question, Report } from "./contract.js";
import type { Decode } from "./element/fields.js";
import { recogniseWith } from "./page/private-key.js";

export type Explain = (question: Question) => Report;

/** What answers: one of two files that do the same, of which a build has one. */
const core = () => (__SINGLE_FILE__ ? import("./core-whole.js") : import("./core-inlined.js"));

let loading: Promise<Explain> | null = null;

export function loadCore(): Promise<Explain> {
  loading ??= core().then(async (module) => {
    const explain = await module.start();
    recogniseWith(module.secrets);
    return explain;
  });
  return loading;
}

/** Resolves once every question can be answered: what is loaded first answers most of them. */
export async function loadRest(): Promise<void> {
  await (await core()).whole();
}

/** What tells the fields of a certificate; most of it is in what is loaded later. */
export async function loadFields(): Promise<Decode> {
  await loadCore();
  await loadRest();
  return (await core()).fields as Decode;
}

/** Whether a question wants what has not been loaded yet. */
export function wantsRest(error: unknown): boolean {
  return error instanceof Error && error.name === "RestMissing";
}
