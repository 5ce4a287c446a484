// The one instance of the wasm, shared by all entries of the package.

import { compare, explain, forget, initSync, memorySize, running, secrets, tell, version } from './glue.js';
import { normalise } from './question.js';

// A wasm memory grows and never shrinks: one huge paste must not hold its peak for the life of a server.
const MEMORY_WORTH_KEEPING = 64 * 1024 * 1024;

/** The report for a question. `compiled` gives the wasm module; it is called only where no instance is running. */
export function answer(question, compiled) {
  const asked = normalise(question);
  return ask(() => explain(asked), compiled);
}

/**
 * What changes from one question to another. What the second leaves out is as in the first, the time too: it is asked under one
 * question.
 */
export function answerOfTwo(before, after, compiled) {
  const first = normalise(before);
  const second = { ...first, ...normalise({ at: first.at, ...after }) };
  return ask(() => compare(first, second), compiled);
}

/** The report as text for a terminal, and the exit status: `[text, status]`. `style` says how it is shown. */
export function answerAsText(question, style, compiled) {
  const asked = normalise(question);
  return ask(() => tell(asked, style), compiled);
}

/** Where secrets stand in a text: `[start, end, kind]`, in the units that JavaScript counts in. */
export function secretsIn(text, compiled) {
  const kinds = ['key', 'store', 'wrapped', 'credentials'];
  const numbers = ask(() => secrets(String(text)), compiled);
  return Array.from({ length: numbers.length / 3 }, (_, at) => ({
    start: numbers[3 * at],
    end: numbers[3 * at + 1],
    kind: kinds[numbers[3 * at + 2]],
  }));
}

function ask(call, compiled) {
  start(compiled);
  try {
    return call();
  } catch (cause) {
    // An instance that trapped is in an unknown state: the next question gets a new one.
    forget();
    throw new Error('chainwhy failed on this question. That is a defect of chainwhy: please report it', { cause });
  } finally {
    if (memorySize() > MEMORY_WORTH_KEEPING) forget();
  }
}

/** The version of the core. */
export function coreVersion(compiled) {
  start(compiled);
  return version();
}

function start(compiled) {
  if (!running()) initSync({ module: compiled() });
}
