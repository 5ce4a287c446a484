/** What the form holds, and how it becomes a question and back. */

import type { Language, Purpose, Question, Rules } from "../contract.js";

export type AnchorSource = "mozilla" | "pasted" | "both";

export interface Draft {
  /** What stands in the box: anything. */
  chain: string;
  /** Whether the core is to sort it; else it is the chain and nothing else. */
  sorted: boolean;
  anchorSource: AnchorSource;
  anchors: string;
  crls: string;
  serverName: string;
  /** ISO 8601, or empty for now. */
  at: string;
  purpose: Purpose;
  rules: Rules;
  client: string;
  errorText: string;
}

export const emptyDraft: Draft = {
  chain: "",
  sorted: true,
  anchorSource: "mozilla",
  anchors: "",
  crls: "",
  serverName: "",
  at: "",
  purpose: "serverAuth",
  rules: "default",
  client: "",
  errorText: "",
};

/** Whether there is anything to ask about. */
export function isEmpty(draft: Draft): boolean {
  return draft.chain.trim() === "" && draft.errorText.trim() === "";
}

export function toQuestion(draft: Draft, language: Language, now: Date): Question {
  const question: Question = {
    ...(draft.sorted && draft.chain.trim() !== "" ? { paste: draft.chain } : { chain: draft.chain }),
    anchors: draft.anchorSource === "mozilla" ? "mozilla" : draft.anchorSource === "pasted" ? draft.anchors : ["mozilla", draft.anchors],
    at: draft.at === "" ? now.toISOString() : draft.at,
    purpose: draft.purpose,
    rules: draft.rules,
    language,
  };
  // Where nothing else was chosen, CA certificates alone are what is trusted.
  if (draft.sorted && draft.anchorSource === "mozilla") delete question.anchors;
  const { name } = hostFrom(draft.serverName);
  if (name !== "") question.serverName = name;
  if (draft.crls.trim() !== "") question.crls = draft.crls;
  if (draft.errorText.trim() !== "") question.errorText = draft.errorText;
  return question;
}

/** People paste addresses where a name is asked for: `https://api.example.com:8443/v1` means its host. */
export function hostFrom(text: string): { name: string; fromUrl: boolean } {
  const trimmed = text.trim();
  const address = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/@]*@)?(\[[^\]]+\]|[^/:?#]+)/i.exec(trimmed);
  if (address?.[1]) return { name: address[1].replace(/^\[|\]$/g, ""), fromUrl: true };
  const withPort = /^(\[[^\]]+\]|[^/:?#\s]+):\d{1,5}$/.exec(trimmed) ?? /^(\[[^\]]+\]|[^/:?#\s]+)\/\S*$/.exec(trimmed);
  if (withPort?.[1]) return { name: withPort[1].replace(/^\[|\]$/g, ""), fromUrl: true };
  return { name: trimmed, fromUrl: false };
}

/** The form for a question, as an example or a link gives it. Anything it cannot use it leaves at its default. */
export function fromQuestion(question: unknown): Draft {
  const given = typeof question === "object" && question !== null ? (question as Record<string, unknown>) : {};
  const text = (key: string): string => (typeof given[key] === "string" ? given[key] : "");
  const anchors = anchorsOf(given["anchors"]);
  const at = given["at"];
  return {
    chain: text("chain") || text("paste"),
    sorted: text("chain") === "",
    ...anchors,
    crls: text("crls"),
    serverName: text("serverName"),
    at: typeof at === "number" ? isoOrEmpty(at * 1000) : typeof at === "string" ? isoOrEmpty(Date.parse(at)) : "",
    purpose: given["purpose"] === "clientAuth" || given["purpose"] === "any" ? given["purpose"] : "serverAuth",
    rules: given["rules"] === "rfc5280" || given["rules"] === "cabf" ? given["rules"] : "default",
    client: text("client"),
    errorText: text("errorText"),
  };
}

/** A link is whoever's: no more marks stack in it than are read, and no name is longer than names are. */
export function fromLink(question: unknown): Draft {
  const draft = fromQuestion(question);
  const calm = (text: string): string => text.replace(/(\p{M}{4})\p{M}+/gu, "$1");
  return { ...draft, chain: calm(draft.chain), anchors: calm(draft.anchors), crls: calm(draft.crls), errorText: calm(draft.errorText), serverName: calm(draft.serverName).slice(0, 2048), client: draft.client.slice(0, 64) };
}

function anchorsOf(anchors: unknown): { anchorSource: AnchorSource; anchors: string } {
  const list = (Array.isArray(anchors) ? anchors : [anchors ?? "mozilla"]).filter((one): one is string => typeof one === "string");
  const pasted = list.filter((one) => one !== "mozilla");
  const mozilla = list.includes("mozilla");
  return { anchorSource: mozilla && pasted.length > 0 ? "both" : mozilla ? "mozilla" : "pasted", anchors: pasted.join("\n") };
}

function isoOrEmpty(milliseconds: number): string {
  const time = new Date(milliseconds);
  return Number.isNaN(time.getTime()) ? "" : time.toISOString();
}
