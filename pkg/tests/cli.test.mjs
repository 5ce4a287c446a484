// The command line, as installed: what it prints, where, and the status it ends with.

import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { AT, der, HOST, makeChain, pem, selfSigned } from './support/chains.mjs';
import { installedProject } from './support/installed.mjs';

let project;
let chain;
let command;

before(async () => {
  chain = await makeChain();
  project = installedProject();
  command = join(project.root, 'node_modules', '.bin', 'chainwhy');
  project.write('chain.pem', pem(chain.endEntity, ...chain.intermediates));
  project.write('end-entity.pem', pem(chain.endEntity));
  project.write('end-entity.der', der(chain.endEntity));
  project.write('lower.der', der(chain.intermediates[0]));
  project.write('upper.pem', pem(chain.intermediates[1]));
  project.write('root.pem', pem(chain.root));
  project.write('root.der', der(chain.root));
  project.write('empty.pem', '');
  project.write('noise.pem', 'this is no certificate\n');
  project.write('page.html', '<!DOCTYPE html><html><body>Sign in</body></html>\n');
});

const at = ['--at', String(AT)];

function chainwhy(argv, { input = '', env = {} } = {}) {
  const { status, stdout, stderr, error } = spawnSync(command, argv, {
    cwd: project.root,
    input,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, ...env },
    maxBuffer: 256 * 1024 * 1024,
    timeout: 60_000,
  });
  if (error) throw error;
  return { status, stdout, stderr };
}

/** The words of a text, whatever lines they were wrapped into. */
const unwrapped = (text) => text.replace(/\s+/g, ' ');

test('a trusted chain ends with 0, and the sentence stands first', () => {
  const { status, stdout, stderr } = chainwhy(['--full', 'chain.pem', '--anchors', 'root.pem', '--host', HOST, ...at]);
  assert.equal(stderr, '');
  assert.equal(status, 0);
  assert.match(stdout, /^✓ .*www\.example\.com/);
  const names = ['www.example.com', 'Example TLS CA', 'Example Upper CA', 'Example Root CA'];
  const places = names.map((name) => stdout.indexOf(`● ${name}\n`));
  assert.ok(places.every((place, index) => place > (places[index - 1] ?? 0)), `the path is drawn in order:\n${stdout}`);
});

test('a missing intermediate ends with 1, and the link that fails is marked in the drawing', () => {
  const { status, stdout } = chainwhy(['--full', 'end-entity.pem', '--anchors', 'root.pem', '--host', HOST, ...at]);
  assert.equal(status, 1);
  assert.match(stdout, /^✗ /);
  const drawing = stdout.slice(stdout.indexOf('The path'), stdout.indexOf('Findings'));
  assert.match(drawing, /● www\.example\.com\n[\s\S]*✗ {2}signed by\n {2}│ {3}✗ \[1\] [\s\S]*○ CN=Example TLS CA\n/);
  assert.match(stdout, /✗ \[1\] .* \(error\)\n {4}issuer-not-found · c0 ← \? · RFC 5280/);
});

test('the answer fits a screen: the sentence, the place, the first fix with its command, the clients, and how to see more', () => {
  const { stdout } = chainwhy(['end-entity.pem', '--anchors', 'root.pem', '--host', HOST, ...at]);
  const lines = stdout.trimEnd().split('\n');
  assert.ok(lines.length <= 24, stdout);
  assert.match(lines[0], /^✗ Not trusted: /);
  for (const part of [/^ {2}Where +www\.example\.com \(c0\) ← /m, /issuer-not-found/, /^ {2}Fix +Server operator: /m, /^ {4}curl .*http:\/\/pki\.example\.com\/03\.der/m, /^ {2}Clients +/m, /^ {2}More +--full/m]) {
    assert.match(stdout, part);
  }
});

