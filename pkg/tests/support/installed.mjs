// The package as a user has it: packed, and installed from the tarball into an empty project.

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const packageRoot = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** A project with the tarball installed; `write` adds files, `run` runs Node in it. Removed when the process ends. */
export function installedProject() {
  const root = mkdtempSync(join(tmpdir(), 'chainwhy-'));
  process.on('exit', () => rmSync(root, { recursive: true, force: true }));
  npm(['pack', '--pack-destination', root, '--ignore-scripts', '--silent'], packageRoot);
  const [tarball] = readdirSync(root).filter((file) => file.endsWith('.tgz'));
  writeFileSync(join(root, 'package.json'), '{ "private": true, "type": "module" }\n');
  npm(['install', '--offline', '--no-audit', '--no-fund', '--silent', `./${tarball}`], root);
  return {
    root,
    tarball: join(root, tarball),
    write(file, contents) {
      const path = join(root, file);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, contents);
      return path;
    },
    /** Runs a file of the project in Node; its standard output. */
    run(file, ...argv) {
      return runNode([file, ...argv], { cwd: root });
    },
  };
}

export function runNode(argv, options) {
  const { status, stdout, stderr, error } = spawnSync(process.execPath, argv, {
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
    ...options,
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`node ${argv.join(' ')} ended with ${status}:\n${stderr}${stdout}`);
  return stdout;
}

function npm(argv, cwd) {
  execFileSync('npm', argv, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], shell: process.platform === 'win32' });
}
