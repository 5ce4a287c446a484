// The verdict and the findings alone, as the others give them: nobody asks what clients would say, and the anchors are kept.
import { createVerifier } from '../../dist/node.js';

const verifierBy = (anchors) => createVerifier({ anchors, clients: false });

export const readAnchors = verifierBy;
export const keptAnchors = ({ root }) => verifierBy(['mozilla', root]);

export function judge({ bundle, host, at }, verifier) {
  const { verdict, summary } = verifier.explain({ chain: bundle, serverName: host, at });
  return verdict === 'trusted' || summary;
}
