/** Octets as text, one character each, of as many characters that UTF-8 writes in one octet as can be. */
export interface Characters {
  /** Which of the short characters stand for other octets than their own: the character, then that of 256 + the octet. */
  moved: string;
  text: string;
}

/** What UTF-8 writes in one octet, and a string literal and every minifier leave as it is. */
export const SHORT: readonly number[] = Array.from({ length: 0x7f - 0x20 }, (_, at) => 0x20 + at).filter((code) => !/["'`$\\]/.test(String.fromCharCode(code)));

/** The octet that each character stands for: the short ones for themselves or what was moved there, those from 128 on for the others. */
export function octetOf(moved: string): Uint8Array {
  const octets = new Uint8Array(0x180);
  for (const code of SHORT) octets[code] = code;
  for (let at = 0; at < moved.length; at += 2) octets[moved.charCodeAt(at)] = moved.charCodeAt(at + 1) & 0xff;
  const short = new Set(SHORT.map((code) => octets[code]));
  let code = 0x80;
  for (let octet = 0; octet < 256; octet += 1) if (!short.has(octet)) octets[code++] = octet;
  return octets;
}

export function bytesOf({ moved, text }: Characters): Uint8Array<ArrayBuffer> {
  const octets = octetOf(moved);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = octets[text.charCodeAt(at)] as number;
  return bytes;
}
