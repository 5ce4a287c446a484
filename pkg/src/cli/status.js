// The exit status that scripts go by.

export const USAGE = 2;

/** 0 trusted, 1 untrusted, 2 unreadable or a question that cannot be asked so. */
export function exitStatus({ verdict, findings }) {
  if (verdict === 'trusted') return 0;
  const badQuestion = findings.some(({ severity, place }) => severity === 'error' && place.kind === 'request');
  return verdict === 'unreadable' || badQuestion ? 2 : 1;
}
