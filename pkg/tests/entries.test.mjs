// Every way into the installed package answers the same question alike.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import * as esbuild from 'esbuild';
import { AT, der, HOST, makeChain, pem } from './support/chains.mjs';
import { installedProject, runNode } from './support/installed.mjs';

let project;
let chain;

before(async () => {
  chain = await makeChain();
  project = installedProject();
  project.write(
    'question.json',
    JSON.stringify({
      chain: pem(chain.endEntity, ...chain.intermediates),
      anchors: pem(chain.root),
      serverName: HOST,
      at: AT,
    }),
  );
});

/** Runs a module in the project with `question` read and `assert` imported; what it prints. */
function runs(name, source) {
  return runNode(['--expose-gc', project.write(name, source)], { cwd: project.root }).trim();
}

const ESM = `import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
const question = JSON.parse(readFileSync(new URL('./question.json', import.meta.url)));
`;

test('ECMAScript modules import it and ask, with nothing to initialise', () => {
  const said = runs(
    'esm.mjs',
    `${ESM}import { explain, version } from 'chainwhy';
    const report = explain(question);
    console.log(version(), report.schema, report.verdict, report.findings.filter(({ severity }) => severity === 'error').length);`,
  );
  assert.equal(said, `${versionOfPackage()} 2 trusted 0`);
});

test('it asks where a test runner has hidden the globals for text', () => {
  const said = runs(
    'hidden.mjs',
    `${ESM}delete globalThis.TextDecoder;
    delete globalThis.TextEncoder;
    const { explain } = await import('chainwhy');
    console.log(explain(question).verdict);`,
  );
  assert.equal(said, 'trusted');
});

test('CommonJS requires it and asks', () => {
  const said = runs(
    'commonjs.cjs',
    `const { explain, version } = require('chainwhy');
    const question = JSON.parse(require('node:fs').readFileSync(__dirname + '/question.json'));
    console.log(version(), explain(question).verdict);`,
  );
  assert.equal(said, `${versionOfPackage()} trusted`);
});

test('CommonJS named exports can be imported by name', () => {
  const said = runs(
    'named.mjs',
    `${ESM}import { createRequire } from 'node:module';
    const path = createRequire(import.meta.url).resolve('chainwhy');
    const { explain } = await import(path);
    console.log(path.endsWith('.cjs'), explain(question).verdict);`,
  );
  assert.equal(said, 'true trusted');
});

test('both module systems can live in one process, and say the same', () => {
  const said = runs(
    'both.mjs',
    `${ESM}import { createRequire } from 'node:module';
    import { explain } from 'chainwhy';
    const required = createRequire(import.meta.url)('chainwhy');
    assert.notEqual(required.explain, explain);
    assert.deepEqual(required.explain(question), explain(question));
    console.log('alike');`,
  );
  assert.equal(said, 'alike');
});

test('the global scope gets no name from it', () => {
  const said = runs(
    'globals.mjs',
    `const before = new Set(Object.getOwnPropertyNames(globalThis));
    const { explain } = await import('chainwhy');
    explain({ chain: '' });
    console.log(Object.getOwnPropertyNames(globalThis).filter((name) => !before.has(name)).length);`,
  );
  assert.equal(said, '0');
});

for (const [kind, source] of [
  ['bytes', 'bytes'],
  ['an ArrayBuffer', 'bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)'],
  ['a compiled module', 'new WebAssembly.Module(bytes)'],
  ['a response that says application/wasm', "new Response(bytes, { headers: { 'content-type': 'application/wasm' } })"],
  ['a response that says nothing of the kind', "new Response(bytes, { headers: { 'content-type': 'text/plain' } })"],
  ['a promise of a response', "Promise.resolve(new Response(bytes, { headers: { 'content-type': 'application/wasm' } }))"],
]) {
  test(`chainwhy/slim starts from ${kind}`, () => {
    const said = runs(
      'slim.mjs',
      `${ESM}import { explain, init, version } from 'chainwhy/slim';
      const bytes = readFileSync(new URL(import.meta.resolve('chainwhy/chainwhy.wasm')));
      await init(${source});
      console.log(version(), explain(question).verdict);`,
    );
    assert.equal(said, `${versionOfPackage()} trusted`);
  });
}

