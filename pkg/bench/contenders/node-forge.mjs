// It knows RSA only: the public roots with other keys are left out.
import forge from 'node-forge';

const blocks = (text) => text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g);

export function readAnchors(text) {
  const store = forge.pki.createCaStore();
  for (const block of blocks(text)) {
    try {
      store.addCertificate(block);
    } catch {
      // not RSA
    }
  }
  return store;
}

export function judge({ bundle, at }, store) {
  const chain = blocks(bundle).map((block) => forge.pki.certificateFromPem(block));
  return forge.pki.verifyCertificateChain(store, chain, { validityCheckDate: new Date(at * 1000) });
}
