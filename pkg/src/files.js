// The core where the files of the package can be read: Node.js and the command line.

import { readFileSync } from 'node:fs';
import { platformVerifies } from './platform.js';

/** The core from the files in a folder. Most questions are answered by the first part alone, and what is not there is not compiled. */
export function coreIn(folder) {
  const compiled = (file) => new WebAssembly.Module(readFileSync(new URL(file, folder)));
  let module;
  let isPart = true;
  return {
    module: () => (module ??= compiled(isPart ? './chainwhy.first.wasm' : './chainwhy.wasm')),
    isPart: () => isPart,
    complete() {
      isPart = false;
      module = undefined;
    },
    verifies: platformVerifies,
  };
}