const native = process.env.CHAINWHY_NATIVE;
test('the native program prints the same text, octet for octet', { skip: native ? false : 'CHAINWHY_NATIVE names no program' }, () => {
  for (const argv of [['chain.pem'], ['end-entity.pem'], ['end-entity.der', 'upper.pem'], ['empty.pem'], ['noise.pem'], ['root.pem']]) {
    for (const more of [[], ['--full'], ['--full', '--for', 'all', '--lang', 'zh-CN'], ['--lang', 'zh-CN']]) {
      const asked = [...argv, '--anchors', 'root.pem', '--host', HOST, ...at, ...more];
      const theirs = spawnSync(native, asked, { cwd: project.root, encoding: 'utf8', env: { PATH: process.env.PATH } });
      const ours = chainwhy(asked);
      assert.equal(theirs.stdout, ours.stdout, asked.join(' '));
      assert.equal(theirs.status, ours.status, asked.join(' '));
    }
  }
});

test('what a client says that cannot be run is told with the page that documents it', () => {
  const { stdout } = chainwhy(['--full', 'end-entity.pem', '--anchors', 'root.pem', '--host', HOST, ...at]);
  assert.match(unwrapped(stdout), /Windows \(Schannel\) unknown \(documented: https:\/\/learn\.microsoft\.com\/\S+\)/);
});

test('a missing intermediate is mended by whoever runs the server, with a command', () => {
  const { stdout } = chainwhy(['--full', 'end-entity.pem', '--anchors', 'root.pem', '--host', HOST, ...at]);
  assert.match(stdout, /→ Server operator[^→]*\n {8}[^\n]*http:\/\/pki\.example\.com\/03\.der/);
});

test('fixes for one program are shown to who asks for them', () => {
  const ask = (...argv) => unwrapped(chainwhy(['--full', 'end-entity.pem', '--anchors', 'root.pem', '--host', HOST, ...at, ...argv]).stdout);
  const short = ask();
  assert.doesNotMatch(short, /\(nginx\)|\(apache\)/);
  assert.match(short, /→ Written out for nginx, apache, [^:]*: --for NAME shows one/);
  const nginx = ask('--for', 'nginx');
  assert.match(nginx, /→ Server operator \(nginx\): .*nginx -s reload/);
  assert.doesNotMatch(nginx, /\(apache\)/);
  const all = ask('--for', 'all');
  assert.match(all, /\(nginx\): .*\(apache\): /);
  assert.doesNotMatch(all, /Written out for/);
  assert.match(ask('--for', 'nginx', '--for', 'kubernetes'), /\(nginx\): .*\(kubernetes-ingress\): /);
});

test('a fix says who must act, that it was tried, and where the corrected bundle is', () => {
  const { status, stdout } = chainwhy(['--full', 'end-entity.pem', 'upper.pem', 'lower.der', '--anchors', 'root.pem', '--host', HOST, ...at]);
  assert.equal(status, 0);
  assert.match(
    unwrapped(stdout),
    /chain-out-of-order .* → Server operator: .* Tried on this chain: it mends it\. The corrected bundle is in the report: --json prints it\./,
  );
});

test('what cannot be read ends with 2', () => {
  for (const file of ['empty.pem', 'noise.pem']) {
    const { status, stdout, stderr } = chainwhy([file]);
    assert.equal(status, 2, file);
    assert.match(stdout, /^✗ /);
    assert.equal(stderr, '');
  }
});

test('a bad question ends with 2', () => {
  for (const bad of [['--purpose', 'email'], ['--rules', 'mine'], ['--at', 'tomorrow'], ['--host', 'a b']]) {
    const { status, stdout } = chainwhy(['chain.pem', '--anchors', 'root.pem', '--json', ...at.filter(() => bad[0] !== '--at'), ...bad]);
    assert.equal(status, 2, bad.join(' '));
    const [first] = JSON.parse(stdout).findings;
    assert.equal(first.place.kind, 'request');
  }
});

