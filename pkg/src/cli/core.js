// The core for the command line, from the file beside it: the inlined copy would have to be read and decoded first.

import { readFileSync } from 'node:fs';
import { answer, answerAsText, answerOfTwo, coreVersion } from '../engine.js';

const core = { module: () => new WebAssembly.Module(readFileSync(new URL('./chainwhy.wasm', import.meta.url))) };

export const explain = (question) => answer(question, core);
export const compare = (before, after) => answerOfTwo(before, after, core);
export const tell = (question, style) => answerAsText(question, style, core);
export const version = () => coreVersion(core);
