// The wasm comes in two parts. The first answers as the whole does, or it stops and says so: every case that this repository has is
// asked of both.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { rootCertificates } from 'node:tls';
import { explain as explainWhole } from '../dist/index.js';
import { asText } from '../parts/training.mjs';
import { join } from '../src/join.js';
import { caseNames, readCase } from './support/cases.mjs';
import { AT, HOST, makeChain, pem } from './support/chains.mjs';

// CommonJS has an instance of its own.
const slim = createRequire(import.meta.url)('../dist/slim.cjs');
const file = (name) => new Uint8Array(readFileSync(new URL(`../dist/${name}`, import.meta.url)));
const first = file('chainwhy.first.wasm');
const rest = file('chainwhy.rest.bin');

test('the two parts make the whole, byte for byte', () => {
  assert.equal(Buffer.compare(join(first, rest), file('chainwhy.wasm')), 0);
});

test('the first part answers as the whole does, or stops', { skip: caseNames().length === 0 && 'no cases here' }, async () => {
  let alone = 0;
  for (const name of caseNames()) {
    const question = asText(readCase(name).question);
    // Begun anew, since whoever has met what is missing goes on with the whole.
    await slim.initInParts(first, async () => rest);
    let report;
    try {
      report = slim.explain(question);
    } catch (error) {
      assert.equal(error.name, 'RestMissing', `${name}: ${error}`);
      await slim.whole();
      report = slim.explain(question);
      alone -= 1;
    }
    alone += 1;
    assert.deepEqual(report, explainWhole(question), name);
  }
  assert.ok(alone > 50, `${alone} of ${caseNames().length} were answered by the first part`);
});

test('chains made by another hand than those it was divided by are answered by the first part alone', async () => {
  await slim.initInParts(first, async () => assert.fail('the rest was asked for'));
  for (const algorithm of ['RSA-2048', 'P-256', 'P-384']) {
    const { endEntity, intermediates, root } = await makeChain(algorithm);
    const good = { chain: pem(endEntity, ...intermediates), anchors: pem(root), serverName: HOST, at: AT };
    for (const question of [
      good,
      { ...good, clients: false },
      { ...good, anchors: `${rootCertificates.join('\n')}\n${good.anchors}` },
      { ...good, chain: pem(endEntity) },
      { ...good, chain: pem(...intermediates, endEntity) },
      { ...good, anchors: 'mozilla' },
      { ...good, serverName: 'other.example.net' },
      { ...good, at: AT + 20 * 365 * 86_400 },
    ]) {
      assert.deepEqual(slim.explain(question), explainWhole(question));
    }
  }
});

test('what keys are recognised by is whole in the first part', async () => {
  await slim.initInParts(first, async () => assert.fail('the rest was asked for'));
  const { forms } = JSON.parse(readFileSync(new URL('../../tests/secrets/forms.json', import.meta.url), 'utf8'));
  for (const form of forms) slim.secrets(form.text);
  for (const name of caseNames()) {
    const { chain, paste } = readCase(name).question;
    slim.secrets(String(chain ?? paste));
  }
});

test('when the rest cannot be had, that is said, and asked for again', async () => {
  let asked = 0;
  await slim.initInParts(first, async () => {
    asked += 1;
    if (asked === 1) throw new Error('offline');
    return rest;
  });
  await assert.rejects(slim.whole(), /offline/);
  await slim.whole();
  assert.equal(slim.explain({ chain: 'nothing', at: 0 }).verdict, 'unreadable');
});
