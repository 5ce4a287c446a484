/** Which of the ways to mend it is the reader's. */

import type { Finding, Fix } from "../contract.js";
import { question, yours, type Heard } from "./standing.js";
import type { View } from "./view.js";

export interface Card {
  finding: Finding;
  index: number;
  fixes: Fix[];
  shown: Fix;
}

/** The finding that is to be mended first: what the reader's own client refuses for, else the root cause. */
export function card(view: Heard & Pick<View, "way">): Card | null {
  const { report, client } = view;
  const mine = yours(view);
  const because = mine?.accepts === false ? mine.because : [];
  const order = [...because, ...report.findings.map((_, index) => index)];
  const index = order.find((at) => {
    const finding = report.findings[at];
    return finding !== undefined && finding.severity !== "note" && finding.fixes.length > 0;
  });
  const finding = index === undefined ? undefined : report.findings[index];
  if (index === undefined || !finding) return null;
  const ways = distinct(finding.fixes);
  // How to get the chain does not depend on who complained.
  const first = question(report) ? ways[0] : preset(ways, client, report.recognised.map((one) => one.client));
  const shown = ways[view.way ?? -1] ?? first;
  return shown ? { finding, index, fixes: ways, shown } : null;
}

/** One way for each program, and those for all: first what was tried and mends it, then what has a command. */
function distinct(fixes: Fix[]): Fix[] {
  const rank = (fix: Fix): number => (fix.proved === true ? 0 : fix.client === null && fix.command !== null && fix.proved !== false ? 1 : fix.command !== null ? 2 : 3);
  return fixes.filter((fix) => fix.proved !== false || fixes.length === 1).map((fix, at) => ({ fix, at })).sort((a, b) => rank(a.fix) - rank(b.fix) || a.at - b.at).map(({ fix }) => fix);
}

/** The way for the reader's client, or for the one that the error is from; else the first. */
function preset(ways: Fix[], client: string | null, speakers: string[]): Fix | undefined {
  for (const wanted of client === null ? speakers : [client, ...speakers]) {
    // What somebody else has to mend is not mended in the client.
    const found = ways.find((fix) => fix.client !== null && fix.command !== null && fix.who === ways[0]?.who && speaksOf(fix.client, wanted));
    if (found) return found;
  }
  return ways[0];
}

/** Whether a fix for `fixClient` is for the reader's `client`: `python-httpx` covers `python-httpx-0.28-3.13`. */
export function speaksOf(fixClient: string, client: string): boolean {
  return client === fixClient || client.startsWith(`${fixClient}-`) || fixClient.startsWith(`${client}-`);
}
