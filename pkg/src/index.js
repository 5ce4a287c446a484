// `chainwhy`: the wasm is inlined, compiled at the first question, and nothing has to be initialised.

import { answer, answerOfTwo, coreVersion, fieldsIn, verifierFor } from './engine.js';
import './inline/wasm.js';
import { platformVerifies } from './platform.js';

let module;

// Compiling synchronously is allowed on a page's main thread too: Chromium lifted its limit of 4 KB in version 114,
// Firefox and Safari never had one.
const core = {
  module: () => (module ??= new WebAssembly.Module(fromBase64(globalThis[Symbol.for(INLINE_KEY)]()))),
  verifies: platformVerifies,
};

function fromBase64(text) {
  if (typeof Uint8Array.fromBase64 === 'function') return Uint8Array.fromBase64(text);
  if (typeof globalThis.Buffer === 'function') return globalThis.Buffer.from(text, 'base64');
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

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
