// The one instance of the wasm, shared by all entries of the package.
//
// An entry brings a core: `module()` is what to compile an instance from. That may be the first part of the wasm, which answers most
// questions and stops at the others: then `isPart()` is true, and after `complete()` it is the whole. `verifies` is the platform's verifier
// of signatures, where it has one.

import { askFirst, compare, explain, explainBy, fields, forget, initSync, instance, keep, memorySize, release, running, secrets, tell, version } from './glue.js';
import { fieldsOf, normalise } from './question.js';

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

/** What verifiers keep in an instance is let go when nobody has them any more. */
const abandoned =
  typeof FinalizationRegistry === 'function'
    ? new FinalizationRegistry(({ kept }) => {
        if (kept.in !== undefined && kept.in === instance()) release(kept.number);
      })
    : undefined;

/**
 * Answers questions that have much in common. What they share is given once, and the trust anchors are read once: by each instance, since
 * another one may take the place of the first.
 */
export function verifierFor(options, core) {
  const { anchors, ...others } = fieldsOf(options);
  const kept = { in: undefined, number: 0 };
  const verifier = {
    explain(question) {
      if (typeof question !== 'object' || question === null || Array.isArray(question)) return answer(question, core);
      const asked = normalise({ ...others, ...fieldsOf(question) });
      if (anchors === undefined || 'anchors' in asked) return ask(() => explain(asked), core);
      return ask(() => {
        if (kept.in !== instance()) {
          kept.number = keep(normalise({ anchors, passwords: others.passwords }));
          kept.in = instance();
        }
        return explainBy(kept.number, asked);
      }, core);
    },
    compare(before, after) {
      const shared = { ...others, ...(anchors === undefined ? {} : { anchors }) };
      return answerOfTwo({ ...shared, ...fieldsOf(before) }, after, core);
    },
  };
  abandoned?.register(verifier, { kept });
  return Object.freeze(verifier);
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
