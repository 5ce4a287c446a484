// The package as those see it who resolve it by its package.json alone: publint, and every way in which TypeScript resolves types.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, test } from 'node:test';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { installedProject } from './support/installed.mjs';

let tarball;

before(() => {
  tarball = readFileSync(installedProject().tarball);
});

test('publint has nothing to say', async () => {
  const bytes = tarball.buffer.slice(tarball.byteOffset, tarball.byteOffset + tarball.byteLength);
  const { messages, pkg } = await publint({ pack: { tarball: bytes }, strict: true });
  assert.deepEqual(messages.map((message) => formatMessage(message, pkg, { color: false })), []);
});

/** Files to be fetched or put into a page, which no module imports. */
const FILES = [/\.wasm$/, /\.bin$/, /\.global\.js$/];

const IN_NODE = 'in Node `require` finds CommonJS, by the condition node-addons, which is not tried there';
const OF_THE_ELEMENT = 'what runs in pages is a module';

/** What is said of an entry, and why it is meant to be so. */
const MEANT = new Map([
  ['./worker CJSResolvesToESM', IN_NODE],
  ['worker.d.cts FalseCJS', IN_NODE],
  ['./element CJSResolvesToESM', OF_THE_ELEMENT],
  ['./react CJSResolvesToESM', OF_THE_ELEMENT],
  ['./vue CJSResolvesToESM', OF_THE_ELEMENT],
  ['./svelte CJSResolvesToESM', OF_THE_ELEMENT],
]);

test('TypeScript finds the right types from modules, from CommonJS and in bundlers', async () => {
  const { problems } = await checkPackage(createPackageFromTarballData(new Uint8Array(tarball)), {
    excludeEntrypoints: FILES,
  });
  const told = problems
    // What an old setting of TypeScript would do, which knows of no `exports`.
    .filter(({ resolutionKind }) => resolutionKind !== 'node10')
    .map(({ kind, entrypoint, typesFileName }) => `${entrypoint ?? typesFileName?.split('/').at(-1)} ${kind}`);
  assert.deepEqual(new Set(told), new Set(MEANT.keys()));
});
