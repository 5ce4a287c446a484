// The cases in tests/cases of the repository, as questions to the package.

import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'smol-toml';

const folder = fileURLToPath(new URL('../../../tests/cases', import.meta.url));
export { folder as caseFolder };

/** Their names, `code/title`; none where the package was taken out of the repository. */
export function caseNames() {
  const files = existsSync(folder) ? readdirSync(folder, { recursive: true }) : [];
  return files.filter((file) => basename(file) === 'case.toml').map((file) => dirname(file));
}

/** The question of a case and what has to be answered. */
export function readCase(name) {
  const path = join(folder, name);
  const file = (part) => readFileSync(join(path, part));
  const { anchors, at, verdict, errors, mentions, ...asked } = parse(file('case.toml').toString());
  const second = existsSync(join(path, 'second.pem'));
  const question = {
    chain: second ? [file('chain.pem'), file('second.pem')] : existsSync(join(path, 'chain.pem')) ? file('chain.pem') : undefined,
    paste: existsSync(join(path, 'paste.txt')) ? file('paste.txt') : undefined,
    passwords: asked.passwords,
    anchors: anchors === 'paste' ? undefined : anchors === 'mozilla' ? anchors : file(anchors),
    crls: existsSync(join(path, 'crls.pem')) ? file('crls.pem') : undefined,
    ocsp: existsSync(join(path, 'ocsp.pem')) ? file('ocsp.pem') : undefined,
    intermediates: existsSync(join(path, 'intermediates.pem')) ? file('intermediates.pem') : undefined,
    scts: existsSync(join(path, 'scts.bin')) ? file('scts.bin') : undefined,
    ctLogs: existsSync(join(path, 'logs.json')) ? file('logs.json').toString() : undefined,
    at: at instanceof Date ? at.toISOString() : at,
    serverName: asked['server-name'],
    purpose: asked.purpose,
    emailName: asked['email-name'],
    rules: asked.rules,
    language: asked.language,
    errorText: asked['error-text'],
    policies: asked.policies,
    requireExplicitPolicy: asked['require-explicit-policy'],
    inhibitPolicyMapping: asked['inhibit-policy-mapping'],
    inhibitAnyPolicy: asked['inhibit-any-policy'],
    warnDays: asked['warn-days'],
    outlook: asked.outlook !== undefined || undefined,
    ...Object.fromEntries((asked.unknown ?? []).map((name) => [name, 'www.example.com'])),
  };
  return { question, expected: { verdict, errors, mentions } };
}
