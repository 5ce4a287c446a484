/** What a reader may want to suppose, read off the report: each changes the question, and can be taken back. */

import type { Certificate, Finding, Report } from "../contract.js";

export interface WhatIf {
  /** A root that was sent and is not trusted. */
  root: Certificate | null;
  /** A certificate that is missing: its name, and where it is published. */
  missing: { name: string; addresses: string[]; isRoot: boolean } | null;
  /** A moment at which what has expired was valid yet, or what is not valid yet will be. */
  at: string | null;
}

type Gap = Extract<Finding, { code: "issuer-not-found" }>;

const MINUTE = 60_000;

export function whatIf(report: Report): WhatIf {
  const judged = report.verdict === "untrusted";
  const best = report.paths[0];
  const top = report.certificates.find((one) => one.id === best?.certificates.at(-1));
  const root = judged && best && !best.anchored && top?.selfSigned && top.origin === "chain" && top.pem !== null ? top : null;
  const gap = report.findings.find((finding): finding is Gap => finding.code === "issuer-not-found" && finding.severity === "error");
  const missing = gap ? { name: gap.evidence.issuerName, addresses: gap.evidence.caIssuers, isRoot: gap.evidence.missing === "root" } : null;
  return { root, missing, at: judged ? valid(report) : null };
}

/** The moment nearest to the one asked about at which every certificate of the best path is valid. */
function valid({ at, certificates, paths, findings }: Report): string | null {
  if (at === null || !findings.some(({ code, severity }) => severity === "error" && /^(?:certificate-expired|certificate-not-yet-valid|anchor-expired)$/.test(code))) return null;
  const asked = Date.parse(at);
  const path = certificates.filter((one) => paths[0]?.certificates.includes(one.id));
  const from = Math.max(...path.map((one) => Date.parse(one.notBefore)));
  const to = Math.min(...path.map((one) => Date.parse(one.notAfter)));
  if (!(from < to)) return null;
  const then = asked > to ? Math.max(from, to - MINUTE) : Math.min(to, from + MINUTE);
  return new Date(then).toISOString();
}
