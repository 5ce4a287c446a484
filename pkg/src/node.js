// `chainwhy` in Node.js: the wasm lies beside this file, so nothing has to be inlined and decoded.

import { pathToFileURL } from 'node:url';
import { answer, answerOfTwo, coreVersion, fieldsIn, verifierFor } from './engine.js';
import { coreIn } from './files.js';

// HERE is this file, by its address or by its path.
const core = coreIn(HERE.startsWith('file:') ? new URL(HERE) : pathToFileURL(HERE));

export function explain(question) {
  return answer(question, core);
}

export function compare(before, after) {
  return answerOfTwo(before, after, core);
}

export function fields(certificate, language) {
  return fieldsIn(certificate, language, core);
}

export function createVerifier(options) {
  return verifierFor(options, core);
}

export function version() {
  return coreVersion(core);
}