test('a command line that cannot be carried out ends with 2 and a line that says why', () => {
  for (const [argv, why] of [
    [['--hots', 'a'], 'chainwhy: unknown option --hots\n'],
    [['-x'], 'chainwhy: unknown option -x\n'],
    [['chain.pem', '--host'], 'chainwhy: option --host needs a value\n'],
    [['chain.pem', '--json=yes'], 'chainwhy: option --json takes no value\n'],
    [['chain.pem', '--host', 'a', '--host', 'b'], 'chainwhy: option --host is given twice\n'],
    [['missing.pem'], 'chainwhy: cannot read missing.pem: ENOENT\n'],
    [['chain.pem', '--anchors', 'missing.pem'], 'chainwhy: cannot read missing.pem: ENOENT\n'],
    [['.'], 'chainwhy: cannot read .: EISDIR\n'],
    [['--ndjson', 'missing.ndjson'], 'chainwhy: cannot read missing.ndjson: ENOENT\n'],
    [['-', '--anchors', '-'], 'chainwhy: standard input ("-") can be read only once\n'],
  ]) {
    const { status, stdout, stderr } = chainwhy(argv);
    assert.equal(stderr, `${why}Try "chainwhy --help".\n`);
    assert.equal(stdout, '');
    assert.equal(status, 2);
  }
});

test('standard input is read where no file is named, or where "-" names it', () => {
  const input = readFileSync(join(project.root, 'chain.pem'));
  for (const files of [[], ['-']]) {
    const { status } = chainwhy([...files, '--anchors', 'root.pem', ...at], { input });
    assert.equal(status, 0);
  }
  const anchorsThere = chainwhy(['chain.pem', '--anchors', '-', ...at], { input: pem(chain.root) });
  assert.equal(anchorsThere.status, 0);
});

test('DER is read, alone and beside PEM in several files', () => {
  const files = ['end-entity.der', 'lower.der', 'upper.pem'];
  assert.equal(chainwhy(['--full', ...files, '--anchors', 'root.der', ...at]).status, 0);
  assert.equal(chainwhy(['--full', 'end-entity.der', '--anchors', 'root.der', ...at]).status, 1);
  const input = der(chain.endEntity);
  assert.match(chainwhy(['--full', '--anchors', 'root.pem', ...at], { input }).stdout, /● www\.example\.com\n/);
});

test('where there are several files, it says which one it means', () => {
  project.write('request.pem', '-----BEGIN CERTIFICATE REQUEST-----\nMAA=\n-----END CERTIFICATE REQUEST-----\n');
  const { stdout } = chainwhy(['--full', 'end-entity.pem', 'lower.der', 'request.pem', '--anchors', 'root.pem', '--anchors', 'root.der', ...at]);
  assert.match(stdout, /c0 · end entity · [^●]* ·\s+│ end-entity\.pem: lines 1–\d+\n/);
  assert.match(stdout, /c1 · intermediate · [^\n]* · lower\.der\n/);
  assert.match(stdout, / · request\.pem: lines? 1/);
});

test('anchors are the Mozilla roots, those of files, or both', () => {
  const source = (...argv) => JSON.parse(chainwhy(['chain.pem', '--json', ...at, ...argv]).stdout).anchors.source;
  assert.equal(source(), 'mozilla');
  assert.equal(source('--anchors', 'mozilla'), 'mozilla');
  assert.equal(source('--anchors', 'root.pem'), 'pasted');
  assert.equal(source('--anchors', 'root.pem', '--anchors', 'mozilla'), 'both');
});

test('--json prints the report, and nothing but the report', () => {
  const { status, stdout, stderr } = chainwhy(['chain.pem', '--anchors', 'root.pem', '--host', HOST, ...at, '--json']);
  const report = JSON.parse(stdout);
  assert.equal(status, 0);
  assert.equal(stderr, '');
  assert.deepEqual(
    [report.schema, report.verdict, report.serverName, report.purpose, report.at],
    [2, 'trusted', HOST, 'serverAuth', '2026-06-01T00:00:00Z'],
  );
});

test('a client error is compared with what was found', () => {
  project.write(
    'error.txt',
    'ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer certificate (_ssl.c:1000)\n',
  );
  const { stdout } = chainwhy(['--full', 'end-entity.pem', '--anchors', 'root.pem', ...at, '--error-text', 'error.txt']);
  const [, section] = stdout.split('The error message\n');
  assert.match(unwrapped(section), /unable to get local issuer certificate \(_ssl\.c:1000\) agrees with what was found: issuer-not-found /);
});

