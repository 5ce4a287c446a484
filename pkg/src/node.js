// `chainwhy` in Node.js: the wasm lies beside this file, so nothing has to be inlined and decoded.

import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { answer, answerOfTwo, coreVersion, fieldsIn } from './engine.js';

// HERE is this file, by its address or by its path.
const here = HERE.startsWith('file:') ? new URL(HERE) : pathToFileURL(HERE);

let module;

const core = {
  module: () => (module ??= new WebAssembly.Module(readFileSync(new URL('./chainwhy.wasm', here)))),
};

export function explain(question) {
  return answer(question, core);
}

export function compare(before, after) {
  return answerOfTwo(before, after, core);
}

export function fields(certificate, language) {
  return fieldsIn(certificate, language, core);
}

export function version() {
  return coreVersion(core);
}
