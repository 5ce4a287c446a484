// The verifier of Node.js, Bun and Deno, which the core asks first where it is quicker and its yes means the same: see
// src/signature/platform.rs. It is looked for when it is wanted, so that nothing is loaded for it and bundles for browsers have no part in it.

/** Key objects that are kept: those of CAs come again. */
const MOST_KEYS = 64;

const RSA = [0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00];
const EC = [0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01];
const CURVES = {
  'P-256': [...EC, 0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07],
  'P-384': [...EC, 0x06, 0x05, 0x2b, 0x81, 0x04, 0x00, 0x22],
};

const keys = new Map();

/** Whether the platform says that a signature is right; `false` where it does not, or where there is none. */
export function platformVerifies(hash, curve, key, message, signature) {
  const crypto = globalThis.process?.getBuiltinModule?.('crypto');
  return crypto !== undefined && crypto.verify(hash, message, keyObject(crypto, curve, key), signature) === true;
}

function keyObject(crypto, curve, key) {
  const name = curve + String.fromCharCode(...key);
  let known = keys.get(name);
  if (known === undefined) {
    const algorithm = element(0x30, curve === '' ? RSA : CURVES[curve]);
    const spki = element(0x30, [...algorithm, ...element(0x03, [0, ...key])]);
    known = crypto.createPublicKey({ key: Uint8Array.from(spki), format: 'der', type: 'spki' });
    if (keys.size >= MOST_KEYS) keys.delete(keys.keys().next().value);
    keys.set(name, known);
  }
  return known;
}

/** DER of at most 65,535 octets. */
function element(tag, contents) {
  const { length } = contents;
  const written = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return [tag, ...written, ...contents];
}
