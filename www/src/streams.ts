/**
 * A wasm module taken apart, so that it compresses better: the instructions in one stream, and what they are given (locals, numbers, offsets,
 * functions) in a stream for each kind. Alike beside alike is what brotli and gzip find repetitions in; it saves about a tenth of what a
 * visitor waits for, and more where the host only has gzip. `scripts/apart.ts` takes apart when building; here it is put together again, octet for octet.
 */

/** The streams, in the order in which they are sent. */
export const STREAMS = ["rest", "symbols", "instructions", "locals", "shortNumbers", "longNumbers", "stores", "loads", "calls", "labels", "wide", "blocks", "tables", "kinds", "sizes", "raw", "data"] as const;
export type Stream = (typeof STREAMS)[number];

/** What follows an instruction: numbers (LEB128), each from one stream; or something in a form of its own. */
export type Operands = readonly Stream[] | "local" | "table" | "types" | "four" | "eight";

/** Whether an opcode has a second octet that is nearly one with it: the alignment of what is read or written, or a second opcode. */
export const hasSecond = (opcode: number): boolean => opcode === 0xfc || (opcode >= 0x28 && opcode <= 0x3e);

/** A number. It is long or short, which the second octet of its symbol says and nothing in the module. */
export const NUMBER = 0x41;

/**
 * What follows an opcode and its second octet, by the binary format of WebAssembly (§5.4) as compilers use it; `null` where that is not known here.
 */
export function operandsOf(opcode: number, second: number): Operands | null {
  switch (opcode) {
    case 0x02: case 0x03: case 0x04: return ["blocks"];
    case 0x0c: case 0x0d: return ["labels"];
    case 0x0e: return "table";
    case 0x10: case 0xd2: return ["calls"];
    case 0x11: return ["kinds", "kinds"];
    case 0x1c: return "types";
    case 0x20: case 0x21: case 0x22: return "local";
    case 0x23: case 0x24: case 0x25: case 0x26: case 0x3f: case 0x40: case 0xd0: return ["kinds"];
    case NUMBER: return [second ? "longNumbers" : "shortNumbers"];
    case 0x42: return ["wide"];
    case 0x43: return "four";
    case 0x44: return "eight";
    case 0x00: case 0x01: case 0x05: case 0x0b: case 0x0f: case 0x1a: case 0x1b: case 0xd1: return [];
    case 0xfc:
      if (second <= 7) return [];
      if (second > 17) return null;
      return second === 8 || second === 10 || second === 12 || second === 14 ? ["kinds", "kinds"] : ["kinds"];
  }
  if (opcode >= 0x28 && opcode <= 0x3e) return [opcode < 0x36 ? "loads" : "stores"];
  return opcode >= 0x45 && opcode <= 0xc4 ? [] : null;
}

/** A number that takes so many octets is mostly an address. */
export const LONG = 3;

/** The sections whose insides stand in streams of their own. */
export const CODE = 10;
export const DATA = 11;

/** The locals of a function, the one used last before the others: most are used again soon, and so have small numbers. */
export class Recent {
  private readonly order: number[] = [];
  private known = 0;

  /** For the next function. */
  clear(): void {
    this.known = 0;
  }

  /** What stands at a place, which comes to the front. */
  take(place: number): number {
    const { order } = this;
    while (this.known <= place) order[this.known] = this.known++;
    const found = order[place] as number;
    for (let at = place; at > 0; at -= 1) order[at] = order[at - 1] as number;
    order[0] = found;
    return found;
  }

  /** Where a local stands; it comes to the front. */
  find(local: number): number {
    let place = 0;
    while (place < this.known && this.order[place] !== local) place += 1;
    // Beyond what is known each stands at its own number.
    if (place === this.known) place = local;
    this.take(place);
    return place;
  }
}

/** In the place of a stream: none, or what the form of the operands is. */
const NOTHING = -1;
const FORMS = ["local", "table", "types", "four", "eight"] as const;
const [LOCAL, TABLE, TYPES, FOUR] = [-2, -3, -4, -5];

/** So long at a time: a key that is pressed meanwhile is not waited for, on a phone either. */
const MILLISECONDS = 6;

/** Lets the browser do what has come up. Not by a timer: a page in the background would wait for seconds. */
function breathe(): Promise<void> {
  return new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      done();
    };
    port2.postMessage(null);
  });
}

