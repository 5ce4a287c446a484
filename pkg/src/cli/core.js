// The core for the command line, from the files beside it: the inlined copy would have to be read and decoded first.

import { answer, answerAsText, answerOfTwo, coreVersion } from '../engine.js';
import { coreIn } from '../files.js';

const core = coreIn(new URL(import.meta.url));

export const explain = (question) => answer(question, core);
export const compare = (before, after) => answerOfTwo(before, after, core);
export const tell = (question, style) => answerAsText(question, style, core);
export const version = () => coreVersion(core);
