/** What every part of the answer needs to draw itself. */

import type { Certificate, Language, Report } from "../contract.js";
import { certificateName } from "./names.js";
import type { Words } from "./words.js";

export interface View {
  report: Report;
  words: Words;
  language: Language;
  /** The client that the reader uses, if they said so. */
  client: string | null;
  /** Where the pages of the codes are, if anywhere. */
  reference: string | null;
  showCertificate(id: string): void;
  showFinding(index: number): void;
  locate(field: string, line: number, endLine: number): void;
  copy(text: string): Promise<boolean>;
  save(name: string, text: string): void;
  /** The button that was pressed last, by what it copied: it says so for a moment. */
  copied: { text: string; done: boolean } | null;
  /** Which way of mending the reader chose; `null` for the one that fits. */
  way: number | null;
  choose(way: number): void;
  /** Draws the fields of a certificate beside its bytes, once they are unfolded; `null` where nobody can tell them. */
  drawFields: ((certificate: Certificate, fold: HTMLDetailsElement) => void) | null;
  /** Shows a byte of a certificate among its fields. */
  showByte: ((id: string, offset: number) => void) | null;
  /** Whether there is no more room than on a phone. */
  narrow: boolean;
  /** Whether nothing but the verdict, the sentence and what mends it is wanted. */
  compact: boolean;
}

export function certificateById(report: Report, id: string | null): Certificate | undefined {
  return report.certificates.find((certificate) => certificate.id === id);
}

export function nameById(report: Report, id: string | null): string {
  const certificate = certificateById(report, id);
  return certificate ? certificateName(certificate) : (id ?? "");
}
