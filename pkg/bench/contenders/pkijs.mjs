import { Certificate, CertificateChainValidationEngine } from 'pkijs';

const read = (text) =>
  text
    .match(/-----BEGIN CERTIFICATE-----[^-]+/g)
    .map((block) => Certificate.fromBER(new Uint8Array(Buffer.from(block.slice('-----BEGIN CERTIFICATE-----'.length), 'base64'))));

export const readAnchors = read;

export async function judge({ bundle, at }, anchors) {
  const [endEntity, ...intermediates] = read(bundle);
  const engine = new CertificateChainValidationEngine({
    trustedCerts: anchors,
    certs: [...intermediates, endEntity],
    checkDate: new Date(at * 1000),
  });
  const { result, resultMessage } = await engine.verify();
  return result || resultMessage;
}
