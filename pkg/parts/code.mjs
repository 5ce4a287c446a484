// Just enough of the binary format of WebAssembly to find where functions, and the ways through them, begin and end.

const MEMORY_SECTION = 5;
const CODE_SECTION = 10;

/** A cursor over bytes that reads the numbers of the format: LEB128. */
export class Reader {
  constructor(bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  number() {
    for (let value = 0, scale = 1; ; scale *= 128) {
      const byte = this.bytes[this.at++];
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  }

  skipNumber() {
    while (this.bytes[this.at++] & 128);
  }

  skipNumbers(count) {
    for (let done = 0; done < count; done += 1) this.skipNumber();
  }

  /** So many octets as the number says that stands before them. */
  counted() {
    const length = this.number();
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }
}

/** An unsigned number in LEB128. */
export function numberBytes(value) {
  const bytes = [];
  do {
    const low = value % 128;
    value = Math.floor(value / 128);
    bytes.push(value > 0 ? low | 128 : low);
  } while (value > 0);
  return bytes;
}

/** What stands where in a module: its memory section, its code section, and each function's body without its length. */
export function readModule(bytes) {
  const reader = new Reader(bytes, 8);
  const sections = new Map();
  const custom = new Map();
  while (reader.at < bytes.length) {
    const start = reader.at;
    const id = bytes[reader.at++];
    const length = reader.number();
    const end = reader.at + length;
    if (id === 0) {
      const name = new TextDecoder().decode(reader.counted());
      custom.set(name, { start, content: reader.at, end });
    } else {
      sections.set(id, { start, content: reader.at, end });
    }
    reader.at = end;
  }
  const code = sections.get(CODE_SECTION);
  reader.at = code.content;
  const functions = Array.from({ length: reader.number() }, () => {
    const start = reader.at;
    const length = reader.number();
    const body = reader.at;
    reader.at += length;
    return { start, body, end: reader.at };
  });
  return { sections, custom, code, memory: sections.get(MEMORY_SECTION), functions };
}

/**
 * The ways through a function: each place where control may go or not go, and how far the instructions reach that run only if it
 * came by there. Control is structured: what follows such a place in its block is reached from nowhere else. `calls` are the
 * functions that it names.
 */
export function waysThrough(bytes, { body, end }) {
  const reader = new Reader(bytes, body);
  const calls = [];
  const ways = [];
  const blocks = [[]];
  const begin = () => {
    const way = { from: reader.at, to: end };
    ways.push(way);
    blocks.at(-1).push(way);
  };
  const finish = (to) => {
    for (const way of blocks.at(-1)) way.to = to;
    blocks.at(-1).length = 0;
  };
  skipLocals(reader);
  begin();
  while (reader.at < end) {
    const at = reader.at;
    const opcode = bytes[reader.at++];
    skipOperands(reader, opcode, (callee) => calls.push(callee));
    if (opcode === BLOCK || opcode === LOOP || opcode === IF) blocks.push([]);
    if (opcode === ELSE || opcode === END) finish(at);
    if (opcode === END) blocks.pop();
    if (opcode === IF || opcode === ELSE || opcode === BRANCH_IF || (opcode === END && blocks.length > 0)) begin();
  }
  if (reader.at !== end || blocks.length > 0) throw new Error('a function of the wasm ends where it should not');
  return { ways, calls };
}

const BLOCK = 0x02;
const LOOP = 0x03;
const IF = 0x04;
const ELSE = 0x05;
const END = 0x0b;
const BRANCH_IF = 0x0d;

function skipLocals(reader) {
  for (let groups = reader.number(); groups > 0; groups -= 1) {
    reader.skipNumber();
    reader.at += 1;
  }
}

/** How many numbers follow an opcode, where it is not one of those told apart below. */
function plainOperands(opcode) {
  if (opcode <= 0x01 || opcode === 0x05 || opcode === 0x0b || opcode === 0x0f) return 0;
  if (opcode >= 0x02 && opcode <= 0x04) return 1;
  if (opcode === 0x0c || opcode === 0x0d) return 1;
  if (opcode === 0x11 || opcode === 0x13) return 2;
  if (opcode === 0x1a || opcode === 0x1b) return 0;
  if (opcode >= 0x20 && opcode <= 0x26) return 1;
  if (opcode >= 0x28 && opcode <= 0x3e) return 2;
  if (opcode >= 0x3f && opcode <= 0x42) return 1;
  if (opcode >= 0x45 && opcode <= 0xc4) return 0;
  if (opcode === 0xd0 || opcode === 0xd2) return 1;
  if (opcode === 0xd1) return 0;
  throw new Error(`the wasm has an instruction that this does not know: 0x${opcode.toString(16)}`);
}

/** Two numbers for what initialises and copies, none for conversions, one for the rest of those behind 0xfc. */
const TWO_OPERANDS = new Set([8, 10, 12, 14]);

function skipOperands(reader, opcode, called) {
  switch (opcode) {
    case 0x0e: // br_table
      reader.skipNumbers(reader.number() + 1);
      break;
    case 0x10: // call
    case 0x12: // return_call
      called(reader.number());
      break;
    case 0x1c: // select, with types
      reader.counted();
      break;
    case 0x43: // f32.const
      reader.at += 4;
      break;
    case 0x44: // f64.const
      reader.at += 8;
      break;
    case 0xfc: {
      const kind = reader.number();
      reader.skipNumbers(kind < 8 ? 0 : TWO_OPERANDS.has(kind) ? 2 : 1);
      break;
    }
    default:
      reader.skipNumbers(plainOperands(opcode));
  }
}

/** Bytes one after the other. */
export function concatenate(...parts) {
  const arrays = parts.map((part) => (part instanceof Uint8Array ? part : Uint8Array.from(part)));
  const joined = new Uint8Array(arrays.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const array of arrays) {
    joined.set(array, at);
    at += array.length;
  }
  return joined;
}

/** A section with its number and its length. */
export function section(id, ...content) {
  const bytes = concatenate(...content);
  return concatenate([id], numberBytes(bytes.length), bytes);
}

/** The module with other bodies of functions. */
export function withBodies(bytes, { code, functions }, bodies) {
  const sized = bodies.flatMap((body) => [numberBytes(body.length), body]);
  const rewritten = section(CODE_SECTION, numberBytes(functions.length), ...sized);
  return concatenate(bytes.subarray(0, code.start), rewritten, bytes.subarray(code.end));
}

/** The module without the names of its functions, which are for its builders alone. */
export function withoutNames(bytes) {
  const { start, end } = readModule(bytes).custom.get('name') ?? { start: 0, end: 0 };
  return concatenate(bytes.subarray(0, start), bytes.subarray(end));
}

export function importedFunctions(bytes, section) {
  const reader = new Reader(bytes, section.content);
  let functions = 0;
  for (let imports = reader.number(); imports > 0; imports -= 1) {
    for (let names = 0; names < 2; names += 1) reader.counted();
    const kind = bytes[reader.at++];
    if (kind !== 0) throw new Error('the wasm imports something else than functions');
    reader.skipNumber();
    functions += 1;
  }
  return functions;
}

/** The names of the functions that the module defines, by their order; they have to be there still. */
export function functionNames(bytes) {
  const { sections, custom } = readModule(bytes);
  const imported = importedFunctions(bytes, sections.get(2));
  const names = new Map();
  const { content, end } = custom.get('name') ?? {};
  if (content === undefined) throw new Error('the wasm has no names');
  const reader = new Reader(bytes, content);
  while (reader.at < end) {
    const kind = bytes[reader.at++];
    const next = reader.number() + reader.at;
    for (let left = kind === 1 ? reader.number() : 0; left > 0; left -= 1) {
      const index = reader.number();
      names.set(index - imported, new TextDecoder().decode(reader.counted()));
    }
    reader.at = next;
  }
  return names;
}
