import { explain } from '../../dist/node.js';

export const readAnchors = (text) => text;
export const keptAnchors = ({ root }) => ['mozilla', root];

export function judge({ bundle, host, at }, anchors) {
  const { verdict, summary } = explain({ chain: bundle, anchors, serverName: host, at });
  return verdict === 'trusted' || summary;
}
