// Many chains by the same anchors, in as many threads as there are processors: node fleet.mjs ANCHORS.pem HOST=CHAIN.pem…
import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { createVerifier } from 'chainwhy/worker';

const [anchorsFile, ...servers] = process.argv.slice(2);
const anchors = await readFile(anchorsFile, 'utf8');
const queue = servers.entries();

async function work() {
  const verifier = createVerifier({ anchors, clients: false });
  for (const [, server] of queue) {
    const [serverName, file] = server.split('=');
    const { verdict, summary } = await verifier.explain({ chain: await readFile(file), serverName });
    console.log(`${verdict}\t${serverName}\t${summary}`);
    if (verdict !== 'trusted') process.exitCode = 1;
  }
  verifier.close();
}

await Promise.all(Array.from({ length: Math.min(availableParallelism(), servers.length) }, work));
