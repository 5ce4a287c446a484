// The declarations, as strict TypeScript sees them under each way of resolving modules.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { installedProject, packageRoot } from './support/installed.mjs';

const USE = `
const report: Report = explain({ chain: 'pem', anchors: ['mozilla', new Uint8Array(), new ArrayBuffer(0)], at: new Date(), purpose: 'clientAuth' });
explain({ chain: [new Uint8Array(), 'pem'], at: 1, serverName: 'a.example', crls: new Uint8Array(), language: 'zh-CN', rules: 'cabf' });
explain({ chain: 'pem', at: '2026-06-01T00:00:00Z', errorText: '' });
const verdict: 'trusted' | 'untrusted' | 'unreadable' | 'unanswerable' = report.verdict;
for (const finding of report.findings) {
  const code: string = finding.code;
  switch (finding.place.kind) {
    case 'link': { const issuer: string | null = finding.place.issuer; void issuer; break; }
    case 'certificate': { const id: string = finding.place.certificate; void id; break; }
    case 'input': case 'request': case 'anchors': case 'path': break;
    default: { const never: never = finding.place; void never; }
  }
  void code;
}
for (const finding of report.findings) {
  if (finding.code === 'certificate-expired') { const at: string = finding.evidence.notAfter; void at; }
  if (finding.code === 'root-not-trusted') { const count: number = finding.evidence.anchorCount; void count; }
  // @ts-expect-error that fault has no such evidence
  if (finding.code === 'anchors-empty') { const at: string = finding.evidence.notAfter; void at; }
}
const known: Code = 'certificate-expired';
const later: Code = 'found-by-a-later-version';
const given = Object.freeze(['mozilla', 'pem'] as const);
explain({ chain: 'pem', anchors: given, serverName: undefined, clients: false });
const verifier: Verifier = createVerifier({ anchors: given, clients: ['go'], language: undefined });
const other: Report = verifier.explain({ chain: 'pem' });
void known; void later; void other;
const text: string = version();
void verdict; void text;
explain({ paste: [{ name: 'fullchain.pem', content: 'pem' }, { content: new Uint8Array() }], passwords: ['changeit'] });
explain({ paste: 'anything', ocsp: new Uint8Array(), policies: ['1.2.3'], requireExplicitPolicy: true });
// @ts-expect-error a chain is text or bytes
explain({ chain: 17 });
// @ts-expect-error no such purpose
explain({ chain: '', purpose: 'email' });
// @ts-expect-error no such field
explain({ chain: '', hostname: '' });
// @ts-expect-error no such field of the report
report.valid;
`;

const SLIM = `
async function start(response: Response) {
  await init(new Uint8Array());
  await init(new ArrayBuffer(0));
  await init(response);
  await init(Promise.resolve(response));
  const report: Report = explain({ chain: '' });
  return report.summary;
}
void start;
`;

let project;

before(() => {
  project = installedProject();
  mkdirSync(join(project.root, 'node_modules', '@types'));
  for (const types of ['@types/node', 'undici-types']) {
    cpSync(join(packageRoot, 'node_modules', types), join(project.root, 'node_modules', types), { recursive: true });
  }
});

function compile(file, source, options) {
  project.write(file, source);
  project.write(
    'tsconfig.json',
    JSON.stringify({
      compilerOptions: { strict: true, noEmit: true, exactOptionalPropertyTypes: true, skipLibCheck: false, target: 'es2022', ...options },
      files: [file],
    }),
  );
  const tsc = join(packageRoot, 'node_modules', 'typescript', 'bin', 'tsc');
  const { status, stdout, stderr } = spawnSync(process.execPath, [tsc, '--project', 'tsconfig.json'], {
    cwd: project.root,
    encoding: 'utf8',
  });
  assert.equal(`${stdout}${stderr}`, '');
  assert.equal(status, 0);
}

const BROWSER = { lib: ['es2022', 'dom'], types: [] };
const NODE = { lib: ['es2022'], types: ['node'] };

for (const [name, file, options] of [
  ['an ECMAScript module in Node', 'esm.mts', { module: 'nodenext', ...NODE }],
  ['a CommonJS module in Node', 'commonjs.cts', { module: 'nodenext', ...NODE }],
  ['a bundled page', 'page.ts', { module: 'esnext', moduleResolution: 'bundler', ...BROWSER }],
]) {
  test(`chainwhy has its types in ${name}`, () => {
    compile(file, `import { createVerifier, explain, version, type Code, type Report, type Verifier } from 'chainwhy';\n${USE}`, options);
  });
  test(`chainwhy/slim has its types in ${name}`, () => {
    compile(file, `import { createVerifier, explain, init, version, type Code, type Report, type Verifier } from 'chainwhy/slim';\n${USE}${SLIM}`, options);
  });
}

test('chainwhy/slim takes a compiled module where the platform describes one', () => {
  compile(
    'module.ts',
    `import { init } from 'chainwhy/slim';
    export const start = (module: WebAssembly.Module, later: Promise<WebAssembly.Module>) => [init(module), init(later)];`,
    { module: 'esnext', moduleResolution: 'bundler', ...BROWSER },
  );
});

test('chainwhy/element has its types in a page', () => {
  compile(
    'element.ts',
    `import 'chainwhy/element';
    import { explain } from 'chainwhy';
    const element = document.createElement('chain-why');
    element.report = explain({ chain: '' });
    // @ts-expect-error a report, not any text
    element.report = 'text';
    document.body.append(element);`,
    { module: 'esnext', moduleResolution: 'bundler', ...BROWSER },
  );
});

test('the types stand without those of a browser or of Node', () => {
  compile('bare.mts', `import { createVerifier, explain, version, type Code, type Report, type Verifier } from 'chainwhy';\n${USE.replace(', at: new Date()', '')}`, {
    module: 'nodenext',
    lib: ['es2022'],
    types: [],
  });
  compile('bare-slim.mts', `import { init } from 'chainwhy/slim';\nvoid init(new Uint8Array());\n`, {
    module: 'nodenext',
    lib: ['es2022'],
    types: [],
  });
});