test('chainwhy/slim works in CommonJS', () => {
  const said = runs(
    'slim.cjs',
    `const { explain, init } = require('chainwhy/slim');
    const { readFileSync } = require('node:fs');
    const question = JSON.parse(readFileSync(__dirname + '/question.json'));
    init(readFileSync(require.resolve('chainwhy/chainwhy.wasm'))).then(() => console.log(explain(question).verdict));`,
  );
  assert.equal(said, 'trusted');
});

test('chainwhy/slim says what is missing before init, and what came instead of wasm', () => {
  const said = runs(
    'slim-errors.mjs',
    `${ESM}import { explain, init } from 'chainwhy/slim';
    assert.throws(() => explain(question), /init\\(\\)/);
    await assert.rejects(init(new Response('gone', { status: 404, statusText: 'Not Found' })), /404 Not Found/);
    await assert.rejects(init(new Response('<html>')), WebAssembly.CompileError);
    await assert.rejects(init(undefined), TypeError);
    await init(readFileSync(new URL(import.meta.resolve('chainwhy/chainwhy.wasm'))));
    console.log(explain(question).verdict);`,
  );
  assert.equal(said, 'trusted');
});

test('chain and anchors may be text, any kind of bytes, or a list of them', () => {
  project.write('leaf.der', der(chain.endEntity));
  project.write('lower.der', der(chain.intermediates[0]));
  project.write('upper.der', der(chain.intermediates[1]));
  project.write('root.pem', pem(chain.root));
  const said = runs(
    'bytes.mjs',
    `${ESM}import { explain } from 'chainwhy';
    const read = (file) => readFileSync(new URL(file, import.meta.url));
    const exact = (buffer) => buffer.buffer.slice(buffer.byteOffset, buffer.byteOffset + buffer.byteLength);
    const shared = (buffer) => { const all = new SharedArrayBuffer(buffer.length); new Uint8Array(all).set(buffer); return all; };
    const verdict = (fields) => explain({ serverName: question.serverName, at: question.at, ...fields }).verdict;
    const bundle = Buffer.from(question.chain);
    for (const chain of [
      question.chain,
      bundle,
      exact(bundle),
      new Uint8Array(exact(bundle)),
      new DataView(exact(bundle)),
      shared(bundle),
      new Uint8Array(shared(bundle)),
      [read('leaf.der'), read('lower.der'), exact(read('upper.der'))],
    ]) {
      assert.equal(verdict({ chain, anchors: read('root.pem') }), 'trusted');
      assert.equal(verdict({ chain, anchors: ['mozilla', exact(read('root.pem'))] }), 'trusted');
      assert.equal(verdict({ chain, anchors: 'mozilla' }), 'untrusted');
    }
    console.log('alike');`,
  );
  assert.equal(said, 'alike');
});

test('a time may be a Date, Unix seconds or ISO 8601, and is now where none is given', () => {
  const said = runs(
    'time.mjs',
    `${ESM}import { explain } from 'chainwhy';
    const at = (time) => explain({ ...question, at: time }).at;
    assert.equal(at(new Date('2026-06-01T00:00:00Z')), '2026-06-01T00:00:00Z');
    assert.equal(at(1780272000), '2026-06-01T00:00:00Z');
    assert.equal(at('2026-06-01T00:00:00Z'), '2026-06-01T00:00:00Z');
    for (const none of [undefined, null]) assert.ok(Math.abs(Date.parse(at(none)) - Date.now()) < 10_000);
    console.log('alike');`,
  );
  assert.equal(said, 'alike');
});

