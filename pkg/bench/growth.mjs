// How the time of one question grows with what is pasted: node bench/growth.mjs
//
// Certificates sent, trust anchors and names, ten and a hundred times as many. Each is the least of several questions in one process,
// processor time; `an item` is what one more costs, which stays the same where the growth is straight.

import { fileURLToPath } from 'node:url';
import { explain } from '../dist/node.js';
import { AT, HOST, makeChain, pem, selfSigned } from '../tests/support/chains.mjs';

const BAR = 30;

/** A certificate with another name and number: for what is read and compared, and led to by nothing. */
function others(certificate, count) {
  const der = new Uint8Array(certificate.rawData);
  const name = new TextEncoder().encode('Example Stranger 00000');
  const at = der.findIndex((_, start) => name.every((octet, index) => der[start + index] === octet));
  return Array.from({ length: count }, (_, index) => {
    const copy = der.slice();
    const digits = new TextEncoder().encode(String(index).padStart(5, '0'));
    // Issuer and subject.
    for (let start = at; start >= 0; ) {
      copy.set(digits, start + name.length - 5);
      start = copy.findIndex((_, other) => other > start && name.slice(0, -5).every((octet, place) => copy[other + place] === octet));
    }
    return copy;
  });
}

function asPem(der) {
  return `-----BEGIN CERTIFICATE-----\n${Buffer.from(der).toString('base64').replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`;
}

function least(question) {
  let found = Infinity;
  const until = performance.now() + 1500;
  for (let round = 0; round < 5 || (performance.now() < until && round < 60); round += 1) {
    const before = process.cpuUsage();
    explain(question);
    const { user, system } = process.cpuUsage(before);
    found = Math.min(found, (user + system) / 1000);
  }
  return found;
}

/** The tables as Markdown, line by line to `say`. */
export async function growth(say) {
  const chain = await makeChain('P-256');
  const bundle = pem(chain.endEntity, ...chain.intermediates);
  const root = pem(chain.root);
  const question = { chain: bundle, anchors: root, serverName: HOST, at: AT };
  const stranger = others(await selfSigned('CN=Example Stranger 00000', []), 5000).map(asPem);
  const series = [
    ['certificates sent', [1, 10, 100, 1000].map((count) => [count, () => ({ ...question, chain: bundle + stranger.slice(0, count - 1).join('') })])],
    ['trust anchors', [1, 10, 100, 1000, 5000].map((count) => [count, () => ({ ...question, anchors: stranger.slice(0, count - 1).join('') + root })])],
    [
      'names in the end entity',
      [1, 10, 100, 1000, 10_000, 100_000].map((count) => [
        count,
        async () => {
          const names = Array.from({ length: count - 1 }, (_, index) => `h${index}.example.com`);
          const own = pem(await selfSigned(`CN=${HOST}`, [...names, HOST]));
          return { ...question, chain: own, anchors: own };
        },
      ]),
    ],
  ];
  say();
  say('## Growth');
  say();
  say('Processor time of one question with all clients, in milliseconds, the least of several; *an item* is what each costs beyond the first.');
  for (const [what, steps] of series) {
    const rows = [];
    for (const [count, make] of steps) rows.push([count, least(await make())]);
    const [, base] = rows[0];
    const most = rows.at(-1)[1];
    say();
    say(`| ${what} | ms | an item | |`);
    say('|---|---|---|---|');
    for (const [count, time] of rows) {
      const item = count > 1 ? `${((1000 * Math.max(0, time - base)) / (count - 1)).toFixed(0)} µs` : '';
      say(`| ${count.toLocaleString('en')} | ${time.toPrecision(3)} | ${item} | ${'▇'.repeat(Math.max(1, Math.round((BAR * time) / most)))} |`);
    }
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await growth(console.log);
