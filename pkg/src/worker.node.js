// `chainwhy/worker` in Node.js: questions are answered in a thread, so that the one that asks stays free.

import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { asker } from './ask-thread.js';

// HERE is this file, by its address or by its path.
const thread = new URL(`./thread.node${EXTENSION}`, HERE.startsWith('file:') ? HERE : pathToFileURL(HERE));

function start({ answered, broke }) {
  const worker = new Worker(thread);
  worker.on('message', answered);
  worker.on('error', broke);
  return {
    post: (message) => worker.postMessage(message),
    end: () => void worker.terminate(),
    // A thread that nobody waits for does not keep the process.
    busy: (is) => (is ? worker.ref() : worker.unref()),
  };
}

export const createVerifier = (options) => asker(start).createVerifier(options);