test('nothing that is asked makes it throw', () => {
  const said = runs(
    'odd.mjs',
    `${ESM}import { explain } from 'chainwhy';
    const cycle = { chain: [] };
    cycle.chain.push(cycle.chain);
    let nested = [];
    for (let depth = 0; depth < 100_000; depth++) nested = [nested];
    const odd = [
      undefined, null, 0, '', 'text', [], {}, () => 1, Symbol('s'), 1n, NaN, new Map(), new Date(NaN), cycle,
      ...[undefined, null, 7, NaN, true, {}, nested, Symbol('s'), () => 1, 10n, '\\ud800', '\\0'].flatMap((value) =>
        ['chain', 'anchors', 'crls', 'serverName', 'at', 'purpose', 'rules', 'language', 'errorText', 'unheardOf'].map(
          (field) => ({ ...question, [field]: value }),
        ),
      ),
      { ...question, at: new Date(NaN) },
      { ...question, at: 1e300 },
      { ...question, at: -1e300 },
      { ...question, chain: 'A'.repeat(1_000_000) },
      { ...question, chain: new Uint8Array(11_000_000) },
    ];
    for (const asked of odd) {
      const report = explain(asked);
      assert.ok(['trusted', 'untrusted', 'unreadable', 'unanswerable'].includes(report.verdict));
      if (report.verdict !== 'trusted') assert.equal(report.findings[0].severity, 'error');
      assert.equal(typeof report.summary, 'string');
    }
    console.log(explain(question).verdict);`,
  );
  assert.equal(said, 'trusted');
});

test('a huge paste does not hold its memory for good', () => {
  const said = runs(
    'memory.mjs',
    `${ESM}import { explain } from 'chainwhy';
    explain(question);
    const before = process.memoryUsage().arrayBuffers + process.memoryUsage().external;
    explain({ ...question, chain: 'A'.repeat(100_000_000) });
    globalThis.gc(); await new Promise((resolve) => setTimeout(resolve, 50)); globalThis.gc();
    assert.equal(explain(question).verdict, 'trusted');
    const after = process.memoryUsage().arrayBuffers + process.memoryUsage().external;
    console.log(after - before < 32_000_000 ? 'released' : \`kept \${after - before}\`);`,
    );
  assert.equal(said, 'released');
});

test('the tarball holds the wasm once as it is and once inlined, and nothing that is not used', () => {
  const files = execFileSync('tar', ['-tzf', project.tarball], { encoding: 'utf8' }).trim().split('\n');
  for (const file of files) {
    assert.match(file, /^package\/(package\.json|README\.md|LICENSE-(?:APACHE|MIT)|bin\/chainwhy\.js|dist\/.+)$/);
  }
  for (const licence of ['LICENSE-APACHE', 'LICENSE-MIT']) assert.ok(files.includes(`package/${licence}`), licence);

  const dist = join(project.root, 'node_modules', 'chainwhy', 'dist');
  const every = readdirSync(dist, { recursive: true }).map((file) => join(dist, file)).filter((file) => statSync(file).isFile());
  const holding = (bytes) => every.filter((file) => readFileSync(file).includes(bytes)).map((file) => file.slice(dist.length + 1));
  assert.deepEqual(holding(Buffer.from('\0asm')).toSorted(), ['chainwhy.first.wasm', 'chainwhy.wasm']);
  assert.deepEqual(holding('AGFzbQEAAA'), [join('inline', 'wasm.js')]);
  // Nothing that a bundler would have to resolve to a file, nothing of Node, nothing that a strict policy forbids.
  for (const entry of ['index', 'slim', 'engine'].flatMap((name) => [`${name}.js`, `${name}.cjs`])) {
    assert.doesNotMatch(readFileSync(join(dist, entry), 'utf8'), /import\.meta|['"]node:|eval\(|new Function|fetch\(/, entry);
  }
});

test('everything that package.json promises is in the tarball', () => {
  const folder = join(project.root, 'node_modules', 'chainwhy');
  const { exports, main, types, bin, customElements, sideEffects } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const paths = (value) => (typeof value === 'string' ? [value] : Object.values(value).flatMap(paths));
  for (const path of [exports, main, types, bin, customElements, sideEffects].flatMap(paths)) {
    assert.ok(statSync(join(folder, path)).isFile(), path);
  }
});

test('the element is for pages, and an import that only defines it is kept by a bundler', async () => {
  const entry = project.write('page.js', "import 'chainwhy/element';\n");
  const { outputFiles, warnings } = await esbuild.build({
    entryPoints: [entry],
    bundle: true,
    format: 'esm',
    platform: 'browser',
    write: false,
    logLevel: 'silent',
  });
  assert.deepEqual(warnings, []);
  assert.match(outputFiles[0].text, /customElements\.define|chain-why/);
});

function versionOfPackage() {
  return JSON.parse(readFileSync(join(project.root, 'node_modules', 'chainwhy', 'package.json'))).version;
}
