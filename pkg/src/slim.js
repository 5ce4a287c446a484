// `chainwhy/slim`: the caller brings the wasm (the file is `chainwhy/chainwhy.wasm`).

import { answer, answerOfTwo, coreVersion, fieldsIn, restart, secretsIn, verifierFor } from './engine.js';
import { join } from './join.js';

let module;
/** Where only the first part is there: `{ first, rest, whole }`, its bytes, what brings the others, and the promise of all. */
let parts = null;

const core = {
  module() {
    if (module === undefined) throw new Error('call and await init() of chainwhy/slim before the first question');
    return module;
  },
  isPart: () => parts !== null,
  complete() {
    if (parts !== null) throw new RestMissing();
  },
};

/** A question went where the first part does not reach, and the rest is not there yet. */
class RestMissing extends Error {
  name = 'RestMissing';
  constructor() {
    super('this question needs the rest of the wasm: await whole() of chainwhy/slim and ask again');
  }
}

export async function init(source) {
  module = await moduleOf(await source);
  parts = null;
  restart();
}

export async function initInParts(first, rest) {
  const bytes = octets(await first);
  module = await WebAssembly.compile(bytes);
  parts = { first: bytes, rest, whole: null };
  restart();
}

/** Resolves when every question can be answered. */
export async function whole() {
  if (parts === null) return;
  parts.whole ??= complete(parts);
  await parts.whole;
}

async function complete(current) {
  try {
    const compiled = await WebAssembly.compile(join(current.first, octets(await current.rest())));
    if (parts !== current) return;
    module = compiled;
    parts = null;
  } catch (error) {
    // Another try may succeed.
    current.whole = null;
    throw error;
  }
}

/** The very octets of a buffer or a view of one. */
function octets(source) {
  return ArrayBuffer.isView(source) ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength) : new Uint8Array(source);
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
  return answer(question, core);
}

export function compare(before, after) {
  return answerOfTwo(before, after, core);
}

export function secrets(text) {
  return secretsIn(text, core);
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
