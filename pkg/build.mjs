// Makes pkg/dist from what wasm-bindgen wrote: node build.mjs FOLDER, where FOLDER holds the output of
// `wasm-bindgen --target web`: chainwhy.js and chainwhy_bg.wasm, already optimised, with the
// names of its functions. `node build.mjs --element` adds
// the element, which is made from the rest. `cargo xtask build` runs both.

import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { functionNames, withoutNames } from './parts/code.mjs';
import { divide } from './parts/divide.mjs';
import { trained } from './parts/training.mjs';
import { join as joined } from './src/join.js';

const here = dirname(fileURLToPath(import.meta.url));
const src = join(here, 'src');
const dist = join(here, 'dist');

const [argument, ...others] = process.argv.slice(2);
if (argument === undefined || others.length > 0) {
  console.error('usage: node build.mjs FOLDER (the output of wasm-bindgen --target web), or node build.mjs --element');
  process.exit(2);
}
if (argument === '--element') copyElement();
else await buildPackage(resolve(argument));

async function buildPackage(staging) {
  const named = new Uint8Array(readFileSync(join(staging, 'chainwhy_bg.wasm')));
  const wasm = withoutNames(named);
  // Two versions of the package may live on one page: the key names the very bytes.
  const inlineKey = `chainwhy.wasm ${createHash('sha256').update(wasm).digest('hex').slice(0, 16)}`;

  rmSync(dist, { recursive: true, force: true });
  mkdirSync(join(dist, 'inline'), { recursive: true });
  writeFileSync(join(dist, 'chainwhy.wasm'), wasm);
  await writeParts(named, wasm, staging);
  writeInlineWasm(wasm, inlineKey);
  await writeEntries(staging, inlineKey);
  await writeCommandLine();
  writeDeclarations();
  copySchemas();
  copyLicences();
}

/** The wasm in two parts, so that what answers most questions comes first and is compiled alone. */
async function writeParts(named, wasm, staging) {
  const { functions, gone } = await trained(wasm, join(staging, 'chainwhy.js'), join(here, '..', 'www', 'examples'));
  const { first, rest } = divide(wasm, functionNames(named), functions, gone, ['explain', 'explainBy', 'keep', 'tell', 'compare']);
  if (Buffer.compare(joined(first, rest), wasm) !== 0) throw new Error('the two parts of the wasm do not make the whole');
  writeFileSync(join(dist, 'chainwhy.first.wasm'), first);
  writeFileSync(join(dist, 'chainwhy.rest.bin'), rest);
}

/**
 * The only copy of the inlined bytes, for ESM and CommonJS alike: a script that neither exports nor requires is valid
 * as both, so it leaves the bytes under a global symbol. The package.json beside it makes Node read it as CommonJS.
 */
function writeInlineWasm(wasm, inlineKey) {
  const text = Buffer.from(wasm).toString('base64');
  const script = `globalThis[Symbol.for(${JSON.stringify(inlineKey)})] = function () { return "${text}"; };\n`;
  writeFileSync(join(dist, 'inline', 'wasm.js'), script);
  writeFileSync(join(dist, 'inline', 'package.json'), '{ "type": "commonjs", "sideEffects": true }\n');
}

async function writeEntries(staging, inlineKey) {
  const common = {
    absWorkingDir: here,
    bundle: true,
    target: 'es2022',
    charset: 'utf8',
    legalComments: 'inline',
    logLevel: 'warning',
    define: { INLINE_KEY: JSON.stringify(inlineKey) },
  };
  // Entries stay separate files around one shared engine, in both module systems.
  for (const [format, extension] of [['esm', '.js'], ['cjs', '.cjs']]) {
    await build({
      ...common,
      format,
      platform: format === 'cjs' ? 'node' : 'neutral',
      entryPoints: [join(src, 'engine.js')],
      outfile: join(dist, `engine${extension}`),
      // Only wasm-bindgen's own loader asks for it, which no entry uses: nothing of it is left in the output.
      define: { 'import.meta.url': 'undefined' },
      plugins: [glue(staging)],
    });
    await build({
      ...common,
      format,
      platform: format === 'cjs' ? 'node' : 'neutral',
      entryPoints: [
        ...['index.js', 'slim.js', 'node.js', 'worker.node.js', 'thread.node.js'],
        ...(format === 'esm' ? ['workerd.js', 'worker.js', 'thread.js'] : []),
      ].map((file) => join(src, file)),
      outdir: dist,
      outExtension: { '.js': extension },
      // Where the files of the package lie.
      define: { ...common.define, HERE: format === 'cjs' ? '__filename' : 'import.meta.url', EXTENSION: JSON.stringify(extension) },
      plugins: [
        siblings({
          'node:fs': 'node:fs',
          'node:url': 'node:url',
          'node:worker_threads': 'node:worker_threads',
          './index.js': './index.js',
          './node.js': `./node${extension}`,
          './engine.js': `./engine${extension}`,
          './inline/wasm.js': './inline/wasm.js',
          './chainwhy.wasm': './chainwhy.wasm',
        }),
      ],
    });
  }
}

