//! Which certificates and reasons a CRL speaks of: issuingDistributionPoint (RFC 5280 §5.2.5) beside the certificate's
//! cRLDistributionPoints (§4.2.1.13).

use x509_parser::der_parser::asn1_rs::FromDer;
use x509_parser::x509::X509Name;

use crate::certificate::der;
use crate::certificate::name::{Name, folded};

/// A set of reasons: bit n is bit n of ReasonFlags.
pub(crate) type Reasons = u16;

/// keyCompromise (1) to aACompromise (8).
pub(crate) const ALL_REASONS: Reasons = 0x1fe;

/// A GeneralName in a form in which equal names are equal octets.
pub(crate) type NameKey = Vec<u8>;

/// issuingDistributionPoint.
#[derive(Clone, Debug, Default)]
pub(crate) struct Scope {
    /// The names of the distribution point; `None` where it has none.
    pub names: Option<Vec<NameKey>>,
    pub only_user: bool,
    pub only_ca: bool,
    pub only_attribute: bool,
    /// onlySomeReasons.
    pub reasons: Option<Reasons>,
    pub indirect: bool,
    /// Nothing stands in it.
    pub is_empty: bool,
    /// It cannot be read, or contradicts itself.
    pub is_malformed: bool,
}

impl Scope {
    pub(crate) fn read(value: &[u8], issuer: &Name) -> Self {
        let mut scope = Self::default();
        let Some((outer, rest)) = der::expect(value, der::SEQUENCE) else {
            return Self { is_malformed: true, ..scope };
        };
        scope.is_empty = outer.contents.is_empty();
        scope.is_malformed = !rest.is_empty();
        for part in der::elements(outer.contents) {
            let flag = part.contents != [0];
            match part.tag {
                0xa0 => {
                    scope.names = point_names(part.contents, &[issuer]);
                    scope.is_malformed |= scope.names.is_none();
                }
                0x81 => scope.only_user = flag,
                0x82 => scope.only_ca = flag,
                0x83 => scope.reasons = Some(reasons(part.contents)),
                0x84 => scope.indirect = flag,
                0x85 => scope.only_attribute = flag,
                _ => scope.is_malformed = true,
            }
        }
        let only =
            [scope.only_user, scope.only_ca, scope.only_attribute].into_iter().filter(|only| *only).count();
        scope.is_malformed |= only > 1;
        scope
    }

    /// The same stretch of certificates and reasons, as a delta CRL and its base must have it.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        self.names == other.names
            && (self.only_user, self.only_ca, self.only_attribute)
                == (other.only_user, other.only_ca, other.only_attribute)
            && (self.reasons, self.indirect) == (other.reasons, other.indirect)
    }
}

/// One of a certificate's cRLDistributionPoints.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct DistributionPoint {
    /// Its names; `None` where it has none.
    pub names: Option<Vec<NameKey>>,
    pub reasons: Option<Reasons>,
    /// The names in cRLIssuer; empty where the certificate's issuer publishes the CRL.
    pub crl_issuers: Vec<NameKey>,
}

impl DistributionPoint {
    /// All of an extension's value; what cannot be read is left out.
    pub(crate) fn read_all(value: &[u8], issuer: &Name) -> Vec<Self> {
        let outer = der::expect(value, der::SEQUENCE);
        let points = outer.into_iter().flat_map(|(outer, _)| der::elements(outer.contents));
        points
            .filter(|point| point.tag == der::SEQUENCE)
            .map(|point| Self::read(point.contents, issuer))
            .collect()
    }

    fn read(contents: &[u8], issuer: &Name) -> Self {
        let mut point = Self::default();
        let part = |tag| der::elements(contents).find(|part| part.tag == tag).map(|part| part.contents);
        let mut named = Vec::new();
        if let Some(names) = part(0xa2) {
            point.crl_issuers = der::elements(names).filter_map(|name| name_key(&name)).collect();
            named = der::elements(names).filter_map(|name| directory(&name)).collect();
        }
        if let Some(found) = part(0xa0) {
            // A name relative to the CRL's issuer, which is the certificate's own where no other is named.
            let bases: Vec<&Name> = if named.is_empty() { vec![issuer] } else { named.iter().collect() };
            point.names = point_names(found, &bases);
        }
        point.reasons = part(0x81).map(reasons);
        point
    }
}

/// The names of a DistributionPointName; `None` where it cannot be read.
fn point_names(contents: &[u8], bases: &[&Name]) -> Option<Vec<NameKey>> {
    let (choice, rest) = der::element(contents)?;
    match choice.tag {
        0xa0 if rest.is_empty() => {
            Some(der::elements(choice.contents).filter_map(|name| name_key(&name)).collect())
        }
        0xa1 if rest.is_empty() => {
            let relative = relative_name(choice.contents)?;
            let joined = |base: &&Name| {
                let attributes: Vec<_> =
                    base.attributes.iter().chain(&relative.attributes).cloned().collect();
                directory_key(&attributes)
            };
            Some(bases.iter().map(joined).collect())
        }
        _ => None,
    }
}

/// A RelativeDistinguishedName that stands under a tag of its own, as a name of one part.
fn relative_name(contents: &[u8]) -> Option<Name> {
    let set = wrap(0x31, contents)?;
    let sequence = wrap(der::SEQUENCE, &set)?;
    let (_, name) = X509Name::from_der(&sequence).ok()?;
    Some(Name::read(&name))
}

fn wrap(tag: u8, contents: &[u8]) -> Option<Vec<u8>> {
    let length = u16::try_from(contents.len()).ok()?;
    let [high, low] = length.to_be_bytes();
    let mut out = vec![tag];
    match length {
        0..0x80 => out.push(low),
        0x80..0x100 => out.extend([0x81, low]),
        _ => out.extend([0x82, high, low]),
    }
    out.extend(contents);
    Some(out)
}

/// The names of a GeneralNames value that are directory names, folded.
pub(crate) fn directory_names(value: &[u8]) -> Vec<Vec<u8>> {
    let outer = der::expect(value, der::SEQUENCE);
    let names = outer.into_iter().flat_map(|(outer, _)| der::elements(outer.contents));
    names.filter_map(|name| directory(&name)).map(|name| folded(&name.attributes)).collect()
}

fn directory(name: &der::Element<'_>) -> Option<Name> {
    let (_, found) = X509Name::from_der(Some(name.contents).filter(|_| name.tag == 0xa4)?).ok()?;
    Some(Name::read(&found))
}

fn name_key(name: &der::Element<'_>) -> Option<NameKey> {
    match name.tag {
        0xa4 => directory(name).map(|name| directory_key(&name.attributes)),
        tag => Some([&[tag], name.contents].concat()),
    }
}

/// The key of a directory name among the names of a distribution point.
pub(crate) fn directory_key(attributes: &[(String, String)]) -> NameKey {
    let mut key = vec![0xa4];
    key.extend(folded(attributes));
    key
}

fn reasons(contents: &[u8]) -> Reasons {
    let octet = |index: usize| contents.get(index).map_or(0, |octet| Reasons::from(octet.reverse_bits()));
    octet(1) | octet(2) << 8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_are_read_bit_by_bit() {
        assert_eq!(reasons(&[0x06, 0x40]), 1 << 1, "keyCompromise");
        assert_eq!(reasons(&[0x07, 0x00, 0x80]), 1 << 8, "aACompromise");
        assert_eq!(reasons(&[0x07, 0x7f, 0x80]), ALL_REASONS);
        assert_eq!(reasons(&[]), 0);
    }
}
