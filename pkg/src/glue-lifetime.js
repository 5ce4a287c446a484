// Appended by build.mjs to what wasm-bindgen wrote, whose variables of the running instance it shares.

export function running() {
  return wasm !== undefined;
}

/** Lets go of the instance and of the views of its memory, so that it can be collected. */
export function forget() {
  wasm = wasmInstance = undefined;
  cachedDataViewMemory0 = cachedUint8ArrayMemory0 = null;
}

export function memorySize() {
  return wasm === undefined ? 0 : wasm.memory.buffer.byteLength;
}

/** What the core asks about signatures first; nothing where the entry brings none. */
let verifiesFirst;

export function askFirst(verifies) {
  verifiesFirst = verifies;
}

/** Imported by the core (src/runtime.rs). */
function platformVerifies(...asked) {
  return verifiesFirst?.(...asked) ?? false;
}

/** The instance that runs, to be compared with: `undefined` where none does. */
export function instance() {
  return wasm;
}

/** One of the platform's coders of text; in Node.js they are there even where a test runner hides the globals. */
function coder(name, ...options) {
  const Coder = globalThis[name] ?? globalThis.process?.getBuiltinModule?.('util')?.[name];
  return new Coder(...options);
}

function lazyEncoder() {
  let encoder;
  return {
    encode: (text) => (encoder ??= coder('TextEncoder')).encode(text),
    encodeInto: (text, view) => (encoder ??= coder('TextEncoder')).encodeInto(text, view),
  };
}
