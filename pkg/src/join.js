// The wasm comes in two parts, the first of which answers most questions by itself: see parts/divide.mjs.

/** The whole wasm, byte for byte, from its first part and the rest. */
export function join(first, rest) {
  let read = 0;
  const number = () => {
    for (let value = 0, scale = 1; ; scale *= 128) {
      const byte = rest[read++];
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  };
  const whole = new Uint8Array(number());
  let taken = number();
  taken += read;
  const end = taken;
  let at = 0;
  let from = 0;
  const put = (bytes) => {
    whole.set(bytes, at);
    at += bytes.length;
  };
  while (read < end) {
    const same = number();
    put(first.subarray(from, from + same));
    from += same + number();
    const more = number();
    put(rest.subarray(taken, taken + more));
    taken += more;
  }
  put(first.subarray(from));
  return whole;
}
