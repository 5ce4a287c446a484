// `chainwhy/worker` in pages, Bun and Deno: questions are answered in a worker, so that the thread that asks stays free.

import { asker } from './ask-thread.js';

function start({ answered, broke }) {
  const worker = new Worker(new URL('./thread.js', import.meta.url), { type: 'module' });
  worker.addEventListener('message', ({ data }) => answered(data));
  worker.addEventListener('error', (event) => broke(event.error ?? event.message));
  return { post: (message) => worker.postMessage(message), end: () => worker.terminate(), busy() {} };
}

export const createVerifier = (options) => asker(start).createVerifier(options);
