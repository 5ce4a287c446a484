/** A host as it can stand in a command: letters, digits, dots, hyphens and underscores, which no shell takes for anything but themselves. */
export function shellHost(host: string): string | null {
  return /^[A-Za-z0-9_][A-Za-z0-9._-]{0,252}$/.test(host) ? host : null;
}
