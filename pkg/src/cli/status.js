// The exit status that scripts go by.

export const USAGE = 2;
export const BROKE = 3;

/** 0 trusted, 1 untrusted, 2 unreadable or a question that cannot be asked so: as `Report::exit_status` of the core. */
export function exitStatus({ verdict, findings }) {
  const badQuestion = findings.some(({ severity, place }) => severity === 'error' && place.kind === 'request');
  if (verdict === 'unreadable' || verdict === 'unanswerable' || badQuestion) return 2;
  return verdict === 'trusted' ? 0 : 1;
}
