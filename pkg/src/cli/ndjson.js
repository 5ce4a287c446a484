// `--ndjson`: one question a line in, one report a line out, in order and in constant memory.

import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import { explain } from './core.js';
import { UsageError } from './arguments.js';
import { exitStatus } from './status.js';
import { plainJson } from './terminal.js';

// A question holds at most 10 MB for each of its pastes, and JSON escapes them: no good line is longer.
const LINE_AT_MOST = 96 * 1024 * 1024;

/** Answers every line of the files, or of standard input; the highest exit status among the reports. */
export async function answerLines(files, defaults, words) {
  let status = 0;
  for (const file of files.length > 0 ? files : ['-']) {
    for await (const line of linesOf(file, words)) {
      const report = answer(line, defaults);
      status = Math.max(status, exitStatus(report));
      if (!process.stdout.write(`${plainJson(JSON.stringify(report))}\n`)) await once(process.stdout, 'drain');
    }
  }
  return status;
}

/** A line that holds no question is put to the core as it is, which says so in a report. */
function answer(line, defaults) {
  const question = parse(line);
  const hasFields = typeof question === 'object' && question !== null && !Array.isArray(question);
  return explain(hasFields ? { ...defaults, ...question } : question);
}

function parse(line) {
  try {
    return JSON.parse(line);
  } catch {
    return line;
  }
}

async function* linesOf(file, words) {
  const decoder = new StringDecoder('utf8');
  let line = '';
  try {
    for await (const bytes of file === '-' ? process.stdin : createReadStream(file)) {
      const pieces = decoder.write(bytes).split('\n');
      for (const [index, piece] of pieces.entries()) {
        if (index > 0) {
          if (line.trim() !== '') yield line;
          line = '';
        }
        // The end of an endless line is dropped; what is left is no JSON, and the report says that.
        if (line.length < LINE_AT_MOST) line += piece;
      }
    }
  } catch (error) {
    if (error.syscall === undefined) throw error;
    throw new UsageError(words.cannotRead(file, error.code));
  }
  line += decoder.end();
  if (line.trim() !== '') yield line;
}