test('--ndjson answers one question a line, in order, whatever the lines hold', () => {
  const good = { chain: pem(chain.endEntity, ...chain.intermediates), anchors: pem(chain.root), at: AT };
  const lines = [
    JSON.stringify(good),
    'no JSON',
    '',
    '17',
    '[]',
    'null',
    '{"chain":17}',
    '{}',
    '['.repeat(100_000) + ']'.repeat(100_000),
    JSON.stringify({ ...good, chain: pem(chain.endEntity) }),
    JSON.stringify({ ...good, serverName: 'other.example' }),
  ];
  const { status, stdout, stderr } = chainwhy(['--ndjson'], { input: lines.join('\r\n') });
  assert.equal(stderr, '');
  assert.equal(status, 2);
  const reports = stdout.trimEnd().split('\n').map((line) => JSON.parse(line));
  assert.deepEqual(
    reports.map(({ verdict }) => verdict),
    // What is no question cannot be answered; one in which nothing was pasted has nothing to read.
    ['trusted', ...Array(5).fill('unanswerable'), 'unreadable', 'unanswerable', 'untrusted', 'untrusted'],
  );
  assert.equal(reports[1].findings[0].place.kind, 'request');
  assert.deepEqual(reports.slice(-2).map(({ findings }) => findings[0].code), ['issuer-not-found', 'name-mismatch']);
});

test('--ndjson takes the options as defaults for every line', () => {
  const line = JSON.stringify({ chain: pem(chain.endEntity, ...chain.intermediates) });
  const other = JSON.stringify({ chain: pem(chain.endEntity, ...chain.intermediates), serverName: 'other.example' });
  const { status, stdout } = chainwhy(['--ndjson', '--anchors', 'root.pem', '--host', HOST, ...at], { input: `${line}\n${other}\n` });
  const reports = stdout.trimEnd().split('\n').map((text) => JSON.parse(text));
  assert.deepEqual(reports.map(({ verdict }) => verdict), ['trusted', 'untrusted']);
  assert.equal(status, 1);
});

test('--ndjson answers as the lines come, and holds none of them', { timeout: 60_000 }, async () => {
  const child = spawn(command, ['--ndjson'], { cwd: project.root, stdio: ['pipe', 'pipe', 'inherit'] });
  const line = `${JSON.stringify({ chain: pem(chain.endEntity), anchors: [], at: AT })}\n`;
  child.stdin.write(line);
  const first = await new Promise((resolve) => child.stdout.once('data', resolve));
  assert.equal(JSON.parse(first.toString().split('\n')[0]).verdict, 'untrusted');
  let answered = 1;
  child.stdout.on('data', (data) => (answered += data.toString().split('\n').length - 1));
  child.stdin.end(line.repeat(499));
  assert.equal(await new Promise((resolve) => child.on('close', resolve)), 1);
  assert.equal(answered, 500);
});

test('--each judges each file by itself, and several servers in one question are an error that names both', () => {
  const anchors = ['--anchors', 'root.pem', ...at];
  const { status, stdout } = chainwhy(['--each', 'chain.pem', 'end-entity.pem', '--json', ...anchors]);
  const answers = JSON.parse(stdout);
  assert.deepEqual(answers.map(({ name, report }) => [name, report.verdict]), [['chain.pem', 'trusted'], ['end-entity.pem', 'untrusted']]);
  assert.equal(status, 1);
  const text = chainwhy(['--each', 'chain.pem', 'noise.pem', ...anchors]);
  assert.match(text.stdout, /^chain\.pem\n✓ [^]*\n\nnoise\.pem\n/);
  assert.equal(text.status, 2);
  assert.equal(chainwhy(['--each', '--json', 'chain.pem', ...anchors]).stdout, chainwhy(['--json', 'chain.pem', ...anchors]).stdout);
});

