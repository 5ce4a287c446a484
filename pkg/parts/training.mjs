// The questions by which the wasm is divided: what stands in its first part is what these need. They are what people come to the page
// with, sent and pasted, in both languages: its examples, judged by the anchors they bring and by Mozilla's, and the cases of the
// commonest faults.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { normalise } from '../src/question.js';
import { caseNames, readCase } from '../tests/support/cases.mjs';
import { observed } from './observe.mjs';

/** A moment at which the examples that name none are asked about; any will do, with a fraction as a clock has it, but always the same. */
const MOMENT = Date.UTC(2026, 5, 1) / 1000 + 0.25;

const COMMON = new Set([
  'anchors-empty',
  'certificate-duplicated',
  'certificate-expired',
  'certificate-not-yet-valid',
  'certificate-unused',
  'chain-out-of-order',
  'end-entity-is-ca',
  'end-entity-not-first',
  'end-entity-self-signed',
  'extended-key-usage-mismatch',
  'input-empty',
  'issuer-not-ca',
  'issuer-not-found',
  'key-identifier-mismatch',
  'name-mismatch',
  'pem-truncated',
  'private-key-pasted',
  'root-included',
  'root-not-trusted',
  'signature-invalid',
  'subject-alt-name-missing',
]);

/** `{ functions, gone }`: the ways through the wasm, and which of them the questions took. `glue` is what wasm-bindgen wrote. */
export async function trained(bytes, glue, examples) {
  const { wasm, functions, gone } = observed(bytes);
  const core = await import(pathToFileURL(glue).href);
  const exports = core.initSync({ module: new WebAssembly.Module(wasm) });
  for (const question of [...ofExamples(examples), ...ofCases()]) core.explain(question);
  return { functions, gone: gone(exports) };
}

/** As the page asks: see www/src/page/draft.ts. */
function* ofExamples(folder) {
  for (const name of readdirSync(folder).filter((name) => name.endsWith('.json') && name !== 'index.json').toSorted()) {
    const { question } = JSON.parse(readFileSync(join(folder, name), 'utf8'));
    const { chain, anchors, ...others } = question;
    for (const language of ['en', 'zh-CN']) {
      for (const at of question.at === undefined ? [MOMENT] : [question.at, Date.parse(question.at) / 1000]) {
        yield { ...question, at, language };
        yield { ...others, paste: chain, anchors, at, language };
        yield { ...others, paste: chain, at, language };
        yield { ...question, anchors: 'mozilla', at, language };
        yield { ...question, anchors: ['mozilla', anchors ?? ''], at, language };
      }
    }
  }
}

function* ofCases() {
  for (const name of caseNames().filter((name) => COMMON.has(name.split('/')[0])).toSorted()) {
    const question = asThePageAsks(readCase(name).question);
    yield question;
    const { chain, ...others } = question;
    if (typeof chain === 'string') yield { ...others, paste: chain, language: 'zh-CN' };
  }
}

/** What the page makes of a question: text where it is text, and a time in seconds. */
export function asThePageAsks(question) {
  const text = (value) => (value instanceof Uint8Array && Buffer.compare(Buffer.from(String(value)), value) === 0 ? String(value) : value);
  const fields = Object.entries(question).map(([field, value]) => [field, text(value)]);
  const at = typeof question.at === 'string' ? Date.parse(question.at) / 1000 : MOMENT;
  return normalise({ language: 'en', ...Object.fromEntries(fields), at });
}
