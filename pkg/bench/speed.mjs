// How long one question takes, beside the libraries that people use for it today: node bench/speed.mjs [--write FILE]
//
// A chain of an end entity, two intermediates and a root is made for each algorithm, and judged against the public
// roots that Node carries and that root. Every contender runs in a process of its own, one chain at a time, in several rounds,
// and the least of each figure counts: what else the machine does only adds to it.
//   import   loading the library
//   first    the first question in a process, trust anchors read from PEM
//   warm     the median of later ones, trust anchors kept as the library keeps them
//   anew     the median of later ones, trust anchors read from PEM each time
// chainwhy's "warm" is a question to the built-in Mozilla roots and the root of the chain.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { tables } from './bytes.mjs';

const ALGORITHMS = ['RSA-2048', 'P-256', 'P-384'];
const OURS = ['chainwhy', 'chainwhy-verdict'];
const PEERS = ['node-forge', 'peculiar-x509', 'pkijs'];
const ROUNDS = 3;
const COLUMNS = ['both', 'warm', 'anew'];
const NAMES = { chainwhy: 'chainwhy, all of the report', 'chainwhy-verdict': 'chainwhy, `clients: false`', 'peculiar-x509': '@peculiar/x509', pkijs: 'PKI.js' };
const here = dirname(fileURLToPath(import.meta.url));

if (process.argv[2] === '--measure') await measure(process.argv[3], process.argv[4]);
else await compare(process.argv[2] === '--write' ? process.argv[3] : undefined);

async function compare(file) {
  // Not for those that are measured: what they import is a part of their figures.
  const { AT, HOST, makeChain, pem } = await import('../tests/support/chains.mjs');
  const { growth } = await import('./growth.mjs');
  const folder = mkdtempSync(join(tmpdir(), 'chainwhy-bench-'));
  const lines = [];
  const say = (line = '') => {
    lines.push(line);
    console.log(line);
  };
  try {
    say('# Speed and size');
    say();
    say('Written by `cargo xtask bench`, which builds the package and asks it beside the libraries that people use today.');
    say();
    say(`Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model.trim()}, ${new Date().toISOString().slice(0, 10)}. One chain of an end entity, two intermediates and a`);
    say(`root, beside the ${rootCertificates.length} public roots of Node; milliseconds, the least of ${ROUNDS} rounds in one run. *First* is the first question of a process,`);
    say('*warm* keeps the trust anchors, *anew* reads them from PEM each time. The ratio is to the best of the other libraries.');
    say('`clients: false` is asked of a verifier, which also keeps what CAs signed for CAs and was found right.');
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
      const rows = new Map();
      for (let round = 0; round < ROUNDS; round += 1) {
        for (const contender of [...OURS, ...PEERS]) rows.set(contender, least(rows.get(contender), run(contender, task)));
      }
      table(algorithm, rows, say);
    }
    await growth(say);
    sizes(say);
    tables(say);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  if (file !== undefined) writeFileSync(file, `${lines.join('\n')}\n`);
}

function run(contender, task) {
  const output = execFileSync(process.execPath, [fileURLToPath(import.meta.url), '--measure', contender, task], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const measured = JSON.parse(output);
  if (!measured.failed) measured.both = measured.imported + measured.cold;
  return measured;
}

function least(one, other) {
  if (one === undefined || other.failed) return other;
  if (one.failed) return one;
  return Object.fromEntries(Object.entries(other).map(([name, value]) => [name, Math.min(value, one[name])]));
}

function table(algorithm, rows, say) {
  const peers = PEERS.map((name) => rows.get(name)).filter(({ failed }) => !failed);
  const best = Object.fromEntries(COLUMNS.map((name) => [name, Math.min(...peers.map((row) => row[name]))]));
  const shown = (value) => value.toPrecision(value < 100 ? 2 : 3);
  say();
  say(`## ${algorithm}`);
  say();
  say('| | import + first | warm | anew |');
  say('|---|---|---|---|');
  for (const [name, row] of rows) {
    const cell = (column) =>
      row.failed ? 'cannot' : OURS.includes(name) ? `${shown(row[column])} (${(row[column] / best[column]).toFixed(2)} ×)` : shown(row[column]);
    say(`| ${NAMES[name] ?? name} | ${COLUMNS.map(cell).join(' | ')} |`);
  }
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

function sizes(say) {
  say();
  say('## Bytes');
  say();
  say('| | raw | gzip -9 | brotli -11 |');
  say('|---|---|---|---|');
  for (const file of ['chainwhy.wasm', 'chainwhy.first.wasm', 'chainwhy.rest.bin', 'inline/wasm.js', 'engine.js', 'index.js', 'element.js']) {
    const bytes = readFileSync(join(here, '..', 'dist', file));
    const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
    const figures = [bytes.length, gzipSync(bytes, { level: 9 }).length, brotli.length];
    say(`| \`${file}\` | ${figures.map((figure) => figure.toLocaleString('en')).join(' | ')} |`);
  }
}
