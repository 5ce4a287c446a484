// The one instance of the wasm, shared by all entries of the package.
//
// An entry brings a core: `module()` is what to compile an instance from. That may be the first part of the wasm, which answers most
// questions and stops at the others: then `isPart()` is true, and after `complete()` it is the whole. `verifies` is the platform's verifier
// of signatures, where it has one.

import { askFirst, compare, explain, fields, forget, initSync, memorySize, running, secrets, tell, version } from './glue.js';
import { normalise } from './question.js';

// A wasm memory grows and never shrinks: one huge paste must not hold its peak for the life of a server.
const MEMORY_WORTH_KEEPING = 64 * 1024 * 1024;

/** Whether the running instance is of the first part. */
let partial = false;

/** The report for a question. */
export function answer(question, core) {
  const asked = normalise(question);
  return ask(() => explain(asked), core);
}

/**
 * What changes from one question to another. What the second leaves out is as in the first, the time too: it is asked under one
 * question.
 */
export function answerOfTwo(before, after, core) {
  const first = normalise(before);
  const second = { ...first, ...normalise({ at: first.at, ...after }) };
  return ask(() => compare(first, second), core);
}

/** The report as text for a terminal, and the exit status: `[text, status]`. `style` says how it is shown. */
export function answerAsText(question, style, core) {
  const asked = normalise(question);
  return ask(() => tell(asked, style), core);
}

/** Where secrets stand in a text: `[start, end, kind]`, in the units that JavaScript counts in. */
export function secretsIn(text, core) {
  const kinds = ['key', 'store', 'wrapped', 'credentials'];
  const numbers = ask(() => secrets(String(text)), core);
  return Array.from({ length: numbers.length / 3 }, (_, at) => ({
    start: numbers[3 * at],
    end: numbers[3 * at + 1],
    kind: kinds[numbers[3 * at + 2]],
  }));
}

/** The fields of a certificate, each with the place of its bytes. */
export function fieldsIn(certificate, language, core) {
  if (!ArrayBuffer.isView(certificate) && !(certificate instanceof ArrayBuffer)) throw new TypeError('fields: the certificate has to be given as its bytes');
  const bytes = ArrayBuffer.isView(certificate) ? new Uint8Array(certificate.buffer, certificate.byteOffset, certificate.byteLength) : new Uint8Array(certificate);
  return ask(() => fields(bytes, String(language ?? 'en')), core);
}

function ask(call, core) {
  start(core);
  askFirst(core.verifies);
  try {
    return call();
  } catch (cause) {
    // An instance that trapped is in an unknown state: the next question gets a new one.
    forget();
    if (partial) {
      partial = false;
      core.complete?.();
      return ask(call, core);
    }
    throw new Error('chainwhy failed on this question. That is a defect of chainwhy: please report it', { cause });
  } finally {
    if (memorySize() > MEMORY_WORTH_KEEPING) forget();
  }
}

/** The version of the core. */
export function coreVersion(core) {
  start(core);
  return version();
}

/** Lets go of the instance that runs: the next question starts one of what its entry has by then. */
export function restart() {
  forget();
}

function start(core) {
  if (running()) return;
  initSync({ module: core.module() });
  partial = core.isPart?.() ?? false;
}
