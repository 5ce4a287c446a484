// The recipes of examples/recipes, each with a chain that is right and one that is not, in a project that has the package installed.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { Miniflare } from 'miniflare';
import { HOST, makeChain, pem } from './support/chains.mjs';
import { installedProject } from './support/installed.mjs';

const recipes = fileURLToPath(new URL('../../examples/recipes', import.meta.url));
const posix = { skip: process.platform === 'win32' && 'a POSIX shell is asked for' };

let project;
let question;

before(async () => {
  const { endEntity, intermediates, root } = await makeChain();
  project = installedProject();
  cpSync(recipes, project.root, { recursive: true });
  question = { chain: pem(endEntity, ...intermediates), broken: pem(endEntity), anchors: pem(root) };
  project.write('good.pem', question.chain);
  project.write('bad.pem', question.broken);
  project.write('root.pem', question.anchors);
  const base64 = (text) => Buffer.from(text).toString('base64');
  const secret = `apiVersion: v1\nkind: Secret\ntype: kubernetes.io/tls\ndata:\n  ca.crt: ${base64(question.anchors)}\n  tls.crt: `;
  program('kubectl', `case "$*" in *good*) cat <<'END'\n${secret}${base64(question.chain)}\nEND\n;; *) cat <<'END'\n${secret}${base64(question.broken)}\nEND\nesac`);
  program('nginx', 'echo "nginx $*" >>nginx.log');
});

function program(name, body) {
  chmodSync(project.write(`bin/${name}`, `#!/bin/sh\n${body}\n`), 0o755);
}

/** Runs a program of the project: its status, and all that it printed. */
function runs(command, argv, env = {}) {
  const PATH = [join(project.root, 'bin'), join(project.root, 'node_modules', '.bin'), dirname(process.execPath), process.env.PATH].join(delimiter);
  const { status, stdout, stderr, error } = spawnSync(command, argv, { cwd: project.root, encoding: 'utf8', env: { ...process.env, PATH, ...env } });
  if (error) throw error;
  return { status, said: stdout + stderr };
}

test('github-actions.yml', posix, () => {
  const script = readFileSync(join(recipes, 'github-actions.yml'), 'utf8').split('run: |\n')[1].replaceAll(/^ {10}/gm, '');
  const step = () => runs('sh', ['-ec', script], { ANCHORS: 'root.pem', GITHUB_STEP_SUMMARY: 'summary.txt' });
  project.write(`deploy/tls/${HOST}.pem`, question.chain);
  assert.equal(step().status, 0);
  project.write(`deploy/tls/${HOST}.pem`, question.broken);
  assert.equal(step().status, 1);
  assert.match(readFileSync(join(project.root, 'summary.txt'), 'utf8'), /issuer-not-found/);
});

test('pre-deploy.sh', posix, () => {
  assert.equal(runs('sh', ['pre-deploy.sh', 'bad.pem', 'good.pem', HOST, 'root.pem']).status, 0);
  const { status, said } = runs('sh', ['pre-deploy.sh', 'good.pem', 'bad.pem', HOST, 'root.pem']);
  assert.equal(status, 1);
  assert.match(said, /Example TLS CA/);
});

test('nginx-reload.sh', posix, () => {
  assert.equal(runs('sh', ['nginx-reload.sh', 'bad.pem', HOST, 'root.pem']).status, 1);
  assert.equal(runs('sh', ['nginx-reload.sh', 'good.pem', HOST, 'root.pem']).status, 0);
  assert.equal(readFileSync(join(project.root, 'nginx.log'), 'utf8'), 'nginx -t\nnginx -s reload\n');
});

test('cert-manager.sh', posix, () => {
  assert.equal(runs('sh', ['cert-manager.sh', 'shop', 'good-tls', HOST]).status, 0);
  assert.equal(runs('sh', ['cert-manager.sh', 'shop', 'bad-tls', HOST]).status, 1);
});

test('support-bot.mjs', () => {
  project.write('ask.mjs', "import { reply } from './support-bot.mjs';\nconsole.log(reply(process.argv[2]));");
  const asked = (message) => runs(process.execPath, ['ask.mjs', message]).said;
  assert.match(asked('Hi! My deploy fails:\nError: unable to verify the first certificate\n    at TLSSocket.onConnectSecure'), /unable to verify the first certificate” is what node says/);
  assert.match(asked('my cat is hungry'), /I do not know this error/);
});

test('fleet.mjs', () => {
  const { status, said } = runs(process.execPath, ['fleet.mjs', 'root.pem', `${HOST}=good.pem`, `other.example=good.pem`, `${HOST}=bad.pem`]);
  assert.equal(status, 1);
  assert.deepEqual(said.trim().split('\n').map((line) => line.split('\t')[0]).toSorted(), ['trusted', 'untrusted', 'untrusted']);
});

test('check.py', { skip: spawnSync('python3', ['--version']).status !== 0 && 'no Python here' }, () => {
  assert.equal(runs('python3', ['check.py', 'good.pem', HOST, 'root.pem']).status, 0);
  const { status, said } = runs('python3', ['check.py', 'bad.pem', HOST, 'root.pem']);
  assert.equal(status, 1);
  assert.match(said, /error issuer-not-found/);
});

test('worker.js', async () => {
  const { outputFiles } = await esbuild.build({
    entryPoints: [join(project.root, 'worker.js')],
    bundle: true,
    format: 'esm',
    conditions: ['workerd', 'worker', 'browser'],
    external: ['*.wasm'],
    write: false,
  });
  const wasm = readFileSync(join(project.root, 'node_modules', 'chainwhy', 'dist', 'chainwhy.wasm'));
  const worker = new Miniflare({
    modulesRoot: '/',
    modules: [
      { type: 'ESModule', path: '/worker.js', contents: outputFiles[0].text },
      { type: 'CompiledWasm', path: '/chainwhy.wasm', contents: wasm },
    ],
    compatibilityDate: '2026-01-01',
  });
  try {
    const ask = async (body) => worker.dispatchFetch('http://worker.example/', { method: 'POST', body });
    const answered = async (chain) => (await ask(JSON.stringify({ chain, anchors: question.anchors, serverName: HOST }))).json();
    const good = await answered(question.chain);
    assert.equal(good.verdict, 'trusted');
    assert.equal(good.clients.length, 5);
    assert.equal((await answered(question.broken)).verdict, 'untrusted');
    assert.equal((await ask('{')).status, 400);
  } finally {
    await worker.dispose();
  }
});
