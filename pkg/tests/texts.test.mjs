// The text report is written once: for every case both command lines print the same octets and end with the same status, and on the
// first screen of a terminal stands what is wrong and what mends it.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { caseFolder, caseNames, readCase } from './support/cases.mjs';
import { installedProject } from './support/installed.mjs';

const native = process.env.CHAINWHY_NATIVE;
const skip = native ? false : 'CHAINWHY_NATIVE names no program';

let project;
let command;

before(() => {
  if (skip) return;
  project = installedProject();
  command = join(project.root, 'node_modules', 'chainwhy', 'dist', 'cli.js');
});

/** What a program prints and ends with. */
function ran(file, argv) {
  return new Promise((done) => {
    const options = { cwd: project.root, encoding: 'buffer', env: { PATH: process.env.PATH }, maxBuffer: 64 * 1024 * 1024 };
    execFile(file, argv, options, (error, stdout, stderr) => done({ stdout, stderr, status: error ? error.code : 0 }));
  });
}

/** Does `work` for each, some at a time. */
async function each(list, work) {
  const waiting = [...list.entries()];
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await work(next[1], next[0]);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
}

/** A case as a command line. */
function asked(name) {
  const { question } = readCase(name);
  const folder = join(caseFolder, name);
  const there = (file) => (existsSync(join(folder, file)) ? [join(folder, file)] : []);
  const option = (option, value) => (value === undefined ? [] : [`--${option}`, String(value)]);
  const files = [...there('chain.pem'), ...there('second.pem'), ...there('paste.txt')];
  const anchors = question.anchors === undefined || question.anchors === 'mozilla' ? question.anchors : there('anchors.pem')[0];
  const error = question.errorText === undefined ? undefined : project.write(`${name.replaceAll('/', '-')}.txt`, question.errorText);
  return [
    ...(files.length > 0 ? files : [project.write('nothing.pem', '')]),
    ...option('anchors', anchors),
    ...option('host', question.serverName),
    ...option('at', question.at ?? '2026-06-01T00:00:00Z'),
    ...option('purpose', question.purpose),
    ...option('email', question.emailName),
    ...option('rules', question.rules),
    ...option('error-text', error),
    ...there('crls.pem').flatMap((file) => option('crl', file)),
    ...there('ocsp.pem').flatMap((file) => option('ocsp', file)),
    ...there('scts.bin').flatMap((file) => option('scts', file)),
    ...there('logs.json').flatMap((file) => option('ct-logs', file)),
  ];
}

/** Short and long, in both languages, in turn: every case in one way, every way in many cases. */
const ways = [['--lang', 'en'], ['--full', '--lang', 'zh-CN'], ['--lang', 'zh-CN'], ['--full', '--lang', 'en', '--for', 'all'], ['--lang', 'en', '--outlook']];

test('both command lines print the same for every case, octet for octet', { skip }, async () => {
  const names = caseNames();
  assert.ok(names.length > 400, `${names.length} cases`);
  const different = [];
  await each(names, async (name, at) => {
    const argv = [...asked(name), ...ways[at % ways.length]];
    const [ours, theirs] = [await ran(process.execPath, [command, ...argv]), await ran(native, argv)];
    if (!ours.stdout.equals(theirs.stdout) || ours.status !== theirs.status) different.push(`${name} (${ours.status}, ${theirs.status}): ${argv.join(' ')}`);
  });
  assert.deepEqual(different, []);
});

test('cause and command of every example stand on the first 24 lines of 80 columns, in both languages', { skip }, async () => {
  const folder = fileURLToPath(new URL('../../www/examples/', import.meta.url));
  const examples = readdirSync(folder).filter((file) => file.endsWith('.json') && file !== 'index.json');
  const wrong = [];
  await each(examples, async (file) => {
    const { id, question } = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    const write = (what, text) => project.write(`${id}-${what}.pem`, text);
    const argv = [write('chain', question.chain)];
    for (const [at, one] of [question.anchors ?? 'mozilla'].flat().entries()) argv.push('--anchors', one === 'mozilla' ? one : write(`anchors-${at}`, one));
    for (const [option, field] of [['host', 'serverName'], ['at', 'at'], ['purpose', 'purpose'], ['rules', 'rules']]) if (question[field] !== undefined) argv.push(`--${option}`, String(question[field]));
    if (question.errorText) argv.push('--error-text', write('error', question.errorText));
    for (const language of ['en', 'zh-CN']) {
      const { stdout } = await ran(native, [...argv, '--lang', language]);
      const json = JSON.parse((await ran(native, [...argv, '--lang', language, '--json'])).stdout);
      const lines = stdout.toString().split('\n');
      const columns = (line) => [...line].reduce((sum, letter) => sum + (/[\u2e80-\u9fff\uff00-\uff60]/.test(letter) ? 2 : 1), 0);
      // A command is one line, to be copied; a terminal shows it on two.
      const rows = lines.flatMap((line) => [line, ...Array(Math.max(0, Math.ceil(columns(line) / 80) - 1)).fill('')]);
      const screen = rows.slice(0, 24).join('\n');
      const bare = (text) => text.replace(/\s+/g, '');
      if (lines.length - 1 > 23) wrong.push(`${id}, ${language}: ${lines.length - 1} lines`);
      if (!bare(screen).includes(bare(json.summary))) wrong.push(`${id}, ${language}: the sentence is not on the first screen`);
      const refused = json.clients.find(({ accepts }) => accepts === false)?.because[0];
      const first = json.findings[0]?.severity === 'error' ? json.findings[0] : json.findings[refused];
      // A long one goes on with --full; it says so.
      const commands = (first?.fixes ?? []).flatMap(({ command }) => (command === null ? [] : [bare(command.split('\n').slice(0, 3).join(''))]));
      if (commands.length > 0 && !commands.some((one) => bare(screen).includes(one))) wrong.push(`${id}, ${language}: no command of what is wrong is on the first screen`);
    }
  });
  assert.deepEqual(wrong, []);
});
