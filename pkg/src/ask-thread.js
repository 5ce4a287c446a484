// Questions to a thread of their own, and the answers as promises. A question that is given up on ends its thread, since an answer is worked
// out in one go; the others are asked again of the next.

import { fieldsOf, normalise } from './question.js';

/**
 * `start({ answered, broke })` starts a thread: `post` hands it a message, `end` ends it, `busy` says whether anybody waits for it.
 */
export function asker(start) {
  let thread;
  let next = 0;
  const waiting = new Map();

  function stop(reason) {
    thread?.end();
    thread = undefined;
    const others = [...waiting.values()];
    if (reason !== undefined) {
      waiting.clear();
      for (const { settle, reject } of others) settle(reject, reason);
    }
    return others;
  }

  function post(entry) {
    thread ??= start({
      answered({ number, report, error }) {
        const entry = waiting.get(number);
        if (entry === undefined) return;
        if (error === undefined) entry.settle(entry.resolve, report);
        else entry.settle(entry.reject, new Error(error));
      },
      broke: (cause) => stop(new Error('the thread of chainwhy broke', { cause })),
    });
    thread.busy(true);
    thread.post({ number: entry.number, call: entry.call, questions: entry.questions });
  }

  function ask(call, questions, signal) {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const number = next++;
      const settle = (how, value) => {
        waiting.delete(number);
        signal?.removeEventListener('abort', giveUp);
        if (waiting.size === 0) thread?.busy(false);
        how(value);
      };
      const giveUp = () => {
        settle(reject, signal.reason);
        for (const entry of stop()) post(entry);
      };
      signal?.addEventListener('abort', giveUp);
      const entry = { number, call, questions, resolve, reject, settle };
      waiting.set(number, entry);
      post(entry);
    });
  }

  return {
    createVerifier(options) {
      const shared = fieldsOf(options);
      const asked = (question) => normalise({ ...shared, ...fieldsOf(question) });
      return Object.freeze({
        explain: async (question, { signal } = {}) => ask('explain', [asked(question)], signal),
        compare: async (before, after, { signal } = {}) => {
          const first = asked(before);
          return ask('compare', [first, { ...normalise({ at: first.at, ...after }) }], signal);
        },
        close: () => void stop(new Error('the verifier was closed')),
      });
    },
  };
}
