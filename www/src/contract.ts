/**
 * The wire format, as the page and the element read it: the package's own types, generated from the core's. This is the one place
 * where they come in.
 */

import type { Question as PackageQuestion } from "chainwhy";

export type {
  Certificate,
  Check,
  ClientAnswer,
  Fields,
  Finding,
  Fix,
  Language,
  Link,
  Path,
  Place,
  Purpose,
  RecognisedError,
  Report,
  RuleSet as Rules,
  Severity,
  Understood,
  Verdict,
} from "chainwhy";

/** A question as the page asks it: all of it text. */
export interface Question extends Omit<PackageQuestion, "chain" | "paste"> {
  chain?: string | Uint8Array;
  paste?: string;
  anchors?: string | string[];
  crls?: string;
  at?: string | Date;
}
