/**
 * The wire format of the core, as the page and the element read it.
 *
 * Only names from here are used in `www/`, so that the place where the generated types of the package come in is one file.
 */

export type Language = "en" | "zh-CN";
export type Verdict = "trusted" | "untrusted" | "unreadable";
export type Severity = "error" | "warning" | "note";
export type Purpose = "serverAuth" | "clientAuth" | "any";
export type Rules = "default" | "rfc5280" | "cabf";

export interface Question {
  chain: string;
  anchors?: string | string[];
  crls?: string;
  serverName?: string;
  at?: number | string | Date;
  purpose?: Purpose;
  rules?: Rules;
  language?: Language;
  errorText?: string;
}

export type Place =
  | { kind: "certificate"; certificate: string }
  | { kind: "link"; subject: string; issuer: string | null }
  | { kind: "input"; field: string; line: number | null; column: number | null; endLine: number | null }
  | { kind: "request"; field: string }
  | { kind: "anchors" }
  | { kind: "path"; path: number };

export interface Fix {
  who: "server" | "client" | "issuer" | "you";
  client: string | null;
  text: string;
  command: string | null;
  proved: boolean | null;
  bundle: string | null;
}

export interface Finding {
  code: string;
  severity: Severity;
  place: Place;
  clause: string | null;
  title: string;
  message: string;
  evidence: Record<string, unknown>;
  fixes: Fix[];
}

export interface Certificate {
  id: string;
  origin: "chain" | "pasted-anchor" | "mozilla";
  role: "end-entity" | "intermediate" | "root" | "anchor" | "unused";
  label: string;
  subject: string;
  issuer: string;
  serial: string;
  notBefore: string;
  notAfter: string;
  sha256: string;
  version: number;
  keyAlgorithm: string;
  keyBits: number | null;
  signatureAlgorithm: string;
  subjectAltNames: string[];
  isCa: boolean;
  pathLen: number | null;
  keyUsage: string[] | null;
  extendedKeyUsage: string[] | null;
  subjectKeyId: string | null;
  authorityKeyId: string | null;
  caIssuers: string[];
  crlDistributionPoints: string[];
  ocsp: string[];
  permittedNames: string[];
  excludedNames: string[];
  selfSigned: boolean;
  lines: [number, number] | null;
  pem: string | null;
}

export interface Check {
  check: string;
  outcome: "pass" | "fail" | "skipped";
  finding: number | null;
}

export interface Link {
  subject: string;
  issuer: string | null;
  checks: Check[];
}

export interface Problem {
  code: string;
  place: Place;
  message: string;
}

export interface Path {
  certificates: string[];
  anchored: boolean;
  valid: boolean;
  links: Link[];
  problem: Problem | null;
}

export interface ClientAnswer {
  client: string;
  name: string;
  accepts: boolean | null;
  error: string | null;
  code: string | null;
  because: number[];
  basis: "measured" | "documented";
  /** One sentence on the rule that sets this client apart. */
  why: string | null;
}

export interface RecognisedError {
  client: string;
  quoted: string;
  codes: string[];
  agrees: boolean;
  message: string;
}

export interface Report {
  schema: number;
  verdict: Verdict;
  at: string | null;
  serverName: string | null;
  purpose: string;
  summary: string;
  findings: Finding[];
  certificates: Certificate[];
  paths: Path[];
  anchors: { count: number; source: "mozilla" | "pasted" | "both"; mozillaAsOf: string | null };
  reference: { verifier: string; accepted: boolean | null; error: string | null };
  clients: ClientAnswer[];
  recognised: RecognisedError[];
}
