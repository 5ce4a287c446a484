//! DSA (FIPS 186-4 §4), which some clients still take of a CA.

use der::asn1::UintRef;
use der::{Decode as _, Reader as _, SliceReader};

use super::algorithm::Check;
use super::encoding::{self, SubjectPublicKeyInfo};
use super::modular::{self, Modulus, Number, is_zero};

/// Bits of the longest prime: beyond it one verification takes too long.
const MAX_OCTETS: usize = 4096 / 8;
/// Octets that the order may have (FIPS 186-4 §4.2, and 160 bits as FIPS 186-2 had it).
const ORDERS: [usize; 3] = [20, 28, 32];

/// A key with its parameters (RFC 3279 §2.3.2). Keys without parameters of their own have their issuer's, and are not worked out.
struct Key {
    prime: Modulus,
    order: Modulus,
    base: Number,
    power: Number,
}

impl Key {
    fn read(spki: &[u8]) -> Option<Self> {
        let spki = SubjectPublicKeyInfo::from_der(spki)?;
        let (_, parameters) = encoding::identifier_parts(spki.algorithm)?;
        let parameters = parameters.filter(|any| der::Tagged::tag(any) == der::Tag::Sequence)?;
        let mut reader = SliceReader::new(parameters.value()).ok()?;
        let mut number = || UintRef::decode(&mut reader).ok().map(|number| number.as_bytes());
        let (prime, order, base) = (number()?, number()?, number()?);
        reader.finish().ok()?;
        let is_whole = order.first().is_some_and(|octet| *octet >= 0x80);
        if prime.len() > MAX_OCTETS
            || prime.len() <= order.len()
            || !ORDERS.contains(&order.len())
            || !is_whole
        {
            return None;
        }
        let (prime, order) = (Modulus::new(prime)?, Modulus::new(order)?);
        let base = prime.number(base).filter(|base| !is_zero(base))?;
        let power =
            prime.number(UintRef::from_der(spki.bits).ok()?.as_bytes()).filter(|power| !is_zero(power))?;
        Some(Self { prime, order, base, power })
    }

    /// FIPS 186-4 §4.7. `None` where the signature is not right.
    fn verify(&self, digest: &[u8], signature: &[u8]) -> Option<()> {
        let (r, s) = encoding::two_numbers(signature)?;
        let (r, s) = (self.order.number(r)?, self.order.number(s)?);
        if is_zero(&r) || is_zero(&s) {
            return None;
        }
        let inverse = self.order.inverse(&s)?;
        let digest = self.order.reduced(digest.get(..self.order.octets()).unwrap_or(digest));
        let (u, v) = (digest * &inverse, &r * &inverse);
        let power = |base: &Number, exponent: &Number| self.prime.power(base, &modular::value(exponent));
        let product = power(&self.base, &u) * power(&self.power, &v);
        modular::is_same(&self.order.reduced(&modular::value(&product)), &r).then_some(())
    }
}

/// Verifies with the key of a whole SubjectPublicKeyInfo, since its parameters stand beside it.
pub(super) fn check(spki: &[u8], digest: &[u8], signature: &[u8]) -> Check {
    match Key::read(spki).map(|key| key.verify(digest, signature)) {
        None => Check::UnusableKey,
        Some(Some(())) => Check::Valid,
        Some(None) => Check::Invalid,
    }
}

/// What verifying costs: two powers of the order's length.
pub(super) fn steps(spki: &[u8]) -> usize {
    let words = spki.len().min(3 * MAX_OCTETS) / 12;
    words.saturating_mul(words).saturating_mul(34)
}
