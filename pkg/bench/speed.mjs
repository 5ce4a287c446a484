// How long one question takes, beside the libraries that people use for it today: node bench/speed.mjs
//
// A chain of an end entity, two intermediates and a root is made for each algorithm, and judged against the public
// roots that Node carries and that root. Every contender runs in a process of its own, one chain at a time.
//   import   loading the library
//   cold     the first question in a process, trust anchors read from PEM
//   warm     the median of later ones, trust anchors kept as the library keeps them
//   anew     the median of later ones, trust anchors read from PEM each time
// chainwhy keeps no state between questions, so its "warm" is a question to the built-in Mozilla roots and the root
// of the chain, and its "anew" is one with all the roots pasted.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const ALGORITHMS = ['RSA-2048', 'P-256', 'P-384'];
const CONTENDERS = ['chainwhy', 'pkijs', 'peculiar-x509', 'node-forge'];
const here = dirname(fileURLToPath(import.meta.url));

if (process.argv[2] === '--measure') await measure(process.argv[3], process.argv[4]);
else await compare();

async function compare() {
  const { AT, HOST, makeChain, pem } = await import('../tests/support/chains.mjs');
  const folder = mkdtempSync(join(tmpdir(), 'chainwhy-bench-'));
  try {
    console.log(`Node ${process.versions.node}, ${cpus()[0]?.model.trim()}; ${rootCertificates.length} roots of Node and one more\n`);
    console.log(`milliseconds${' '.repeat(12)}import      cold      warm      anew`);
    for (const algorithm of ALGORITHMS) {
      const chain = await makeChain(algorithm);
      const task = join(folder, `${algorithm}.json`);
      writeFileSync(
        task,
        JSON.stringify({
          bundle: pem(chain.endEntity, ...chain.intermediates),
          root: pem(chain.root),
          anchors: [...rootCertificates, pem(chain.root)].join('\n'),
          host: HOST,
          at: AT,
        }),
      );
      console.log(`\n${algorithm}`);
      for (const contender of CONTENDERS) console.log(`  ${contender.padEnd(16)}${row(run(contender, task))}`);
    }
    sizes();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(contender, task) {
  const output = execFileSync(process.execPath, [fileURLToPath(import.meta.url), '--measure', contender, task], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(output);
}

function row({ failed, ...times }) {
  if (failed) return `  cannot: ${failed}`;
  return ['imported', 'cold', 'warm', 'anew'].map((name) => times[name].toFixed(2).padStart(10)).join('');
}

async function measure(contender, taskFile) {
  const task = JSON.parse(readFileSync(taskFile, 'utf8'));
  const beforeImport = performance.now();
  const { readAnchors, keptAnchors, judge } = await import(`./contenders/${contender}.mjs`);
  const imported = performance.now() - beforeImport;
  try {
    const kept = keptAnchors ? keptAnchors(task) : undefined;
    const beforeFirst = performance.now();
    const anchors = await readAnchors(task.anchors);
    const verdict = await judge(task, anchors);
    const cold = performance.now() - beforeFirst;
    if (verdict !== true) throw new Error(`says ${verdict}`);
    const warm = await median(() => judge(task, kept ?? anchors));
    const anew = await median(async () => judge(task, await readAnchors(task.anchors)));
    console.log(JSON.stringify({ imported, cold, warm, anew }));
  } catch (error) {
    console.log(JSON.stringify({ failed: String(error.message).split('\n')[0].slice(0, 60) }));
  }
  process.exit();
}

/** The median time of the later three quarters of the runs that fit into a second and a half. */
async function median(ask) {
  const times = [];
  const until = performance.now() + 1500;
  while (times.length < 20 || (performance.now() < until && times.length < 2000)) {
    const before = performance.now();
    await ask();
    times.push(performance.now() - before);
  }
  const later = times.slice(times.length >> 2).sort((one, other) => one - other);
  return later[later.length >> 1];
}

function sizes() {
  console.log(`\nbytes${' '.repeat(19)}raw        gzip -9      brotli -11`);
  for (const file of ['chainwhy.wasm', 'inline/wasm.js', 'engine.js', 'index.js']) {
    const bytes = readFileSync(join(here, '..', 'dist', file));
    const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
    const figures = [bytes.length, gzipSync(bytes, { level: 9 }).length, brotli.length];
    console.log(`  ${file.padEnd(14)}${figures.map((figure) => figure.toLocaleString('en').padStart(13)).join('')}`);
  }
}