test('what cannot be answered ends with 2', () => {
  const { status, stdout } = chainwhy(['chain.pem', '--anchors', 'page.html', '--json', ...at]);
  assert.equal(JSON.parse(stdout).verdict, 'unanswerable');
  assert.equal(status, 2);
});

test('a full disk is one line and 3, whatever was to be written', { skip: !existsSync('/dev/full') }, () => {
  writeFileSync(join(project.root, 'question.ndjson'), '{"chain":"x"}\n'.repeat(20));
  for (const argv of [['chain.pem'], ['--json', 'chain.pem'], ['--ndjson', 'question.ndjson'], ['--help'], ['--version']]) {
    const full = openSync('/dev/full', 'w');
    const ran = spawnSync(command, argv, { cwd: project.root, stdio: ['ignore', full, 'pipe'], encoding: 'utf8', env: { PATH: process.env.PATH } });
    closeSync(full);
    assert.deepEqual([ran.status, ran.stderr], [3, 'chainwhy: cannot write the answer: ENOSPC\n'], argv.join(' '));
  }
});

test('a reader that stops reading is no error', { skip: process.platform === 'win32' }, () => {
  const line = JSON.stringify({ chain: pem(chain.endEntity), anchors: [], at: AT });
  project.write('many.ndjson', `${line}\n`.repeat(500));
  for (const argv of ['many.ndjson --ndjson', 'chain.pem --json', 'chain.pem', '--help']) {
    const { stdout, stderr } = spawnSync('sh', ['-c', `${command} ${argv} | head -c 1 | wc -c`], {
      cwd: project.root,
      encoding: 'utf8',
      timeout: 60_000,
    });
    assert.equal(stderr, '', argv);
    assert.equal(stdout.trim(), '1');
  }
});

test('the language is that of the locale, or of --lang', () => {
  const sentence = (env, ...argv) => chainwhy(['end-entity.pem', '--anchors', 'root.pem', ...at, ...argv], { env }).stdout.split('\n')[0];
  const english = sentence({});
  const chinese = sentence({}, '--lang', 'zh-CN');
  assert.match(chinese, /\p{Script=Han}/u);
  assert.doesNotMatch(english, /\p{Script=Han}/u);
  for (const env of [{ LANG: 'zh_CN.UTF-8' }, { LC_ALL: 'zh_CN.UTF-8', LANG: 'en_US.UTF-8' }, { LC_MESSAGES: 'zh_CN', LANG: 'C' }]) {
    assert.equal(sentence(env), chinese, JSON.stringify(env));
  }
  for (const env of [{ LANG: 'en_US.UTF-8' }, { LC_ALL: 'C', LANG: 'zh_CN.UTF-8' }, { LANG: 'zhuang' }]) {
    assert.equal(sentence(env), english, JSON.stringify(env));
  }
  assert.equal(sentence({ LANG: 'zh_CN.UTF-8' }, '--lang', 'en'), english);
});

test('Chinese is Chinese throughout', () => {
  const { stdout } = chainwhy(['--full', 'end-entity.pem', '--anchors', 'root.pem', '--lang', 'zh-CN', ...at]);
  for (const heading of ['证书路径', '发现的问题']) assert.match(stdout, new RegExp(`^${heading}$`, 'm'));
  for (const english of ['The path', 'Findings', 'Server operator', 'end entity', '│  signed by']) assert.ok(!stdout.includes(english), english);
  assert.match(chainwhy(['--full', '--help', '--lang', 'zh-CN']).stdout, /^用法/);
  assert.match(chainwhy(['--full', '--oops'], { env: { LANG: 'zh_CN.UTF-8' } }).stderr, /没有 --oops 这个选项/);
});

test('colour is for terminals, unless the environment says otherwise', () => {
  const argv = ['end-entity.pem', '--anchors', 'root.pem', ...at];
  const unpainted = chainwhy(argv).stdout;
  assert.ok(!unpainted.includes('\u001b'));
  const painted = chainwhy(argv, { env: { FORCE_COLOR: '1' } }).stdout;
  assert.ok(painted.includes('\u001b[31m'));
  assert.equal(stripVTControlCharacters(painted), unpainted);
  assert.equal(chainwhy(argv, { env: { FORCE_COLOR: '0' } }).stdout, unpainted);
});

