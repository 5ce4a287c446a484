// One wasm in two parts: the first with what answers most questions, the rest with what few of them reach. Where something was taken
// out, the first part has an `unreachable`: a question that goes there traps, and is asked again of the whole. So the first part
// never answers otherwise than the whole does; it answers, or it stops.

import { concatenate, importedFunctions, numberBytes, Reader, readModule, withBodies } from './code.mjs';

const FUNCTION = 0;
const UNREACHABLE = Uint8Array.of(0);
/** What the functions of this crate are called, and those of its types. */
const OURS = /^(?:<&?(?:mut )?)?chainwhy::/;
/** Rules that were gone into stay whole: what is wrong with a chain is what differs most from one question to the next. */
const RULES = /^(?:<&?(?:mut )?)?chainwhy::rules::/;

/**
 * Code of others that is no larger than this stays as it is wherever it was gone into: which way it takes may depend on no more than
 * where in memory a text happens to lie, or on a hash.
 */
const SMALL = 3000;

/**
 * Less stays too. The smaller the pieces, the more of them may be taken out, and the more questions meet one that is missing: of 285
 * chains of other makers than those that were asked, 90 met one with pieces from 100 octets on, 87 from 200, 135 from 60.
 */
const LEAST = 100;

/**
 * `{ first, rest }` of `bytes`. `names` are those of its functions, from before they were taken out. `functions` are the ways through each function and `gone` says which are kept, both as from
 * `observed`. What the exports named in `divided` do may trap; what any other export calls is kept whole.
 */
export function divide(bytes, names, functions, gone, divided) {
  const module = readModule(bytes);
  const kept = callsOfOthers(bytes, module, functions, divided);
  const missing = functions.map(({ ways }, index) => {
    const { body, end } = module.functions[index];
    const small = gone[index][0] && end - body < SMALL && !OURS.test(names.get(index) ?? '');
    const isRule = gone[index][0] && RULES.test(names.get(index) ?? '');
    return small || isRule || kept.has(index) ? [] : stretches(ways, gone[index]);
  });
  const bodies = module.functions.map(({ body, end }, index) => {
    const parts = [];
    let from = body;
    for (const stretch of missing[index]) {
      parts.push(bytes.subarray(from, stretch.from), UNREACHABLE);
      from = stretch.to;
    }
    return concatenate(...parts, bytes.subarray(from, end));
  });
  const first = withBodies(bytes, module, bodies);
  return { first, rest: difference(first, bytes, module, missing) };
}

/** What no question went through, as far as it reaches; of one inside another only the outer. */
function stretches(ways, gone) {
  const found = [];
  let covered = 0;
  ways.forEach(({ from, to }, way) => {
    if (from < covered || gone[way] || to - from < LEAST) return;
    found.push({ from, to });
    covered = to;
  });
  return found;
}

/** The functions that exports other than these reach by calling one another. */
function callsOfOthers(bytes, { sections }, functions, divided) {
  const reader = new Reader(bytes);
  const imported = importedFunctions(bytes, sections.get(2));
  reader.at = sections.get(7).content;
  const open = [];
  for (let exports = reader.number(); exports > 0; exports -= 1) {
    const name = new TextDecoder().decode(reader.counted());
    const kind = bytes[reader.at++];
    const index = reader.number();
    if (kind === FUNCTION && !divided.includes(name)) open.push(index - imported);
  }
  const reached = new Set(open.filter((index) => index >= 0));
  for (const index of reached) {
    for (const callee of functions[index].calls) if (callee >= imported) reached.add(callee - imported);
  }
  return reached;
}

/**
 * What turns the first part into the whole, as `join` in src/join.js reads it: the length of the whole, that of the list that
 * follows, the list (take so many octets of the first part, pass over so many of it, take so many from here), and the octets.
 */
function difference(first, bytes, module, missing) {
  const list = [];
  const taken = [];
  const inFirst = new Reader(first);
  let doneFirst = 0;
  let doneWhole = 0;
  /** The whole has its octets from `from` to `to` where the first part has `instead` of them. */
  const differ = (from, to, instead) => {
    const same = from - doneWhole;
    list.push(...numberBytes(same), ...numberBytes(instead), ...numberBytes(to - from));
    taken.push(bytes.subarray(from, to));
    doneWhole = to;
    doneFirst += same + instead;
  };
  // The lengths of the section and of each function that is shorter now, and what is gone from it.
  const { code, functions } = module;
  inFirst.at = code.start + 1;
  inFirst.skipNumber();
  differ(code.start + 1, code.content, inFirst.at - code.start - 1);
  functions.forEach(({ start, body }, index) => {
    if (missing[index].length === 0) return;
    inFirst.at = doneFirst + (start - doneWhole);
    const before = inFirst.at;
    inFirst.skipNumber();
    differ(start, body, inFirst.at - before);
    for (const { from, to } of missing[index]) differ(from, to, UNREACHABLE.length);
  });
  return concatenate(numberBytes(bytes.length), numberBytes(list.length), list, ...taken);
}
