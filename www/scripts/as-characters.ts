// Writes octets as the text that src/characters.ts reads.

import { bytesOf, octetOf, SHORT, type Characters } from "../src/characters.js";

/** The most frequent octets become the short characters, themselves where they are one, since text that stays text compresses best. */
export function asCharacters(bytes: Uint8Array): Characters {
  const times = new Array<number>(256).fill(0);
  for (const byte of bytes) times[byte] = (times[byte] ?? 0) + 1;
  const frequent = times
    .map((often, byte) => ({ often, byte }))
    .filter(({ often }) => often > 0)
    .sort((a, b) => b.often - a.often || a.byte - b.byte)
    .slice(0, SHORT.length)
    .map(({ byte }) => byte)
    .sort((a, b) => a - b);
  const left = SHORT.filter((code) => !frequent.includes(code));
  const moved = frequent.filter((byte) => !SHORT.includes(byte)).map((byte) => String.fromCharCode(left.shift() as number, 0x100 + byte)).join("");
  const characters: string[] = [];
  for (const [code, byte] of octetOf(moved).entries()) if (SHORT.includes(code) || code >= 0x80) characters[byte] ??= String.fromCharCode(code);
  const written = { moved, text: Array.from(bytes, (byte) => characters[byte]).join("") };
  if (bytesOf(written).some((byte, at) => byte !== bytes[at])) throw new Error("octets written as text do not come back");
  return written;
}
