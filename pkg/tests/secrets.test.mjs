// No private key comes out of the package or its command line, in whatever form and field it was put in.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import { installedProject } from './support/installed.mjs';

const { certificate, secrets, forms } = JSON.parse(readFileSync(new URL('../../tests/secrets/forms.json', import.meta.url), 'utf8'));
const project = installedProject();
const { explain } = createRequire(join(project.root, 'package.json'))('chainwhy');

const grams = (text) => Array.from({ length: Math.max(0, text.length - 11) }, (_, at) => text.slice(at, at + 12));
const open = new Set(grams(certificate.replace(/\s/g, '')));

/** What of a file's secrets stands in a text. */
function leaked(text, file) {
  const told = new Set(grams(text.replace(/\s/g, '')));
  return secrets[file].flatMap(grams).find((gram) => told.has(gram) && !open.has(gram));
}

test('no report holds a part of a key, whichever field it came in', () => {
  const fields = ['anchors', 'crls', 'errorText', 'serverName', 'at', 'purpose', 'rules', 'language'];
  const wrong = [];
  for (const [at, { file, way, text, bytes }] of forms.entries()) {
    const given = text ?? Buffer.from(bytes, 'base64');
    for (const field of ['chain', 'paste', fields[at % (text === undefined ? 2 : fields.length)]]) {
      const question = field === 'paste' ? { at: 1.78e9 } : { chain: certificate, anchors: certificate, serverName: 'other.example', at: 1.78e9 };
      const gram = leaked(JSON.stringify(explain({ ...question, [field]: given })), file);
      if (gram) wrong.push(`${field}: ${file}, ${way}: ${gram}`);
    }
  }
  assert.deepEqual(wrong, []);
});

test('the command line prints no part of a key either', () => {
  const bin = join(project.root, 'node_modules', '.bin', 'chainwhy');
  const wrong = [];
  for (const { file, way, text } of forms.filter((form, at) => form.text !== undefined && at % 25 === 0)) {
    const chain = project.write('chain.pem', certificate + text);
    const error = project.write('error.txt', text);
    const { stdout, stderr } = spawnSync(bin, [chain, '--at', '2026-06-01', '--error-text', error], { encoding: 'utf8', shell: process.platform === 'win32' });
    const gram = leaked(stdout + stderr, file);
    if (gram) wrong.push(`${file}, ${way}: ${gram}`);
  }
  assert.deepEqual(wrong, []);
});
