//! ECDSA (FIPS 186-5 §6) on the two curves that certificates have.
//!
//! A public key is an uncompressed point on the curve: *ring* and Go take no other form, RFC 5480 §2.2 makes the
//! compressed form optional. Who takes the others as well has them worked out by the [arithmetic for any
//! curve](super::weierstrass): they are rare, and its square root is there already. A signature is strict DER, with both numbers
//! from 1 to the group order less one. The larger of the two possible values of s is taken as well as the smaller: X.509 has no
//! rule against it.

use p256::ecdsa::signature::hazmat::PrehashVerifier as _;
use p256::elliptic_curve::point::AffineCoordinates as _;

use super::algorithm::Check;
use super::{encoding, weierstrass};

/// The first octet of an uncompressed point (SEC 1 §2.3.3).
const UNCOMPRESSED: u8 = 0x04;

/// Whether a point is written as most are, with both numbers.
pub(super) fn is_uncompressed(point: &[u8]) -> bool {
    point.first() == Some(&UNCOMPRESSED)
}

macro_rules! on_curve {
    ($curve:ident, $any_form:path, $key:ident, $is_key:ident, $is_point:ident, $check:ident) => {
        fn $key(point: &[u8]) -> Option<$curve::ecdsa::VerifyingKey> {
            let numbers = point.strip_prefix(&[UNCOMPRESSED])?;
            let (x, y) = numbers.split_at_checked(numbers.len() / 2)?;
            let (x, y) = ($curve::FieldBytes::try_from(x).ok()?, $curve::FieldBytes::try_from(y).ok()?);
            let point = $curve::AffinePoint::from_coordinates(&x, &y).into_option()?;
            $curve::ecdsa::VerifyingKey::from_affine(point).ok()
        }

        pub(super) fn $is_key(point: &[u8]) -> bool {
            $key(point).is_some()
        }

        /// A point of the curve in any of its forms, also those that are not taken here.
        pub(super) fn $is_point(point: &[u8]) -> bool {
            $is_key(point) || weierstrass::is_point(&$any_form, point, true)
        }

        pub(super) fn $check(point: &[u8], loose: bool, digest: &[u8], signature: &[u8]) -> Check {
            let Some(key) = $key(point) else {
                return match loose {
                    true => weierstrass::check(&$any_form, point, loose, digest, signature),
                    false => Check::UnusableKey,
                };
            };
            let verified = || {
                let (r, s) = encoding::two_numbers(signature)?;
                let scalar = |number: &[u8]| {
                    let mut octets = $curve::FieldBytes::default();
                    let start = octets.len().checked_sub(number.len())?;
                    octets.get_mut(start..)?.copy_from_slice(number);
                    Some(octets)
                };
                let signature = $curve::ecdsa::Signature::from_scalars(scalar(r)?, scalar(s)?).ok()?;
                key.verify_prehash(digest, &signature).ok()
            };
            if verified().is_some() { Check::Valid } else { Check::Invalid }
        }
    };
}

on_curve!(p256, weierstrass::P256, p256_key, is_p256_key, is_p256_point, check_p256);
on_curve!(p384, weierstrass::P384, p384_key, is_p384_key, is_p384_point, check_p384);
