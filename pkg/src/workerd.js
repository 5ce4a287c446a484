// `chainwhy` on Cloudflare Workers, which compile a `.wasm` when it is deployed and never from bytes.

import module from './chainwhy.wasm';
import { answer, answerOfTwo, coreVersion } from './engine.js';

const compiled = () => module;

export function explain(question) {
  return answer(question, compiled);
}

export function compare(before, after) {
  return answerOfTwo(before, after, compiled);
}

export function version() {
  return coreVersion(compiled);
}
