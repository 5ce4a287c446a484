// The command line: reads what it names, asks the core once, prints the report.

import { compare, explain, tell, version } from './core.js';
import { languageOf, parseCommandLine, UsageError } from './arguments.js';
import { readBytes } from './input.js';
import { answerLines } from './ndjson.js';
import { BROKE, exitStatus, USAGE } from './status.js';
import { plain, plainJson, wantsColour, widthOf } from './terminal.js';
import { wordsIn } from './words.js';

const environmentWords = wordsIn(languageOf(process.env));

// Whatever is wrong with standard error, there is nobody left to tell.
process.stderr.on('error', () => {});
process.stdout.on('error', (error) => {
  // Somebody who reads the first lines only, as `head` does, closes the pipe: nothing is wrong.
  if (error.code === 'EPIPE') process.exit();
  broke(environmentWords.cannotWrite(error.code ?? error.message));
});
process.on('uncaughtException', (error) => broke(environmentWords.broke(error.message)));

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`chainwhy: ${plain(error.message)}\n${environmentWords.tryHelp}\n`);
  process.exitCode = USAGE;
}

/** The end where the program itself broke: one line that says so, and no trace. */
function broke(message) {
  process.stderr.write(`chainwhy: ${plain(message)}\n`);
  process.exit(BROKE);
}

async function main(argv) {
  const options = parseCommandLine(argv, environmentWords);
  const language = options.lang ?? languageOf(process.env);
  const words = wordsIn(language);

  if (options.help) {
    process.stdout.write(words.help);
  } else if (options.version) {
    process.stdout.write(`${version()}\n`);
  } else if (options.files.length === 0 && process.stdin.isTTY) {
    process.stderr.write(words.shortHelp);
    process.exitCode = USAGE;
  } else if (options.ndjson) {
    process.exitCode = await answerLines(options.files, settings(options, language, words), words);
  } else {
    const files = options.files.length > 0 ? options.files : ['-'];
    const asked = settings(options, language, words);
    // What each file is, the core finds out.
    const paste = (named) =>
      named.map((file) => ({ name: file === '-' ? undefined : file, content: readBytes(file, words) }));
    if (options.compare) {
      const comparison = compare({ ...asked, paste: paste(files) }, { paste: paste(options.compare) });
      process.exitCode = exitStatus({ verdict: comparison.after, findings: [] });
      process.stdout.write(options.json ? `${plainJson(JSON.stringify(comparison, null, 2))}\n` : differences(comparison));
      return;
    }
    const groups = options.each ? files.map((file) => [file]) : [files];
    const questions = groups.map((group) => ({ ...asked, paste: paste(group) }));
    const answers = options.json ? asJson(groups, questions) : asText(groups, questions, options);
    process.exitCode = answers.status;
    process.stdout.write(answers.text);
  }
}

/** What is different, a line each. */
function differences({ summary, changes, clients, appeared, gone }) {
  const lines = [...changes, ...clients].map(({ text }) => `  ${text}`);
  lines.push(...appeared.map(({ code, message }) => `  + ${code}: ${message}`));
  lines.push(...gone.map(({ code, message }) => `  - ${code}: ${message}`));
  return `${[summary, ...lines].map(plain).join('\n')}\n`;
}

/** One report as it is; several with the name of what each is about. */
function asJson(groups, questions) {
  const reports = questions.map((question) => explain(question));
  const all = reports.map((report, at) => ({ name: groups[at].join(' '), report }));
  const json = JSON.stringify(all.length === 1 ? reports[0] : all, null, 2);
  return { text: `${plainJson(json)}\n`, status: Math.max(...reports.map(exitStatus)) };
}

/** The answers one below the other, each under its name where there are several. */
function asText(groups, questions, options) {
  const told = questions.map((question, at) => tell(question, style({ ...options, files: groups[at] })));
  const texts = told.map(([text], at) => (told.length === 1 ? text : `${plain(groups[at].join(' '))}\n${text}`));
  return { text: texts.join('\n'), status: Math.max(...told.map(([, status]) => status)) };
}

/** What the options say of a question; where an option is absent, so is the field, and the core's default holds. */
function settings(options, language, words) {
  const named = [...options.files, ...(options.compare ?? []), ...(options.anchors ?? []), ...(options.crl ?? []), ...(options.ocsp ?? []), ...(options.scts ?? []), options['ct-logs'], options['error-text']];
  if (named.filter((file) => file === '-').length > 1) throw new UsageError(words.standardInputTwice);
  return {
    anchors: options.anchors?.map((file) => (file === 'mozilla' ? file : readBytes(file, words))),
    crls: options.crl && readEach(options.crl, words),
    ocsp: options.ocsp && readEach(options.ocsp, words),
    scts: options.scts && readEach(options.scts, words),
    ctLogs: options['ct-logs'] && readBytes(options['ct-logs'], words).toString('utf8'),
    serverName: options.host,
    at: options.at !== undefined && /^-?\d+(\.\d+)?$/.test(options.at) ? Number(options.at) : options.at,
    purpose: options.purpose,
    emailName: options.email,
    outlook: options.outlook,
    warnDays: options['warn-days'] === undefined ? undefined : Number(options['warn-days']),
    rules: options.rules,
    language,
    errorText: options['error-text'] && readBytes(options['error-text'], words).toString('utf8'),
  };
}

/** One file stands for itself, so that its lines are counted from its own first one. */
function readEach(files, words) {
  const contents = files.map((file) => readBytes(file, words));
  return contents.length === 1 ? contents[0] : contents;
}

/** How the text is shown, and what its places are called. */
function style({ files, anchors = [], crl = [], full = false, for: software = [] }) {
  return {
    width: widthOf(process.stdout, process.env),
    coloured: wantsColour(process.stdout, process.env),
    full,
    software,
    paste: files,
    anchors: anchors.filter((file) => file !== 'mozilla'),
    crls: crl,
  };
}
