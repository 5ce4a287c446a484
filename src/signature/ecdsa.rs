//! ECDSA (FIPS 186-5 §6) on the two curves that certificates have.
//!
//! A public key is an uncompressed point on the curve: *ring* and Go take no other form, RFC 5480 §2.2 makes the
//! compressed form optional. A signature is strict DER, with both numbers from 1 to the group order less one. The larger of
//! the two possible values of s is taken as well as the smaller: X.509 has no rule against it.

use p256::ecdsa::signature::hazmat::PrehashVerifier as _;

use super::algorithm::Check;

/// The first octet of an uncompressed point (SEC 1 §2.3.3).
const UNCOMPRESSED: u8 = 0x04;

macro_rules! on_curve {
    ($curve:ident, $key:ident, $is_key:ident, $is_point:ident, $check:ident) => {
        fn $key(point: &[u8]) -> Option<$curve::ecdsa::VerifyingKey> {
            let uncompressed = point.first() == Some(&UNCOMPRESSED);
            uncompressed.then(|| $curve::ecdsa::VerifyingKey::from_sec1_bytes(point).ok()).flatten()
        }

        pub(super) fn $is_key(point: &[u8]) -> bool {
            $key(point).is_some()
        }

        /// A point of the curve in any of its forms, also those that are not taken here.
        pub(super) fn $is_point(point: &[u8]) -> bool {
            let is_point = |point: &[u8]| $curve::ecdsa::VerifyingKey::from_sec1_bytes(point).is_ok();
            match point.split_first() {
                // Hybrid: both numbers, and in the first octet the parity of the second.
                Some((0x06 | 0x07, numbers)) => is_point(&[&[UNCOMPRESSED], numbers].concat()),
                _ => is_point(point),
            }
        }

        pub(super) fn $check(point: &[u8], loose: bool, digest: &[u8], signature: &[u8]) -> Check {
            let any = |point: &[u8]| $curve::ecdsa::VerifyingKey::from_sec1_bytes(point).ok();
            let key = match point {
                [form @ (0x06 | 0x07), numbers @ .., last] if loose && form & 1 == last & 1 => {
                    any(&[&[UNCOMPRESSED], numbers, &[*last]].concat())
                }
                _ if loose => any(point),
                _ => $key(point),
            };
            let Some(key) = key else {
                return Check::UnusableKey;
            };
            let verified = $curve::ecdsa::Signature::from_der(signature)
                .and_then(|signature| key.verify_prehash(digest, &signature));
            if verified.is_ok() { Check::Valid } else { Check::Invalid }
        }
    };
}

on_curve!(p256, p256_key, is_p256_key, is_p256_point, check_p256);
on_curve!(p384, p384_key, is_p384_key, is_p384_point, check_p384);
