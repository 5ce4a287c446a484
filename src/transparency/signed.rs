//! What a log signed, made up again (RFC 6962 §3.2), and whether its key did.

use sha2::{Digest, Sha256};

use super::Timestamp;
use crate::certificate::der;
use crate::signature::{self, Outcome, SignatureMemo};

/// What was handed to the log.
pub(crate) enum Entry<'a> {
    /// The certificate itself: what came with the handshake or an OCSP response is about it.
    Certificate(&'a [u8]),
    /// The certificate before the promises were put into it, and the key that was to sign it.
    Precertificate { tbs: Vec<u8>, issuer_spki: &'a [u8] },
}

/// AlgorithmIdentifiers of ecdsa-with-SHA256 and sha256WithRSAEncryption: logs have no others (§2.1.4).
const ECDSA: &[u8] = &[0x30, 10, 6, 8, 0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2];
const RSA: &[u8] = &[0x30, 13, 6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 0x0b, 5, 0];

/// Whether the log of this key made the promise about the entry.
pub(crate) fn verify(
    memo: &SignatureMemo,
    log_spki: &[u8],
    promise: &Timestamp,
    entry: &Entry<'_>,
) -> Outcome {
    let algorithm = match promise.algorithm {
        [4, 3] => ECDSA,
        [4, 1] => RSA,
        _ => return Outcome::UnsupportedAlgorithm,
    };
    let Some(message) = message(promise, entry) else { return Outcome::Invalid };
    signature::verify(memo, log_spki, algorithm, &message, &promise.signature)
}

/// The structure that is digitally signed: version, kind of signature, time, entry and extensions.
fn message(promise: &Timestamp, entry: &Entry<'_>) -> Option<Vec<u8>> {
    const V1: u8 = 0;
    const CERTIFICATE_TIMESTAMP: u8 = 0;
    let mut message = vec![V1, CERTIFICATE_TIMESTAMP];
    message.extend(promise.milliseconds);
    let counted = match entry {
        Entry::Certificate(der) => {
            message.extend([0, 0]);
            *der
        }
        Entry::Precertificate { tbs, issuer_spki } => {
            message.extend([0, 1]);
            message.extend(Sha256::digest(issuer_spki));
            tbs
        }
    };
    let [first, length @ ..] = u32::try_from(counted.len()).ok()?.to_be_bytes();
    message.extend(length);
    message.extend(counted);
    message.extend(u16::try_from(promise.extensions.len()).ok()?.to_be_bytes());
    message.extend(&promise.extensions);
    (first == 0).then_some(message)
}

/// The TBSCertificate without the list of promises (§3.2): what the log saw.
pub(crate) fn before_promises(tbs: &[u8]) -> Option<Vec<u8>> {
    const EXTENSIONS: u8 = 0xa3;
    let (outer, _) = der::expect(tbs, der::SEQUENCE)?;
    let mut contents = Vec::with_capacity(tbs.len());
    for part in der::elements(outer.contents) {
        if part.tag != EXTENSIONS {
            contents.extend(part.whole);
            continue;
        }
        let (list, _) = der::expect(part.contents, der::SEQUENCE)?;
        let kept: Vec<u8> = der::elements(list.contents)
            .filter(|one| !is_list(one))
            .flat_map(|one| one.whole)
            .copied()
            .collect();
        // A certificate without any other extension has none at all.
        if !kept.is_empty() {
            contents.extend(wrapped(EXTENSIONS, &wrapped(der::SEQUENCE, &kept)));
        }
    }
    Some(wrapped(der::SEQUENCE, &contents))
}

fn is_list(extension: &der::Element<'_>) -> bool {
    /// 1.3.6.1.4.1.11129.2.4.2
    const LIST: &[u8] = &[0x2b, 6, 1, 4, 1, 0xd6, 0x79, 2, 4, 2];
    der::expect(extension.contents, der::OID).is_some_and(|(id, _)| id.contents == LIST)
}

/// An element of this tag.
fn wrapped(tag: u8, contents: &[u8]) -> Vec<u8> {
    let length = contents.len();
    let octets = length.to_be_bytes();
    let needed = octets.iter().skip_while(|octet| **octet == 0).copied();
    let mut whole = vec![tag];
    match u8::try_from(length) {
        Ok(short) if short < 0x80 => whole.push(short),
        _ => {
            let needed: Vec<u8> = needed.collect();
            whole.push(0x80 | u8::try_from(needed.len()).unwrap_or_default());
            whole.extend(needed);
        }
    }
    whole.extend(contents);
    whole
}
