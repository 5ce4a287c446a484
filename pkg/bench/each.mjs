// How long each known question takes in WebAssembly, in processor time: node bench/each.mjs
//
// The questions are tests/cases and, where it stands beside the repository (../shared/corpora), all of x509-limbo. No answer
// should take longer than 200 ms: a page that does not answer at once seems broken.

import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { explain } from '../dist/index.js';
import { caseNames, readCase } from '../tests/support/cases.mjs';

const LIMIT = 200;
const limbo = fileURLToPath(new URL('../../../shared/corpora/limbo-open.json.xz', import.meta.url));

console.log(`Node ${process.versions.node}, ${cpus()[0]?.model.trim()}`);
time('tests/cases', caseNames().map((name) => [name, readCase(name).question]));
if (existsSync(limbo)) {
  const text = execFileSync('xz', ['--decompress', '--stdout', limbo], { maxBuffer: 2 ** 30 }).toString();
  time('x509-limbo', JSON.parse(text).testcases.map((testcase) => [testcase.id, limboQuestion(testcase)]));
} else {
  console.log(`\nx509-limbo: skipped, ${limbo} is not there`);
}

function time(title, questions) {
  explain(questions[0][1]); // Compiles the module.
  const taken = questions.map(([id, question]) => [once(question), id]);
  // What took long is asked again: the first time it may have met a pause of the collector, or code not yet optimised.
  const again = new Map(questions);
  for (const entry of taken) if (entry[0] > LIMIT / 4) entry[0] = Math.min(entry[0], once(again.get(entry[1])));
  taken.sort((one, other) => other[0] - one[0]);
  const shown = (milliseconds) => `${milliseconds.toFixed(1)} ms`;
  const quantile = (share) => shown(taken[Math.floor((1 - share) * (taken.length - 1))][0]);
  console.log(`\n${title}: ${taken.length} questions, most ${shown(taken[0][0])}, p99 ${quantile(0.99)}, median ${quantile(0.5)}`);
  for (const [milliseconds, id] of taken.slice(0, 10)) console.log(`${shown(milliseconds).padStart(12)}  ${id}`);
  const slow = taken.filter(([milliseconds]) => milliseconds > LIMIT).length;
  if (slow > 0) console.log(`    ${slow} over ${LIMIT} ms`);
}

/** Processor time of one answer in milliseconds. */
function once(question) {
  const before = process.cpuUsage();
  explain(question);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** As in tests/common of the repository. */
function limboQuestion(testcase) {
  const namespace = testcase.id.split('::')[0];
  const named = ['DNS', 'IP'].includes(testcase.expected_peer_name?.kind);
  return {
    chain: [testcase.peer_certificate, ...testcase.untrusted_intermediates],
    anchors: testcase.trusted_certs,
    crls: testcase.crls,
    serverName: named ? testcase.expected_peer_name.value : undefined,
    at: testcase.validation_time ?? 1_795_500_000,
    purpose: testcase.validation_kind === 'CLIENT' ? 'clientAuth' : 'serverAuth',
    rules: { webpki: 'cabf', bettertls: 'default', online: 'default' }[namespace] ?? 'rfc5280',
  };
}
