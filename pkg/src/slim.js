// `chainwhy/slim`: the caller brings the wasm (the file is `chainwhy/chainwhy.wasm`).

import { answer, answerOfTwo, coreVersion, secretsIn } from './engine.js';

let module;

function compiled() {
  if (module === undefined) throw new Error('call and await init() of chainwhy/slim before the first question');
  return module;
}

export async function init(source) {
  module = await moduleOf(await source);
}

async function moduleOf(source) {
  if (source instanceof WebAssembly.Module) return source;
  if (typeof Response === 'function' && source instanceof Response) return moduleOfResponse(source);
  return WebAssembly.compile(source);
}

async function moduleOfResponse(response) {
  if (!response.ok) {
    throw new Error(`the wasm of chainwhy could not be loaded: ${response.status} ${response.statusText} ${response.url}`);
  }
  // Compiling while it loads needs the server to say `application/wasm`; without that the bytes are as good.
  const streams =
    typeof WebAssembly.compileStreaming === 'function' &&
    response.headers.get('content-type')?.split(';')[0].trim() === 'application/wasm';
  return streams ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
}

export function explain(question) {
  return answer(question, compiled);
}

export function compare(before, after) {
  return answerOfTwo(before, after, compiled);
}

export function secrets(text) {
  return secretsIn(text, compiled);
}

export function version() {
  return coreVersion(compiled);
}
