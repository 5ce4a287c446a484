/** The answer to a message of ask-thread.js; that it failed is an answer too. */
export function answerTo({ number, call, questions }, { createVerifier, compare }) {
  try {
    if (call === 'compare') return { number, report: compare(...questions) };
    const [{ anchors, passwords, ...question }] = questions;
    return { number, report: verifierOf(createVerifier, anchors, passwords).explain({ ...question, passwords }) };
  } catch (error) {
    return { number, error: String(error?.message ?? error) };
  }
}

let last;

/** Anchors that come again are read once. */
function verifierOf(createVerifier, anchors, passwords) {
  const name = same(anchors) && same(passwords) ? JSON.stringify([anchors, passwords]) : undefined;
  if (name === undefined || last?.name !== name) last = { name, verifier: createVerifier({ anchors, passwords }) };
  return last.verifier;
}

/** Whether a value is text all through, so that it can be compared. */
function same(value) {
  return value === undefined || typeof value === 'string' || (Array.isArray(value) && value.every((item) => typeof item === 'string'));
}
