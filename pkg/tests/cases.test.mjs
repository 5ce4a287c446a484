// The cases that the core answers natively, asked of the packed tarball: the same verdict, the same faults at the same places.

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import { caseNames, readCase } from './support/cases.mjs';
import { installedProject } from './support/installed.mjs';

const project = installedProject();
const { explain } = createRequire(join(project.root, 'package.json'))('chainwhy');

const cases = caseNames();

test('there are cases', { skip: cases.length > 0 ? false : 'tests/cases holds none' }, () => {});

for (const name of cases) {
  test(name, () => {
    const { question, expected } = readCase(name);
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
