// Many questions: a verifier that keeps the trust anchors, the same in a thread, the platform's verifier of signatures, and what an instance
// holds after a long time.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { before, test } from 'node:test';
import { createVerifier, explain } from '../dist/node.js';
import * as threads from '../dist/worker.node.js';
import { caseNames, readCase } from './support/cases.mjs';
import { AT, HOST, makeChain, pem } from './support/chains.mjs';

// CommonJS has an instance of its own, and slim no verifier of the platform.
const slim = createRequire(import.meta.url)('../dist/slim.cjs');
const wasm = readFileSync(new URL('../dist/chainwhy.wasm', import.meta.url));

let question;
let anchors;

before(async () => {
  await slim.init(wasm);
  const chain = await makeChain();
  anchors = pem(chain.root);
  question = { chain: pem(chain.endEntity, ...chain.intermediates), serverName: HOST, at: AT };
});

test('reports are the same, octet for octet, with the platform’s verifier and without', () => {
  for (const name of caseNames()) {
    const asked = { at: AT, ...readCase(name).question };
    assert.equal(JSON.stringify(explain(asked)), JSON.stringify(slim.explain(asked)), name);
  }
});

test('a verifier answers as explain does', () => {
  for (const options of [{}, { anchors }, { anchors: ['mozilla', anchors], clients: ['go'] }, { anchors: Buffer.from(anchors), clients: false, language: 'zh-CN' }]) {
    const verifier = createVerifier(options);
    for (const own of [{}, { serverName: 'other.example' }, { anchors: 'mozilla' }, { anchors: [] }, { language: 'en', clients: undefined }]) {
      const given = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined));
      assert.deepEqual(verifier.explain({ ...question, ...own }), explain({ ...options, ...question, ...given }));
    }
    assert.deepEqual(verifier.compare(question, { chain: '' }), slim.compare({ ...options, ...question }, { chain: '' }));
  }
  assert.equal(createVerifier().explain(null).findings[0].code, 'question-invalid');
  assert.equal(createVerifier({ servername: HOST }).explain(question).verdict, 'unanswerable');
});

test('a verifier outlives the instance that it began with', async () => {
  const verifier = slim.createVerifier({ anchors });
  assert.equal(verifier.explain(question).verdict, 'trusted');
  await slim.init(wasm);
  assert.equal(verifier.explain(question).verdict, 'trusted');
});

test('a thread answers, is given up on, and answers the others', async () => {
  const verifier = threads.createVerifier({ anchors });
  assert.deepEqual(await verifier.explain(question), explain({ ...question, anchors }));
  const controller = new AbortController();
  const given = verifier.explain(question, { signal: controller.signal });
  const other = verifier.explain({ ...question, serverName: 'other.example' });
  controller.abort();
  await assert.rejects(given, { name: 'AbortError' });
  assert.equal((await other).verdict, 'untrusted');
  assert.equal((await verifier.compare({ ...question, at: new Date(AT * 1000) }, { chain: '' })).after, 'unreadable');
  await assert.rejects(verifier.explain(question, { signal: AbortSignal.abort() }), { name: 'AbortError' });
  const closed = verifier.explain(question);
  verifier.close();
  await assert.rejects(closed, /closed/);
  assert.equal((await verifier.explain(question)).verdict, 'trusted');
});

test('an instance that is asked again and again does not grow', async () => {
  const many = Number(process.env.CHAINWHY_QUESTIONS ?? 1500);
  let memory;
  const { instantiate } = watched((found) => (memory = found));
  try {
    await slim.init(wasm);
    const verifier = slim.createVerifier({ anchors, clients: false });
    const ask = (count) => {
      for (let at = 0; at < count; at += 1) {
        const { verdict } = verifier.explain({ ...question, serverName: at % 3 === 0 ? `${at}.example` : HOST });
        assert.equal(verdict, at % 3 === 0 ? 'untrusted' : 'trusted');
      }
    };
    ask(many / 5);
    const early = memory.buffer.byteLength;
    ask(many);
    assert.equal(memory.buffer.byteLength, early);
    if (many > 1500) console.log(`${many} questions: ${early / 2 ** 20} MiB before and after`);
  } finally {
    WebAssembly.Instance = instantiate;
  }
});

/** Hands on the memory of what is instantiated. */
function watched(found) {
  const instantiate = WebAssembly.Instance;
  WebAssembly.Instance = function Instance(...given) {
    const instance = new instantiate(...given);
    found(instance.exports.memory);
    return instance;
  };
  return { instantiate };
}

test('after a trap a fresh instance answers, and says nothing of the last question', async () => {
  const instantiate = WebAssembly.Instance;
  let started = 0;
  let isToTrap = false;
  WebAssembly.Instance = function Instance(...given) {
    started += 1;
    const { exports } = new instantiate(...given);
    const trapping = { explain: (...asked) => (isToTrap ? unreachable() : exports.explain(...asked)) };
    return { exports: { ...exports, ...trapping } };
  };
  try {
    await slim.init(wasm);
    const asked = { ...question, anchors };
    const report = slim.explain(asked);
    isToTrap = true;
    assert.throws(() => slim.explain({ ...asked, serverName: 'secret.example' }), /defect of chainwhy/);
    isToTrap = false;
    assert.deepEqual(slim.explain(asked), report);
    assert.equal(started, 2);
  } finally {
    WebAssembly.Instance = instantiate;
    await slim.init(wasm);
  }
});

function unreachable() {
  throw new WebAssembly.RuntimeError('unreachable');
}
