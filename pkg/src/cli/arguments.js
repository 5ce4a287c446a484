// The command line as it was typed, parsed and not yet read.

import { parseArgs } from 'node:util';

const OPTIONS = {
  anchors: { type: 'string', multiple: true },
  host: { type: 'string' },
  at: { type: 'string' },
  purpose: { type: 'string' },
  crl: { type: 'string', multiple: true },
  ocsp: { type: 'string', multiple: true },
  scts: { type: 'string', multiple: true },
  'ct-logs': { type: 'string' },
  rules: { type: 'string' },
  lang: { type: 'string' },
  'error-text': { type: 'string' },
  email: { type: 'string' },
  outlook: { type: 'boolean' },
  'warn-days': { type: 'string' },
  compare: { type: 'string', multiple: true },
  for: { type: 'string', multiple: true },
  full: { type: 'boolean' },
  each: { type: 'boolean' },
  json: { type: 'boolean' },
  ndjson: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'V' },
};

/** A command line that cannot be carried out: a mistyped option, or a file that cannot be read. */
export class UsageError extends Error {}

/** Options by name, and the files. Throws a [`UsageError`] that `words` puts into the reader's language. */
export function parseCommandLine(argv, words) {
  const { values, positionals, tokens } = parse(argv, words);
  const seen = new Set();
  for (const { kind, name } of tokens) {
    if (kind !== 'option' || OPTIONS[name].multiple) continue;
    if (seen.has(name)) throw new UsageError(words.optionTwice(`--${name}`));
    seen.add(name);
  }
  return { ...values, files: positionals };
}

function parse(argv, words) {
  try {
    return parseArgs({ args: argv, options: OPTIONS, allowPositionals: true, strict: true, tokens: true });
  } catch (error) {
    const option = /'(?:-\w, )?(-[^' =]*)/.exec(error.message)?.[1] ?? '';
    switch (error.code) {
      case 'ERR_PARSE_ARGS_UNKNOWN_OPTION':
        throw new UsageError(words.optionUnknown(option));
      case 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE':
        throw new UsageError(words.optionValue(option, OPTIONS[option.replace(/^--/, '')]?.type === 'string'));
      default:
        throw error;
    }
  }
}

/** `zh-CN` where the locale is a Chinese one, `en` otherwise. */
export function languageOf(environment) {
  const locale = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || '';
  return /^zh\b|^zh[_-]/i.test(locale) ? 'zh-CN' : 'en';
}
