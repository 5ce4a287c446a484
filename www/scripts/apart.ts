// Takes a wasm module apart into the streams of src/streams.ts.

import { CODE, DATA, LONG, NUMBER, Recent, STREAMS, hasSecond, operandsOf, together, type Stream } from "../src/streams.js";

export async function apart(wasm: Uint8Array): Promise<Uint8Array[]> {
  const streams = Object.fromEntries(STREAMS.map((name) => [name, [] as number[]])) as Record<Stream, number[]>;
  let at = 0;

  const peek = () => wasm[at] as number;
  const take = (name: Stream, octets: number) => {
    for (; octets > 0; octets -= 1) streams[name].push(wasm[at++] as number);
  };
  const number = (): number => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = wasm[at++] as number;
      value |= (byte & 127) << shift;
      if (byte < 128) return value >>> 0;
    }
  };
  /** A number, which goes into a stream as it stands. */
  const takeNumber = (name: Stream): number => {
    const start = at;
    const value = number();
    const octets = at - start;
    at = start;
    take(name, octets);
    return value;
  };
  const put = (name: Stream, value: number) => {
    for (; value > 127; value >>>= 7) streams[name].push((value & 127) | 128);
    streams[name].push(value);
  };

  /** Opcode and what is nearly one with it, as one number each. */
  const instructions: number[] = [];
  const recent = new Recent();
  const code = () => {
    for (let functions = takeNumber("rest"); functions > 0; functions -= 1) {
      const size = takeNumber("sizes");
      const close = at + size;
      for (let left = takeNumber("raw"); left > 0; left -= 1) {
        takeNumber("raw");
        take("raw", 1);
      }
      recent.clear();
      while (at < close) instruction();
    }
  };
  const instruction = () => {
    const opcode = wasm[at++] as number;
    let second = 0;
    if (hasSecond(opcode)) second = wasm[at++] as number;
    else if (opcode === NUMBER) {
      const start = at;
      number();
      second = at - start >= LONG ? 1 : 0;
      at = start;
    }
    const follow = operandsOf(opcode, second);
    switch (follow) {
      case null:
        throw new Error(`the wasm has an instruction that src/streams.ts does not know: 0x${opcode.toString(16)} before ${at}`);
      case "local":
        put("locals", recent.find(number()));
        break;
      case "table":
        for (let left = takeNumber("tables") + 1; left > 0; left -= 1) takeNumber("tables");
        break;
      case "types":
        take("raw", takeNumber("raw"));
        break;
      case "four":
        take("raw", 4);
        break;
      case "eight":
        take("raw", 8);
        break;
      default:
        for (const name of follow) takeNumber(name);
    }
    instructions.push((opcode << 8) | second);
  };

  take("rest", 8);
  while (at < wasm.length) {
    const section = peek();
    take("rest", 1);
    const size = takeNumber("rest");
    if (section === CODE) code();
    else take(section === DATA ? "data" : "rest", size);
  }

  // The most frequent first: they become the shortest characters.
  const times = new Map<number, number>();
  for (const one of instructions) times.set(one, (times.get(one) ?? 0) + 1);
  const symbols = [...times.keys()].sort((a, b) => (times.get(b) as number) - (times.get(a) as number) || a - b);
  if (symbols.length > 256) throw new Error("the wasm has more than 256 kinds of instructions");
  streams.symbols = symbols.flatMap((one) => [one >> 8, one & 255]);
  const symbolOf = new Map(symbols.map((one, symbol) => [one, symbol]));
  streams.instructions = instructions.map((one) => symbolOf.get(one) as number);

  const parts = STREAMS.map((name) => Uint8Array.from(streams[name]));
  const again = await together(parts, wasm.length);
  if (again.some((byte, index) => byte !== wasm[index])) throw new Error("the wasm taken apart does not come together again");
  return parts;
}
