/** Where a chain stands with clients: trusted by all, by some, by none; or what the reader's own client says. */

import type { ClientAnswer, Report } from "../contract.js";
import type { IconName } from "./icons.js";
import { clientName } from "./names.js";
import type { View } from "./view.js";
import { count } from "./when.js";

export type Standing = "all" | "depends" | "none" | "unreadable" | "unanswerable";

/** The clients' answer; where none was asked, that of the report. */
export function standing({ verdict, agreement }: Report): Standing {
  if (verdict === "unreadable" || verdict === "unanswerable") return verdict;
  const { accept, refuse } = agreement;
  if (accept + refuse === 0) return verdict === "trusted" ? "all" : "none";
  // A verdict that no client shares, or that some do not, is told as what it is.
  if (accept > 0 && (refuse > 0 || verdict === "untrusted")) return "depends";
  if (refuse > 0 && verdict === "trusted") return "depends";
  return accept > 0 ? "all" : "none";
}

/** What the headline is made of. */
export type Heard = Pick<View, "report" | "words" | "language" | "client">;

export function yours({ report, client }: Heard): ClientAnswer | undefined {
  return client === null ? undefined : report.clients.find((one) => one.client === client);
}

const icons: Record<Standing, IconName> = { all: "pass", depends: "warning", none: "error", unreadable: "missing", unanswerable: "missing" };

/** What was pasted has no certificate and is no mistake either: an error to be explained, a host to be asked. */
export function question({ verdict, recognised, findings }: Report): "error" | "host" | null {
  if (verdict !== "unreadable") return null;
  const [first] = findings;
  if (first?.code === "input-is-error-text" && recognised.length > 0) return "error";
  return first?.code === "input-is-hostname" ? "host" : null;
}

/** The verdict in a few words, and a class for its colour. */
export function headline(view: Heard): { mark: IconName; said: string; kind: string } {
  const { report, words, language } = view;
  const mine = yours(view);
  if (mine && mine.accepts !== null) return { mark: mine.accepts ? "pass" : "error", said: mine.accepts ? words.yourAccepts(clientName(mine.name, language)) : words.yourRefuses(clientName(mine.name, language)), kind: mine.accepts ? "all" : "none" };
  const posed = question(report);
  if (posed) return { mark: "note", said: words.posed[posed], kind: "posed" };
  const kind = standing(report);
  const { accept, refuse } = report.agreement;
  const asked = accept + refuse > 0;
  const said =
    kind === "all" && asked ? words.standing.all(count(accept, language)) : kind === "none" && asked ? words.standing.none(count(refuse, language)) : kind === "depends" ? words.standing.depends(count(accept, language), count(refuse, language)) : words.verdict[report.verdict];
  return { mark: icons[kind], said, kind };
}
