// The questions by which the wasm is divided: what stands in its first part is what these need. They are what people come to the page
// with, sent and pasted, in both languages: its examples, judged by the anchors they bring and by Mozilla's, the cases of the
// commonest faults, and chains of many kinds, whole and with what is commonly wrong with a chain.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
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
  for (const question of [...ofExamples(examples), ...ofCases(), ...ofChains()]) {
    core.explain(question);
    core.explain(ofThePage(question));
  }
  for (const question of ofPrograms()) {
    core.explain(question);
    core.explainBy(core.keep(question), { ...question, anchors: undefined });
  }
  return { functions, gone: gone(exports) };
}

/** With all that the page says in each question: see www/src/page/draft.ts. */
function ofThePage(question) {
  const at = new Date(typeof question.at === 'number' ? question.at * 1000 : question.at).toISOString();
  return { purpose: 'serverAuth', rules: 'default', ...question, at, outlook: true };
}

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
    const question = asText(readCase(name).question);
    yield question;
    const { chain, ...others } = question;
    if (typeof chain === 'string') yield { ...others, paste: chain, language: 'zh-CN' };
  }
}

/** Of the algorithms and with the extensions that there are: see chains.py. */
const chains = JSON.parse(readFileSync(new URL('./chains.json', import.meta.url), 'utf8'));
const ERROR = 'requests.exceptions.SSLError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer certificate (_ssl.c:1007)';

function* ofChains() {
  const at = Date.UTC(2026, 1, 1) / 1000;
  for (const { host, sent, root, renewed } of chains) {
    const [server, ...others] = sent;
    const plain = { chain: sent.join(''), anchors: root, serverName: host, at };
    const asked = [
      plain,
      { ...plain, serverName: undefined },
      { ...plain, chain: `${plain.chain}${root}` },
      { ...plain, chain: plain.chain.replaceAll('\n', '\r\n') },
      { ...plain, chain: server },
      { ...plain, chain: server, errorText: ERROR },
      { ...plain, chain: [server, ...others.toReversed()].join('') },
      { ...plain, anchors: ['mozilla', root] },
      { ...plain, anchors: 'mozilla' },
      { ...plain, anchors: `${renewed}${root}` },
      { ...plain, anchors: renewed },
      { ...plain, serverName: 'other.example.com' },
      { ...plain, serverName: '10.1.2.3' },
      { ...plain, clients: ['openssl-3', 'go'] },
      { ...plain, at: at + 5 * 365 * 86_400 },
      { ...plain, at: at - 365 * 86_400 },
      { ...plain, chain: `subject=CN = ${host}\n${plain.chain}---\nVerify return code: 20 (unable to get local issuer certificate)\n` },
    ];
    for (const { chain, ...rest } of asked) {
      yield normalise({ ...rest, chain, language: 'en' });
      yield normalise({ ...rest, paste: chain, language: 'zh-CN' });
    }
  }
}

/** As programs ask: for a verdict alone, files as bytes or in a list, and with a store of public roots, which have oddities of their own. */
function* ofPrograms() {
  const at = Date.UTC(2026, 1, 1) / 1000;
  const bytes = (text) => new TextEncoder().encode(text);
  const store = rootCertificates.join('\n');
  for (const { host, sent, root } of chains) {
    const asked = { chain: sent.join(''), anchors: root, serverName: host, at };
    yield normalise({ ...asked, chain: bytes(asked.chain), anchors: bytes(root) });
    yield normalise({ ...asked, chain: sent, anchors: [root, bytes(root)], clients: false });
    yield normalise({ ...asked, anchors: `${store}\n${root}` });
    yield normalise({ ...asked, anchors: [...rootCertificates, root], clients: false });
    yield normalise({ ...asked, anchors: bytes(store) });
    yield normalise({ ...asked, chain: sent[0], anchors: store });
  }
}

/** Text where it is text, and a time in seconds. */
export function asText(question) {
  const text = (value) => (value instanceof Uint8Array && Buffer.compare(Buffer.from(String(value)), value) === 0 ? String(value) : value);
  const fields = Object.entries(question).map(([field, value]) => [field, text(value)]);
  const at = typeof question.at === 'string' ? Date.parse(question.at) / 1000 : MOMENT;
  return normalise({ language: 'en', ...Object.fromEntries(fields), at });
}
