// It builds a chain, and leaves the rest to its caller: the anchor and each signature and date are checked here.
import 'reflect-metadata';
import { cryptoProvider, PemConverter, X509Certificate, X509ChainBuilder } from '@peculiar/x509';

cryptoProvider.set(globalThis.crypto);

const read = (text) => PemConverter.decode(text).map((der) => new X509Certificate(der));

export const readAnchors = read;

export async function judge({ bundle, at }, anchors) {
  const [endEntity, ...intermediates] = read(bundle);
  const path = await new X509ChainBuilder({ certificates: [...intermediates, ...anchors] }).build(endEntity);
  const last = path.at(-1);
  if (!anchors.some((anchor) => anchor.equal(last))) return 'no anchor reached';
  const date = new Date(at * 1000);
  for (const [index, certificate] of path.entries()) {
    const { publicKey } = path[index + 1] ?? certificate;
    if (!(await certificate.verify({ publicKey, date }))) return `${certificate.subject} does not verify`;
  }
  return true;
}
