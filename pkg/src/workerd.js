// `chainwhy` on Cloudflare Workers, which compile a `.wasm` when it is deployed and never from bytes.

import module from './chainwhy.wasm';
import { answer, coreVersion } from './engine.js';

const compiled = () => module;

export function explain(question) {
  return answer(question, compiled);
}

export function version() {
  return coreVersion(compiled);
}
