// The installed package in the runtimes that are not Node.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import * as esbuild from 'esbuild';
import { Miniflare } from 'miniflare';
import { AT, HOST, makeChain, pem } from './support/chains.mjs';
import { installedProject, packageRoot } from './support/installed.mjs';

let project;
let question;

before(async () => {
  const chain = await makeChain();
  question = { chain: pem(chain.endEntity, ...chain.intermediates), anchors: pem(chain.root), serverName: HOST, at: AT };
  project = installedProject();
});

test('workerd runs it, from the wasm that was deployed with it', async () => {
  const entry = project.write(
    'worker.js',
    `import { explain } from 'chainwhy';
    export default { async fetch(request) { return Response.json(explain(await request.json())); } };`,
  );
  // As wrangler does: the conditions of workerd, and the .wasm left to be deployed as a compiled module.
  const { outputFiles } = await esbuild.build({
    entryPoints: [entry],
    bundle: true,
    format: 'esm',
    conditions: ['workerd', 'worker', 'browser'],
    external: ['*.wasm'],
    write: false,
  });
  const worker = new Miniflare({
    modulesRoot: '/',
    modules: [
      { type: 'ESModule', path: '/worker.js', contents: outputFiles[0].text },
      {
        type: 'CompiledWasm',
        path: '/chainwhy.wasm',
        contents: readFileSync(join(project.root, 'node_modules', 'chainwhy', 'dist', 'chainwhy.wasm')),
      },
    ],
    compatibilityDate: '2026-01-01',
  });
  try {
    for (const [anchors, verdict] of [[question.anchors, 'trusted'], ['', 'untrusted']]) {
      const response = await worker.dispatchFetch('http://worker.example/', {
        method: 'POST',
        body: JSON.stringify({ ...question, anchors }),
      });
      assert.equal((await response.json()).verdict, verdict);
    }
  } finally {
    await worker.dispose();
  }
});

for (const [runtime, ...argv] of [
  ['deno', 'run', '--no-remote', '--allow-read'],
  ['bun', 'run'],
]) {
  test(`${runtime} runs it, as ECMAScript module and as CommonJS`, () => {
    const script = project.write(
      'runtime.mjs',
      `import { createRequire } from 'node:module';
      import { explain } from 'chainwhy';
      const question = ${JSON.stringify(question)};
      console.log(explain(question).verdict, createRequire(import.meta.url)('chainwhy').explain(question).verdict);`,
    );
    const executable = join(packageRoot, 'node_modules', '.bin', runtime);
    assert.equal(execFileSync(executable, [...argv, script], { cwd: project.root, encoding: 'utf8' }).trim(), 'trusted trusted');
  });
}
