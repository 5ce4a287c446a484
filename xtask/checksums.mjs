// Prints the SHA-256 of each file, as sha256sum does: node checksums.mjs FILE…
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

for (const file of process.argv.slice(2)) {
  console.log(`${createHash('sha256').update(readFileSync(file)).digest('hex')}  ${basename(file)}`);
}