/** The module that was taken apart, of so many octets. Before a visitor's first answer, in code that has never run: plain loops over numbers. */
export async function together(streams: readonly Uint8Array[], length: number): Promise<Uint8Array<ArrayBuffer>> {
  const out = new Uint8Array(length);
  let end = 0;
  /** How far each stream has been read. */
  const read = new Uint32Array(streams.length);
  const index = (name: Stream) => STREAMS.indexOf(name);
  const [rest, instructions, locals, tables, sizes, raw] = [index("rest"), index("instructions"), index("locals"), index("tables"), index("sizes"), index("raw")];

  /** Copies a number as it stands, and tells it. */
  const copy = (stream: number): number => {
    const from = streams[stream] as Uint8Array;
    let at = read[stream] as number;
    let byte = from[at++] as number;
    out[end++] = byte;
    let value = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = from[at++] as number;
      out[end++] = byte;
      value |= (byte & 127) << shift;
    }
    read[stream] = at;
    return value >>> 0;
  };
  const copyAll = (stream: number, octets: number): void => {
    const at = read[stream] as number;
    out.set((streams[stream] as Uint8Array).subarray(at, at + octets), end);
    read[stream] = at + octets;
    end += octets;
  };

  // Each symbol stands for an opcode with what is nearly one with it.
  const symbols = streams[index("symbols")] as Uint8Array;
  const opcodes = new Uint8Array(256);
  /** The octet behind the opcode, or nothing. */
  const seconds = new Int16Array(256).fill(NOTHING);
  const firstOperand = new Int8Array(256).fill(NOTHING);
  const secondOperand = new Int8Array(256).fill(NOTHING);
  for (let at = 0; at < symbols.length; at += 2) {
    const symbol = at / 2;
    const opcode = symbols[at] as number;
    const second = symbols[at + 1] as number;
    opcodes[symbol] = opcode;
    if (hasSecond(opcode)) seconds[symbol] = second;
    const operands = operandsOf(opcode, second) ?? [];
    if (typeof operands === "string") firstOperand[symbol] = LOCAL - FORMS.indexOf(operands);
    else {
      const [first, last] = operands;
      if (first) firstOperand[symbol] = index(first);
      if (last) secondOperand[symbol] = index(last);
    }
  }

  const recent = new Recent();
  const local = (): void => {
    const from = streams[locals] as Uint8Array;
    let at = read[locals] as number;
    let place = from[at++] as number;
    if (place > 127) place = (place & 127) | ((from[at++] as number) << 7);
    read[locals] = at;
    let value = recent.take(place);
    while (value > 127) {
      out[end++] = (value & 127) | 128;
      value >>>= 7;
    }
    out[end++] = value;
  };

  const body = (close: number): void => {
    const from = streams[instructions] as Uint8Array;
    let at = read[instructions] as number;
    while (end < close) {
      const symbol = from[at++] as number;
      out[end++] = opcodes[symbol] as number;
      const second = seconds[symbol] as number;
      if (second !== NOTHING) out[end++] = second;
      const operand = firstOperand[symbol] as number;
      if (operand >= 0) {
        copy(operand);
        const last = secondOperand[symbol] as number;
        if (last >= 0) copy(last);
      } else if (operand === LOCAL) local();
      else if (operand === TABLE) for (let left = copy(tables) + 1; left > 0; left -= 1) copy(tables);
      else if (operand === TYPES) copyAll(raw, copy(raw));
      else if (operand !== NOTHING) copyAll(raw, operand === FOUR ? 4 : 8);
    }
    read[instructions] = at;
  };

  const code = async (): Promise<void> => {
    let since = performance.now();
    for (let functions = copy(rest); functions > 0; functions -= 1) {
      const size = copy(sizes);
      const close = end + size;
      // The kinds of its locals: so many of each.
      for (let left = copy(raw); left > 0; left -= 1) {
        copy(raw);
        copyAll(raw, 1);
      }
      recent.clear();
      body(close);
      if (functions % 16 === 0 && performance.now() - since > MILLISECONDS) {
        await breathe();
        since = performance.now();
      }
    }
  };

  copyAll(rest, 8);
  while (end < length) {
    const section = (streams[rest] as Uint8Array)[read[rest] as number];
    copyAll(rest, 1);
    const size = copy(rest);
    if (section === CODE) await code();
    else copyAll(section === DATA ? index("data") : rest, size);
  }
  return out;
}
