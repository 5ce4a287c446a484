import type { Fields, Question, Report } from "chainwhy";

/** Where in the pasted text something is: what a host page needs to move its own cursor there. Lines count from 1. */
export interface LocateDetail {
  field: string;
  line: number;
  endLine: number;
}

export type Explain = (question: Question) => Report;

/** What tells the fields of a certificate in DER. */
export type Decode = (certificate: Uint8Array, language: "en" | "zh-CN") => Fields;

/** `<chain-why>`: shows why a certificate chain is trusted or not. Importing this module defines it. */
export declare class ChainWhy extends HTMLElement {
  /** Where an answer to `question` and `for` comes from; the package’s own `explain` unless something else is set. */
  static explainer: (() => Promise<Explain>) | null;
  /** Where the fields of a certificate come from; the package’s own `fields` unless something else is set, and with `null` none are shown. */
  static decoder: (() => Promise<Decode>) | null;
  /** The report to show. */
  report: Report | null;
  /** A question to ask; its answer becomes `report` and is announced by `chain-why-report`. */
  question: Question | null;
  /** `en` or `zh-CN`; without it the nearest `lang` decides. */
  language: "en" | "zh-CN" | null;
  /** `light` or `dark`; without it the `color-scheme` of the page around decides. */
  theme: "light" | "dark" | null;
  /** The client that the reader uses, by its id in `report.clients`. */
  client: string | null;
  /** The parts to show, separated by spaces: `summary picture recognised findings outlook clients certificates`. */
  sections: string | null;
  /** The verdict, the sentence and what mends it, and nothing else. */
  compact: boolean;
  /** The id of a text field with the chain, explained anew after each change. */
  for: string | null;
  /** With `for`: the host name or IP address to match. */
  serverName: string | null;
  /** With `for`: `mozilla`, or the id of a text field with trust anchors. */
  anchors: string | null;
  /** Where the pages of the codes are: the address that `codes/` follows; without it codes are no links. */
  reference: string | null;
  readonly updateComplete: Promise<boolean>;
  /** Scrolls to a certificate, opens it and moves the focus there. */
  showCertificate(id: string): void;
  /** Scrolls to a finding and moves the focus there. */
  showFinding(index: number): void;
  /** Unfolds the fields of a certificate and shows the one that this byte is in. */
  showByte(id: string, offset: number): void;
  /** What the reader has unfolded, by ids that stay the same for the same question. */
  readonly unfolded: string[];
  /** Unfolds what has these ids, as far as it is there. */
  unfoldAll(ids: string[]): Promise<void>;
}

/** What `<chain-why>` takes as attributes and properties, for templates that are checked. */
export interface ChainWhyAttributes {
  report?: Report | null;
  question?: Question | null;
  language?: "en" | "zh-CN" | null;
  theme?: "light" | "dark" | null;
  client?: string | null;
  sections?: string | null;
  compact?: boolean;
  for?: string | null;
  "server-name"?: string | null;
  serverName?: string | null;
  anchors?: string | null;
  reference?: string | null;
  id?: string;
  class?: string;
  className?: string;
  slot?: string;
  hidden?: boolean;
}

declare global {
  interface HTMLElementTagNameMap {
    "chain-why": ChainWhy;
  }
  interface HTMLElementEventMap {
    "chain-why-report": CustomEvent<Report>;
    "chain-why-locate": CustomEvent<LocateDetail>;
    "chain-why-error": CustomEvent<{ message: string }>;
    "chain-why-copy": CustomEvent<{ text: string }>;
    "chain-why-unfold": CustomEvent<string[]>;
  }
}
