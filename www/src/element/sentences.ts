/** Sentences of a text, so that nothing is said twice. */

/** Behind these a full stop ends no sentence. */
const SHORT = /(?:^|[\s(])(?:e\.g|i\.e|etc|vs|no|cf|inc|ltd|co)$/i;

/** The sentences, each with the blanks behind it. A full stop inside quotation marks is part of a name. */
export function sentences(text: string): string[] {
  const found: string[] = [];
  let from = 0;
  let quoted = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === "“") quoted += 1;
    else if (character === "”") quoted = Math.max(0, quoted - 1);
    const next = text.charAt(at + 1);
    const ends = character === "\n" || (quoted === 0 && (character === "。" || (character === "." && /\s/.test(next) && !SHORT.test(text.slice(Math.max(0, at - 6), at)))));
    if (!ends) continue;
    let end = at + 1;
    while (end < text.length && /\s/.test(text.charAt(end))) end += 1;
    found.push(text.slice(from, end));
    from = end;
    at = end - 1;
  }
  if (from < text.length) found.push(text.slice(from));
  return found;
}

const bare = (text: string): string => text.trim().replace(/[.。;；:：]+$/u, "").toLowerCase();

/** What of a text is not in `said` already. */
export function unsaid(text: string, said: string): string {
  const known = bare(said);
  return sentences(text).filter((one) => bare(one) !== "" && !known.includes(bare(one))).join("").trim();
}

/** What stands before the first semicolon that is in no brackets, where that is long enough to say something. */
function halves(sentence: string): string | undefined {
  let depth = 0;
  for (let at = 0; at < sentence.length; at += 1) {
    const character = sentence.charAt(at);
    if (/[(（“]/.test(character)) depth += 1;
    else if (/[)）”]/.test(character)) depth = Math.max(0, depth - 1);
    else if (depth === 0 && at >= 24 && (character === "；" || (character === ";" && /^\s+\S/.test(sentence.slice(at + 1, at + 4))))) return sentence.slice(0, at + 1);
  }
  return undefined;
}

/** The first sentence, or its first half where that stands for itself; and the rest. */
export function firstSentence(text: string): [string, string] {
  const [first = ""] = sentences(text);
  const half = halves(first);
  const head = half ?? first;
  return [half ? half.replace(/;$/, ".").replace(/；$/, "。") : first.trim(), text.slice(head.length).trim()];
}

const LONGEST = 160;

/** A name that would fill the headline, by its beginning and its end; the whole of it is with the finding and the certificate. */
export function brief(whole: string): string {
  // Of an identifier, enough to know it by.
  const text = whole.replace(/\b([0-9a-f]{8})[0-9a-f]{24,}([0-9a-f]{4})\b/g, "$1…$2");
  const shorten = (name: string): string => (name.length > LONGEST ? `${name.slice(0, LONGEST - 16)}…${name.slice(-12)}` : name);
  return text.replace(/(?<=“)[^”]+(?=”)|[^\s“”\u3000-\u9fff\uff00-\uffef]+/gu, shorten);
}
