// `chainwhy` on Cloudflare Workers, which compile a `.wasm` when it is deployed and never from bytes.

import module from './chainwhy.wasm';
import { answer, answerOfTwo, coreVersion, fieldsIn, verifierFor } from './engine.js';

const core = { module: () => module };

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