const script = ['/usr/bin/script', '/bin/script'].find(existsSync);
test('on a terminal it paints, and keeps to the width', { skip: script ? false : 'no script(1) here' }, () => {
  const onTerminal = (setup, argv, env = {}) =>
    spawnSync(script, ['-qec', `stty cols 60; ${setup} ${command} ${argv}`, '/dev/null'], {
      cwd: project.root,
      encoding: 'utf8',
      env: { PATH: process.env.PATH, TERM: 'xterm', ...env },
      timeout: 60_000,
    });
  const argv = `end-entity.pem --anchors root.pem --at ${AT}`;
  const { stdout, status } = onTerminal('', argv);
  assert.equal(status, 1);
  assert.ok(stdout.includes('\u001b[31m'));
  for (const line of stripVTControlCharacters(stdout).split(/\r?\n/)) {
    // A command is left as it is, to be copied; and a word that does not fit by itself, as an identifier, sticks out.
    const isCommand = /^ {4}\S/.test(line);
    assert.ok(isCommand || [...line].length <= 60 || line.split(' ').at(-1).length > 30, line);
  }
  assert.ok(!onTerminal('', argv, { NO_COLOR: '1' }).stdout.includes('\u001b['));
  assert.ok(!onTerminal('', argv, { TERM: 'dumb' }).stdout.includes('\u001b['));

  const without = onTerminal('', '');
  assert.equal(without.status, 2);
  assert.match(without.stdout, /^Usage: chainwhy/);
});

test('a certificate cannot command the terminal or disguise its names', async () => {
  const treacherous = 'evil\u001b[2J\u001b]0;owned\u0007\u202ecod.exe\u200b\u2066\u0085\u{e0041}';
  project.write('evil.pem', pem(await selfSigned([{ CN: [treacherous] }], ['evil.example'])));
  for (const argv of [['evil.pem'], ['evil.pem', '--json'], ['evil.pem', '--lang', 'zh-CN'], ['evil.pem', '--host', treacherous.replace('\0', '')]]) {
    const { stdout } = chainwhy([...argv, ...at]);
    assert.ok(stdout.includes('evil'), argv.join(' '));
    assert.doesNotMatch(stdout, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069\u{e0000}-\u{e007f}]/u);
  }
  const { certificates } = JSON.parse(chainwhy(['evil.pem', '--json', ...at]).stdout);
  assert.ok(certificates[0].subject.includes('evil'));

  const { stderr } = chainwhy([`no\u001b[31mfile`]);
  assert.ok(!stderr.includes('\u001b'));
});

test('--help tells every option, --version the version', () => {
  const { status, stdout } = chainwhy(['--help']);
  assert.equal(status, 0);
  for (const option of ['anchors', 'host', 'at', 'purpose', 'crl', 'ocsp', 'scts', 'ct-logs', 'rules', 'lang', 'error-text', 'for', 'json', 'ndjson', 'help', 'version']) {
    assert.ok(stdout.includes(`--${option}`), option);
    assert.ok(chainwhy(['--help', '--lang', 'zh-CN']).stdout.includes(`--${option}`), option);
  }
  for (const line of stdout.split('\n')) assert.ok(line.length <= 120, line);
  const { version } = JSON.parse(readFileSync(join(project.root, 'node_modules', 'chainwhy', 'package.json')));
  assert.deepEqual(chainwhy(['--version']), { status: 0, stdout: `${version}\n`, stderr: '' });
});

test('an endless file is read no further than what the core can say of it', { skip: !existsSync('/dev/zero') }, () => {
  const { status, stdout } = chainwhy(['/dev/zero', '--json']);
  assert.equal(status, 2);
  assert.equal(JSON.parse(stdout).findings[0].code, 'input-too-large');
});
