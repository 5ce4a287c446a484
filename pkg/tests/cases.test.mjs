// The cases that the core answers natively, asked of the packed tarball: the same verdict, the same faults at the same places.

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
    const { question, expected } = read(join(folder, name));
    const report = explain(question);
    const told = (severity) =>
      report.findings.filter((finding) => finding.severity === severity).map((finding) => shown(finding.code, finding.place));
    assert.equal(report.verdict, expected.verdict);
    assert.deepEqual(told('error'), expected.errors.map(({ code, at }) => `${code} at ${at}`));
    for (const { code, at, severity } of expected.mentions) {
      assert.ok(told(severity).includes(`${code} at ${at}`), `no ${severity} ${code} at ${at} in ${told(severity)}`);
    }
  });
}

// A place as the cases write it: see tests/cases/generate.py.
function shown(code, place) {
  const places = {
    certificate: () => place.certificate,
    link: () => `${place.subject}-${place.issuer}`,
    input: () => (place.line == null ? place.field : `${place.field}:${place.line}`),
    request: () => `request:${place.field}`,
    anchors: () => 'anchors',
    path: () => `path:${place.path}`,
  };
  return `${code} at ${places[place.kind]()}`;
}

function read(path) {
  const file = (name) => readFileSync(join(path, name));
  const { anchors, at, verdict, errors, mentions, ...asked } = parse(file('case.toml').toString());
  const question = {
    chain: file('chain.pem'),
    anchors: anchors === 'mozilla' ? anchors : file(anchors),
    crls: existsSync(join(path, 'crls.pem')) ? file('crls.pem') : undefined,
    at: at instanceof Date ? at.toISOString() : at,
    serverName: asked['server-name'],
    purpose: asked.purpose,
    rules: asked.rules,
    language: asked.language,
    errorText: asked['error-text'],
  };
  return { question, expected: { verdict, errors, mentions } };
}
