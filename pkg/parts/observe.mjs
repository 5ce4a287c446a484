// Which ways through the wasm are gone when it answers: one octet of memory for each, set on passing by.

import { concatenate, numberBytes, Reader, readModule, section, waysThrough, withBodies } from './code.mjs';

const PAGE = 65_536;
const MEMORY_SECTION = 5;
const I32_CONST = 0x41;
const I32_STORE8 = 0x3a;

/** `bytes` so changed that it notes where it went; and `gone(exports)`: for each function, for each way, whether it was gone. */
export function observed(bytes) {
  const module = readModule(bytes);
  const functions = module.functions.map((one) => waysThrough(bytes, one));
  const count = functions.reduce((sum, { ways }) => sum + ways.length, 0);
  const { memory, notes } = withRoom(bytes, module, count);
  let next = notes;
  const bodies = functions.map(({ ways }, index) => {
    const { body, end } = module.functions[index];
    const parts = [];
    let from = body;
    for (const { from: at } of ways) {
      parts.push(bytes.subarray(from, at), note(next++));
      from = at;
    }
    return concatenate(...parts, bytes.subarray(from, end));
  });
  const noting = withBodies(bytes, module, bodies);
  return {
    wasm: concatenate(bytes.subarray(0, module.memory.start), memory, noting.subarray(module.memory.end)),
    functions,
    gone(exports) {
      const flags = new Uint8Array(exports.memory.buffer, notes, count);
      let at = 0;
      return functions.map(({ ways }) => ways.map(() => flags[at++] === 1));
    },
  };
}

/** The memory section with room for the notes behind what the module itself uses: its allocator takes only what it grows. */
function withRoom(bytes, { memory }, count) {
  const reader = new Reader(bytes, memory.content + 1);
  const flags = bytes[reader.at++];
  const pages = reader.number();
  const wanted = [1, flags, ...numberBytes(pages + Math.ceil(count / PAGE))];
  return { memory: section(MEMORY_SECTION, wanted, bytes.subarray(reader.at, memory.end)), notes: pages * PAGE };
}

/** `i32.const address, i32.const 1, i32.store8`. */
function note(address) {
  return Uint8Array.from([I32_CONST, ...signedBytes(address), I32_CONST, 1, I32_STORE8, 0, 0]);
}

function signedBytes(value) {
  const bytes = [];
  for (;;) {
    const low = value & 127;
    value >>= 7;
    if (value === 0 && (low & 64) === 0) return [...bytes, low];
    bytes.push(low | 128);
  }
}
