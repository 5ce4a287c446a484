/** Bytes that came as text, one character a byte, by the alphabet. */
export function bytesOf({ alphabet, text }: { alphabet: string; text: string }): Uint8Array<ArrayBuffer> {
  const byteOf = new Uint8Array(0x200);
  for (let byte = 0; byte < alphabet.length; byte += 1) byteOf[alphabet.charCodeAt(byte)] = byte;
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = byteOf[text.charCodeAt(at)] ?? 0;
  return bytes;
}