/** Leaves an import as it is written, or under the name that its file has in this module system. */
function siblings(names) {
  return {
    name: 'siblings',
    setup(bundler) {
      bundler.onResolve({ filter: /^(\.\.?\/|node:)/ }, ({ path }) => (path in names ? { path: names[path], external: true } : undefined));
    },
  };
}

/** What wasm-bindgen wrote, with the functions of glue-lifetime.js inside its scope. */
function glue(staging) {
  return {
    name: 'glue',
    setup(bundler) {
      bundler.onResolve({ filter: /^\.\/glue\.js$/ }, () => ({ path: join(staging, 'chainwhy.js'), namespace: 'glue' }));
      bundler.onLoad({ filter: /.*/, namespace: 'glue' }, ({ path }) => ({
        contents: `${withLazyCoders(readFileSync(path, 'utf8'))}\n${readFileSync(join(src, 'glue-lifetime.js'), 'utf8')}`,
        loader: 'js',
      }));
    },
  };
}

/** Text is encoded and decoded by what is there at the first question: a test runner's page may have neither global when this is imported. */
function withLazyCoders(glue) {
  const replaced = [
    ["let cachedTextDecoder = new TextDecoder('utf-8', { ignoreBOM: true });\ncachedTextDecoder.decode();\n", 'let cachedTextDecoder;\n'],
    ["cachedTextDecoder = new TextDecoder('utf-8', { ignoreBOM: true });\n", "cachedTextDecoder = coder('TextDecoder', 'utf-8', { ignoreBOM: true });\n"],
    ['return cachedTextDecoder.decode(', "return (cachedTextDecoder ??= coder('TextDecoder', 'utf-8', { ignoreBOM: true })).decode("],
    ['const cachedTextEncoder = new TextEncoder();\n', 'const cachedTextEncoder = lazyEncoder();\n'],
  ];
  return replaced.reduce((text, [from, to]) => {
    if (text.split(from).length !== 2) throw new Error(`wasm-bindgen no longer writes ${JSON.stringify(from)} once`);
    return text.replace(from, to);
  }, glue);
}

async function writeCommandLine() {
  await build({
    absWorkingDir: here,
    entryPoints: [join(src, 'cli', 'main.js')],
    outfile: join(dist, 'cli.js'),
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    charset: 'utf8',
    legalComments: 'inline',
    logLevel: 'warning',
    plugins: [siblings({ '../engine.js': './engine.js' })],
  });
}

/** The types of the question and the report, generated from the Rust types, and the signatures, written by hand. */
function writeDeclarations() {
  const generated = readFileSync(join(src, 'report.d.ts'), 'utf8');
  const index = `${generated}\n${readFileSync(join(src, 'index.d.ts'), 'utf8')}`;
  const slim = readFileSync(join(src, 'slim.d.ts'), 'utf8');
  writeFileSync(join(dist, 'index.d.ts'), index);
  writeFileSync(join(dist, 'index.d.cts'), index);
  writeFileSync(join(dist, 'slim.d.ts'), slim);
  writeFileSync(join(dist, 'slim.d.cts'), slim.replaceAll("'./index.js'", "'./index.cjs'"));
  const worker = readFileSync(join(src, 'worker.d.ts'), 'utf8');
  writeFileSync(join(dist, 'worker.d.ts'), worker);
  writeFileSync(join(dist, 'worker.d.cts'), worker.replaceAll("'./index.js'", "'./index.cjs'"));
}

/** `<chain-why>`, which the page's build makes out of what is in dist by then. */
function copyElement() {
  cpSync(join(here, '..', 'www', 'dist-element'), dist, { recursive: true });
}

/** The JSON Schemas of the question and the report. */
function copySchemas() {
  for (const name of ['question', 'report']) {
    cpSync(join(here, '..', 'docs', `${name}.schema.json`), join(dist, `${name}.schema.json`));
  }
}

/** To the root of the package, where those look who look for them. */
function copyLicences() {
  for (const licence of ['LICENSE-APACHE', 'LICENSE-MIT']) cpSync(join(here, '..', licence), join(here, licence));
}
