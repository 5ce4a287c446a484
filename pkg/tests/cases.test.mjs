// The cases that the core answers natively, asked of the packed tarball: it says the same, word for word.

import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'smol-toml';
import { installedProject, packageRoot } from './support/installed.mjs';

const folder = join(packageRoot, '..', 'tests', 'cases');
const project = installedProject();
const { explain } = createRequire(join(project.root, 'package.json'))('chainwhy');

const cases = (existsSync(folder) ? readdirSync(folder, { recursive: true }) : [])
  .filter((file) => basename(file) === 'case.toml')
  .map((file) => dirname(file));

test('there are cases', { skip: cases.length > 0 ? false : 'tests/cases holds none' }, () => {});

for (const name of cases) {
  test(name, () => {
    const report = readFileSync(join(folder, name, 'report.json'), 'utf8');
    assert.deepEqual(explain(questionOf(join(folder, name))), JSON.parse(report));
  });
}

function questionOf(path) {
  const read = (file) => readFileSync(join(path, file));
  const { anchors, at, ...asked } = parse(read('case.toml').toString());
  const pasted = (source) => (source === 'mozilla' ? source : read(source));
  return {
    chain: read('chain.pem'),
    anchors: Array.isArray(anchors) ? anchors.map(pasted) : pasted(anchors ?? 'mozilla'),
    crls: existsSync(join(path, 'crls.pem')) ? read('crls.pem') : undefined,
    at: at instanceof Date ? at.toISOString() : at,
    serverName: asked['server-name'],
    purpose: asked.purpose,
    rules: asked.rules,
    language: asked.language,
    errorText: asked['error-text'],
  };
}
