// What bundlers make of the installed package runs, in one file and without the package beside it.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import * as esbuild from 'esbuild';
import * as vite from 'vite';
import webpack from 'webpack';
import { AT, HOST, makeChain, pem } from './support/chains.mjs';
import { installedProject, runNode } from './support/installed.mjs';

let project;
let elsewhere;
let question;

before(async () => {
  const chain = await makeChain();
  question = { chain: pem(chain.endEntity, ...chain.intermediates), anchors: pem(chain.root), serverName: HOST, at: AT };
  project = installedProject();
  elsewhere = mkdtempSync(join(tmpdir(), 'chainwhy-bundle-'));
  const ask = `const question = ${JSON.stringify(question)};
    const verdicts = [explain(question).verdict, explain({ ...question, anchors: [] }).verdict].join(' ');
    if (typeof document === 'undefined') console.log(verdicts); else document.body.textContent = verdicts;`;
  project.write('src/imports.js', `import { explain } from 'chainwhy';\n${ask}`);
  project.write('src/requires.cjs', `const { explain } = require('chainwhy');\n${ask}`);
  project.write('index.html', '<!doctype html><body><script type="module" src="/src/imports.js"></script>');
});

after(() => rmSync(elsewhere, { recursive: true, force: true }));

/** Runs a bundle from a folder that has no package. */
function answers(file, name) {
  const moved = join(elsewhere, name);
  copyFileSync(file, moved);
  return runNode([moved], { cwd: elsewhere }).trim();
}

for (const [entry, format, platform, extension] of [
  ['imports.js', 'esm', 'node', 'mjs'],
  ['imports.js', 'cjs', 'node', 'cjs'],
  ['requires.cjs', 'cjs', 'node', 'cjs'],
  ['imports.js', 'esm', 'browser', 'mjs'],
  ['imports.js', 'iife', 'browser', 'cjs'],
  ['requires.cjs', 'iife', 'browser', 'cjs'],
]) {
  test(`esbuild bundles ${entry} for ${platform} as ${format}`, async () => {
    const outfile = join(project.root, 'out', `${format}-${platform}.js`);
    const { warnings } = await esbuild.build({
      entryPoints: [join(project.root, 'src', entry)],
      outfile,
      bundle: true,
      minify: true,
      format,
      platform,
      logLevel: 'silent',
    });
    assert.deepEqual(warnings, []);
    assert.equal(answers(outfile, `esbuild.${extension}`), 'trusted untrusted');
  });
}

for (const [name, build] of [
  ['a page', { rolldownOptions: {} }],
  ['a library', { lib: { entry: 'src/imports.js', formats: ['es'], fileName: 'library' } }],
  ['a server', { ssr: 'src/imports.js' }],
]) {
  test(`Vite builds ${name}`, async () => {
    const outDir = join(project.root, 'vite');
    await vite.build({
      root: project.root,
      configFile: false,
      logLevel: 'silent',
      ssr: { noExternal: ['chainwhy'] },
      build: { ...build, outDir, emptyOutDir: true, modulePreload: false, chunkSizeWarningLimit: 1e6 },
    });
    const scripts = readdirSync(outDir, { recursive: true }).filter((file) => /\.m?js$/.test(file));
    assert.equal(scripts.length, 1, 'one script, no separate asset');
    assert.equal(answers(join(outDir, scripts[0]), 'vite.mjs'), 'trusted untrusted');
  });
}

test('Vite serves it in development, with its dependencies optimised', async () => {
  const server = await vite.createServer({
    root: project.root,
    configFile: false,
    logLevel: 'silent',
    server: { middlewareMode: true, ws: false, watch: null },
    optimizeDeps: { include: ['chainwhy'] },
  });
  try {
    const { metadata } = await waitForOptimizer(server);
    const optimised = Object.values(metadata.optimized).find(({ id }) => id === 'chainwhy');
    const bundle = join(elsewhere, 'optimised.mjs');
    writeFileSync(bundle, `${readFileSync(optimised.file, 'utf8').replace(/^export \{/m, 'globalThis.served = explain; export {')}
      const question = ${JSON.stringify(question)};
      console.log(globalThis.served(question).verdict);`);
    assert.equal(runNode([bundle], { cwd: elsewhere }).trim(), 'trusted');
  } finally {
    await server.close();
  }
});

async function waitForOptimizer(server) {
  const optimizer = server.environments.client.depsOptimizer;
  await optimizer.scanProcessing;
  await Promise.all(Object.values(optimizer.metadata.depInfoList ?? {}).map(({ processing }) => processing));
  return optimizer;
}

for (const [entry, target] of [
  ['imports.js', 'node20'],
  ['requires.cjs', 'node20'],
  ['imports.js', 'web'],
]) {
  test(`webpack bundles ${entry} for ${target}`, async () => {
    const path = join(project.root, 'webpack');
    const stats = await new Promise((resolve, reject) =>
      webpack(
        {
          mode: 'production',
          context: project.root,
          entry: `./src/${entry}`,
          target,
          output: { path, filename: 'bundle.cjs', clean: true },
          performance: false,
        },
        (error, result) => (error ? reject(error) : resolve(result)),
      ),
    );
    assert.deepEqual(stats.toJson().errors, []);
    assert.deepEqual(stats.toJson().warnings, []);
    assert.deepEqual(readdirSync(path), ['bundle.cjs']);
    assert.equal(answers(join(path, 'bundle.cjs'), 'webpack.cjs'), 'trusted untrusted');
  });
}

const chromium = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
test('a page of Chromium compiles it on its main thread', { skip: chromium ? false : 'no Chromium here' }, async () => {
  const { outputFiles } = await esbuild.build({
    entryPoints: [join(project.root, 'src', 'imports.js')],
    bundle: true,
    format: 'iife',
    platform: 'browser',
    write: false,
  });
  const page = project.write('page.html', `<!doctype html><meta charset="utf-8"><body><script>${outputFiles[0].text}</script>`);
  const { stdout } = spawnSync(
    chromium,
    ['--headless', '--no-sandbox', '--disable-gpu', `--user-data-dir=${join(elsewhere, 'profile')}`, '--dump-dom', `file://${page}`],
    { encoding: 'utf8', timeout: 60_000, maxBuffer: 64 * 1024 * 1024 },
  );
  assert.match(stdout, /<body>trusted untrusted<\/body>/);
});
