// Chains made afresh: an end entity for www.example.com, two intermediates and a root.

import 'reflect-metadata';
import * as x509 from '@peculiar/x509';

x509.cryptoProvider.set(globalThis.crypto);

const KEYS = {
  'RSA-2048': { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', publicExponent: new Uint8Array([1, 0, 1]), modulusLength: 2048 },
  'P-256': { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' },
  'P-384': { name: 'ECDSA', namedCurve: 'P-384', hash: 'SHA-384' },
};

export const HOST = 'www.example.com';
/** A time at which every certificate is valid, in Unix seconds. */
export const AT = Date.UTC(2026, 5, 1) / 1000;

/** `{ endEntity, intermediates, root }`, each an X509Certificate of @peculiar/x509. */
export async function makeChain(algorithm = 'P-256') {
  const root = await issue({ algorithm, subject: 'CN=Example Root CA', ca: true, serial: '01' });
  const upper = await issue({ algorithm, subject: 'CN=Example Upper CA', issuer: root, ca: true, serial: '02' });
  const lower = await issue({ algorithm, subject: 'CN=Example TLS CA', issuer: upper, ca: true, serial: '03' });
  const endEntity = await issue({ algorithm, subject: `CN=${HOST}`, issuer: lower, serial: '04' });
  return {
    endEntity: endEntity.certificate,
    intermediates: [lower.certificate, upper.certificate],
    root: root.certificate,
  };
}

export function pem(...certificates) {
  return certificates.map((certificate) => `${certificate.toString('pem')}\n`).join('');
}

export function der(certificate) {
  return new Uint8Array(certificate.rawData);
}

/** A self-signed certificate with any subject. */
export async function selfSigned(subject, names = [HOST]) {
  return (await issue({ algorithm: 'P-256', subject, names, serial: '05' })).certificate;
}

async function issue({ algorithm, subject, issuer, ca = false, serial, names = [HOST] }) {
  const keys = await crypto.subtle.generateKey(KEYS[algorithm], false, ['sign', 'verify']);
  const extensions = [
    new x509.BasicConstraintsExtension(ca, undefined, true),
    new x509.KeyUsagesExtension(
      ca ? x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign : x509.KeyUsageFlags.digitalSignature,
      true,
    ),
    await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    await x509.AuthorityKeyIdentifierExtension.create((issuer?.keys ?? keys).publicKey),
  ];
  if (!ca) {
    extensions.push(
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension(names.map((value) => ({ type: 'dns', value }))),
    );
  }
  if (issuer) extensions.push(new x509.AuthorityInfoAccessExtension({ caIssuers: issuer.url }));
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: serial,
    subject,
    issuer: issuer?.certificate.subject ?? subject,
    notBefore: new Date(Date.UTC(2026, 0, 1)),
    notAfter: new Date(Date.UTC(2027, 0, 1)),
    signingAlgorithm: KEYS[algorithm],
    publicKey: keys.publicKey,
    signingKey: (issuer?.keys ?? keys).privateKey,
    extensions,
  });
  return { certificate, keys, url: `http://pki.example.com/${serial}.der` };
}
