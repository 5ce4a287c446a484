//! Extensions (RFC 5280 §4.2) as facts.

use std::collections::BTreeMap;

use x509_parser::der_parser::asn1_rs::Oid;
use x509_parser::extensions as parser;
use x509_parser::extensions::{DistributionPointName, ParsedExtension, X509Extension};

use super::der;
use super::name::Name;
use super::scope::DistributionPoint;
use super::subtrees::Subtrees;
use crate::notation::KEY_USAGES;
pub(crate) use crate::notation::{dotted, extension_name};

/// An extension that was read, with its critical flag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Extension<T> {
    pub critical: bool,
    pub value: T,
}

/// What is known of a certificate's extensions. Of one that stands twice the first is kept.
#[derive(Clone, Debug, Default)]
pub(crate) struct Extensions {
    /// Every extension, in order.
    pub all: Vec<Seen>,
    pub basic_constraints: Option<Extension<BasicConstraints>>,
    pub key_usage: Option<Extension<KeyUsage>>,
    /// Dotted numbers of the purposes.
    pub extended_key_usage: Option<Extension<Vec<String>>>,
    pub subject_alt_names: Option<Extension<Vec<GeneralName>>>,
    pub name_constraints: Option<Extension<NameConstraints>>,
    pub subject_key_id: Option<Extension<Vec<u8>>>,
    pub authority_key_id: Option<Extension<AuthorityKeyId>>,
    /// Dotted numbers of the policies.
    pub policies: Option<Extension<Vec<String>>>,
    pub policy_constraints: Option<Extension<PolicyConstraints>>,
    /// Issuer domain policy and subject domain policy, dotted.
    pub policy_mappings: Option<Extension<Vec<(String, String)>>>,
    pub inhibit_any_policy: Option<Extension<u32>>,
    pub authority_info_access: Option<Extension<AuthorityInfoAccess>>,
    /// URLs of the CRLs.
    pub crl_distribution_points: Vec<String>,
    /// The same whole: names of every kind, reasons and issuers.
    pub distribution_points: Vec<DistributionPoint>,
    /// Dotted numbers of the extensions that stand more than once.
    pub duplicated: Vec<String>,
    /// Dotted numbers of the extensions whose value cannot be read.
    pub malformed: Vec<String>,
}

/// That an extension is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Seen {
    /// Dotted number.
    pub oid: String,
    pub critical: bool,
    /// Whether it is one that this crate processes, so that it may be critical.
    pub known: bool,
    /// Whether it stands there more than once.
    pub again: bool,
    /// The contents of extnValue.
    pub value: Vec<u8>,
}

/// RFC 5280 §4.2.1.9.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct BasicConstraints {
    pub ca: bool,
    pub path_len: Option<u32>,
}

/// RFC 5280 §4.2.1.3: bit 0 is digitalSignature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct KeyUsage(pub u16);

impl KeyUsage {
    pub(crate) const DIGITAL_SIGNATURE: u16 = 1;
    pub(crate) const NON_REPUDIATION: u16 = 1 << 1;
    pub(crate) const KEY_ENCIPHERMENT: u16 = 1 << 2;
    pub(crate) const DATA_ENCIPHERMENT: u16 = 1 << 3;
    pub(crate) const KEY_AGREEMENT: u16 = 1 << 4;
    pub(crate) const KEY_CERT_SIGN: u16 = 1 << 5;
    pub(crate) const CRL_SIGN: u16 = 1 << 6;

    /// Any of these bits is set.
    pub(crate) fn has(self, bits: u16) -> bool {
        self.0 & bits != 0
    }

    /// The names of the bits that are set.
    pub(crate) fn names(self) -> Vec<String> {
        let set = KEY_USAGES.iter().enumerate().filter(|(bit, _)| self.0 >> bit & 1 == 1);
        set.map(|(_, name)| (*name).to_owned()).collect()
    }
}

/// RFC 5280 §4.2.1.1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct AuthorityKeyId {
    pub key_id: Option<Vec<u8>>,
    /// Whether authorityCertIssuer is there.
    pub has_issuer: bool,
    /// The first directoryName of authorityCertIssuer.
    pub issuer: Option<Name>,
    /// Content octets of authorityCertSerialNumber.
    pub serial: Option<Vec<u8>>,
}

/// RFC 5280 §4.2.1.11.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PolicyConstraints {
    pub require_explicit_policy: Option<u32>,
    pub inhibit_policy_mapping: Option<u32>,
}

/// RFC 5280 §4.2.2.1.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct AuthorityInfoAccess {
    pub ca_issuers: Vec<String>,
    pub ocsp: Vec<String>,
}

/// RFC 5280 §4.2.1.6.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum GeneralName {
    Dns(String),
    Email(String),
    Uri(String),
    /// 4 or 16 octets in a name, 8 or 32 in a constraint; others are malformed.
    Ip(Vec<u8>),
    Directory(Name),
    /// Dotted number of the type of an otherName.
    Other(String),
    /// x400Address, ediPartyName or registeredID, by its tag.
    Rare(u8),
    /// Not what its tag says: text that is not UTF-8, for instance. The number of the tag, or the whole octet where it is
    /// the tag of no GeneralName at all.
    Invalid(u8, Vec<u8>),
}

impl GeneralName {
    /// The number of its tag: constraints apply to names of their own kind.
    pub(crate) fn tag(&self) -> u8 {
        match self {
            Self::Other(_) => 0,
            Self::Email(_) => 1,
            Self::Dns(_) => 2,
            Self::Directory(_) => 4,
            Self::Uri(_) => 6,
            Self::Ip(_) => 7,
            Self::Rare(tag) | Self::Invalid(tag, _) => *tag,
        }
    }
}

/// RFC 5280 §4.2.1.10.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct NameConstraints {
    pub permitted: Subtrees,
    pub excluded: Subtrees,
    /// Neither permitted nor excluded subtrees, or one of them present with nothing in it.
    pub empty: bool,
}

/// Extensions that must not be refused for being critical: processed here, or of no consequence for a verdict.
const PROCESSED: &[&str] = &[
    "2.5.29.14", // subjectKeyIdentifier
    "2.5.29.15", // keyUsage
    "2.5.29.17", // subjectAltName
    "2.5.29.18", // issuerAltName
    "2.5.29.19", // basicConstraints
    "2.5.29.30", // nameConstraints
    "2.5.29.31", // cRLDistributionPoints
    "2.5.29.32", // certificatePolicies
    "2.5.29.33", // policyMappings
    "2.5.29.35", // authorityKeyIdentifier
    "2.5.29.36", // policyConstraints
    "2.5.29.37", // extendedKeyUsage
    "2.5.29.54", // inhibitAnyPolicy
];

impl Extensions {
    pub(crate) fn read(extensions: &[X509Extension<'_>]) -> Self {
        let mut facts = Self::default();
        // How often each stands there.
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for extension in extensions {
            let count = counts.entry(dotted(&extension.oid)).or_default();
            *count = count.saturating_add(1);
            facts.add(extension, *count);
        }
        for seen in &mut facts.all {
            seen.again = counts.get(&seen.oid).is_some_and(|count| *count > 1);
        }
        facts
    }

    fn add(&mut self, extension: &X509Extension<'_>, count: usize) {
        let oid = dotted(&extension.oid);
        let known = PROCESSED.contains(&oid.as_str());
        self.all.push(Seen {
            oid: oid.clone(),
            critical: extension.critical,
            known,
            again: false,
            value: extension.value.to_vec(),
        });
        if count > 1 {
            if count == 2 {
                self.duplicated.push(oid);
            }
            return;
        }
        if self.keep(extension).is_none() {
            self.malformed.push(oid);
        }
    }

    /// `None` where the value cannot be read.
    fn keep(&mut self, extension: &X509Extension<'_>) -> Option<()> {
        let critical = extension.critical;
        match extension.parsed_extension() {
            ParsedExtension::ParseError { .. } if dotted(&extension.oid) == "2.5.29.30" => {
                self.name_constraints =
                    Some(Extension { critical, value: empty_constraints(extension.value)? });
            }
            ParsedExtension::ParseError { .. } if dotted(&extension.oid) == "2.5.29.19" => {
                let value = large_basic_constraints(extension.value)?;
                self.basic_constraints = Some(Extension { critical, value });
            }
            ParsedExtension::ParseError { .. } if dotted(&extension.oid) == "2.5.29.15" => {
                let value = uneven_key_usage(extension.value)?;
                self.key_usage = Some(Extension { critical, value });
            }
            ParsedExtension::ParseError { .. } => return None,
            ParsedExtension::BasicConstraints(found) => {
                let value = BasicConstraints { ca: found.ca, path_len: found.path_len_constraint };
                self.basic_constraints = Some(Extension { critical, value });
            }
            ParsedExtension::KeyUsage(found) => {
                self.key_usage = Some(Extension { critical, value: KeyUsage(found.flags) });
            }
            ParsedExtension::ExtendedKeyUsage(_) => {
                self.extended_key_usage = Some(Extension { critical, value: purposes(extension.value)? });
            }
            ParsedExtension::SubjectAlternativeName(found) => {
                let value = general_names(&found.general_names, extension.value);
                self.subject_alt_names = Some(Extension { critical, value });
            }
            ParsedExtension::NameConstraints(found) => {
                self.name_constraints = Some(Extension { critical, value: name_constraints(found) });
            }
            ParsedExtension::SubjectKeyIdentifier(found) => {
                self.subject_key_id = Some(Extension { critical, value: found.0.to_vec() });
            }
            ParsedExtension::AuthorityKeyIdentifier(found) => {
                let value = AuthorityKeyId {
                    key_id: found.key_identifier.as_ref().map(|id| id.0.to_vec()),
                    has_issuer: found.authority_cert_issuer.is_some(),
                    issuer: found.authority_cert_issuer.iter().flatten().find_map(|name| match name {
                        parser::GeneralName::DirectoryName(name) => Some(Name::read(name)),
                        _ => None,
                    }),
                    serial: found.authority_cert_serial.map(<[u8]>::to_vec),
                };
                self.authority_key_id = Some(Extension { critical, value });
            }
            ParsedExtension::CertificatePolicies(found) => {
                let value = found.iter().map(|policy| dotted(&policy.policy_id)).collect();
                self.policies = Some(Extension { critical, value });
            }
            ParsedExtension::PolicyConstraints(found) => {
                let value = PolicyConstraints {
                    require_explicit_policy: found.require_explicit_policy,
                    inhibit_policy_mapping: found.inhibit_policy_mapping,
                };
                self.policy_constraints = Some(Extension { critical, value });
            }
            ParsedExtension::PolicyMappings(found) => {
                let pairs = found.mappings.iter();
                let value = pairs
                    .map(|pair| (dotted(&pair.issuer_domain_policy), dotted(&pair.subject_domain_policy)))
                    .collect();
                self.policy_mappings = Some(Extension { critical, value });
            }
            ParsedExtension::InhibitAnyPolicy(found) => {
                self.inhibit_any_policy = Some(Extension { critical, value: found.skip_certs });
            }
            ParsedExtension::AuthorityInfoAccess(found) => {
                self.authority_info_access = Some(Extension { critical, value: info_access(found) });
            }
            ParsedExtension::CRLDistributionPoints(found) => {
                self.crl_distribution_points = found
                    .iter()
                    .filter_map(|point| match point.distribution_point.as_ref()? {
                        DistributionPointName::FullName(names) => Some(names),
                        DistributionPointName::NameRelativeToCRLIssuer(_) => None,
                    })
                    .flatten()
                    .filter_map(uri)
                    .collect();
            }
            _ => {}
        }
        Some(())
    }

    /// The first dNSName of subjectAltName.
    pub(crate) fn first_dns_name(&self) -> Option<&str> {
        let names = self.subject_alt_names.as_ref()?;
        names.value.iter().find_map(|name| match name {
            GeneralName::Dns(name) => Some(name.as_str()),
            _ => None,
        })
    }

    /// The dNSNames of subjectAltName.
    pub(crate) fn dns_names(&self) -> Vec<&str> {
        let names = self.subject_alt_names.as_ref().map(|found| found.value.as_slice()).unwrap_or_default();
        names
            .iter()
            .filter_map(|name| match name {
                GeneralName::Dns(name) => Some(name.as_str()),
                _ => None,
            })
            .collect()
    }
}

/// The purposes in the order they stand: the parser's own type sorts known ones into flags.
fn purposes(value: &[u8]) -> Option<Vec<String>> {
    let (sequence, _) = der::expect(value, der::SEQUENCE)?;
    der::elements(sequence.contents)
        .map(|purpose| (purpose.tag == 6).then(|| dotted(&Oid::new(purpose.contents.into()))))
        .collect()
}

/// The parser refuses constraints without a subtree. They are well-formed ASN.1 all the same, so tell them from garbage.
fn empty_constraints(value: &[u8]) -> Option<NameConstraints> {
    let (sequence, rest) = der::expect(value, der::SEQUENCE)?;
    let parts: Vec<_> = der::elements(sequence.contents).collect();
    let only_empty = parts.iter().all(|part| matches!(part.tag, 0xa0 | 0xa1) && part.contents.is_empty());
    (rest.is_empty() && only_empty).then(|| NameConstraints { empty: true, ..NameConstraints::default() })
}

/// The parser has no room for path lengths above 32 bits; there are none, so they limit nothing.
fn large_basic_constraints(value: &[u8]) -> Option<BasicConstraints> {
    let (sequence, rest) = der::expect(value, der::SEQUENCE)?;
    let parts: Vec<_> = der::elements(sequence.contents).map(|part| (part.tag, part.contents)).collect();
    let (ca, length) = match parts.as_slice() {
        [(1, [flag]), (der::INTEGER, length)] => (*flag != 0, *length),
        [(der::INTEGER, length)] => (false, *length),
        _ => return None,
    };
    // The first octet is a zero, or small enough: otherwise the number is negative or padded.
    let sound = match length {
        [0, second, ..] => *second >= 0x80,
        [first, ..] => *first < 0x80,
        [] => false,
    };
    (rest.is_empty() && sound && length.len() > 4)
        .then_some(BasicConstraints { ca, path_len: Some(u32::MAX) })
}

/// The parser refuses unused bits that are set; nearly all verifiers skip them.
fn uneven_key_usage(value: &[u8]) -> Option<KeyUsage> {
    let (bits, rest) = der::expect(value, der::BIT_STRING)?;
    let (unused, octets) = bits.contents.split_first().filter(|(unused, _)| **unused < 8)?;
    let (first, more) = octets.split_first()?;
    let mask = |octet: u8| octet >> unused << unused;
    let (first, second) = match more.first() {
        None => (mask(*first), 0),
        Some(second) if more.len() == 1 => (*first, mask(*second)),
        Some(second) => (*first, *second),
    };
    let flags = u16::from(first.reverse_bits()) | u16::from(second.reverse_bits()) << 8;
    rest.is_empty().then_some(KeyUsage(flags))
}

fn name_constraints(found: &parser::NameConstraints<'_>) -> NameConstraints {
    let read = |subtrees: &Option<Vec<parser::GeneralSubtree<'_>>>| -> Vec<GeneralName> {
        subtrees.iter().flatten().map(|subtree| general_name(&subtree.base)).collect()
    };
    let (permitted, excluded): (Subtrees, Subtrees) =
        (read(&found.permitted_subtrees).into(), read(&found.excluded_subtrees).into());
    NameConstraints { empty: permitted.is_empty() && excluded.is_empty(), permitted, excluded }
}

/// The parser looks at the number of a tag alone, verifiers at the whole octet.
fn general_names(found: &[parser::GeneralName<'_>], value: &[u8]) -> Vec<GeneralName> {
    const TAGS: [u8; 9] = [0xa0, 0x81, 0x82, 0xa3, 0xa4, 0xa5, 0x86, 0x87, 0x88];
    let whole = der::expect(value, der::SEQUENCE);
    let mut elements = whole.into_iter().flat_map(|(sequence, _)| der::elements(sequence.contents));
    let checked = |name| match elements.next() {
        Some(element) if !TAGS.contains(&element.tag) => long_name(element.tag, element.contents),
        _ => general_name(name),
    };
    found.iter().map(checked).collect()
}

fn general_name(found: &parser::GeneralName<'_>) -> GeneralName {
    match found {
        // No mailbox, host or address of that length can be used: it is as good as unreadable.
        parser::GeneralName::DNSName(name) if name.len() > LONGEST_NAME => long_name(2, name.as_bytes()),
        parser::GeneralName::RFC822Name(name) if name.len() > LONGEST_NAME => long_name(1, name.as_bytes()),
        parser::GeneralName::URI(name) if name.len() > LONGEST_NAME => long_name(6, name.as_bytes()),
        parser::GeneralName::IPAddress(octets) if octets.len() > LONGEST_NAME => long_name(7, octets),
        parser::GeneralName::DNSName(name) => GeneralName::Dns((*name).to_owned()),
        parser::GeneralName::RFC822Name(name) => GeneralName::Email((*name).to_owned()),
        parser::GeneralName::URI(name) => GeneralName::Uri((*name).to_owned()),
        parser::GeneralName::IPAddress(octets) => GeneralName::Ip(octets.to_vec()),
        parser::GeneralName::DirectoryName(name) => GeneralName::Directory(Name::read(name)),
        parser::GeneralName::OtherName(oid, _) => GeneralName::Other(dotted(oid)),
        parser::GeneralName::X400Address(_) => GeneralName::Rare(3),
        parser::GeneralName::EDIPartyName(_) => GeneralName::Rare(5),
        parser::GeneralName::RegisteredID(_) => GeneralName::Rare(8),
        parser::GeneralName::Invalid(tag, octets) => {
            long_name(u8::try_from(tag.0).unwrap_or(u8::MAX), octets)
        }
    }
}

/// Octets of a name that are kept: the largest bound of RFC 5280 for a text (`ub-name`, appendix A.1).
const LONGEST_NAME: usize = 32_768;
/// Octets that are shown of what is no name.
const KEPT_OF_NO_NAME: usize = 256;

fn long_name(tag: u8, octets: &[u8]) -> GeneralName {
    GeneralName::Invalid(tag, octets.get(..KEPT_OF_NO_NAME).unwrap_or(octets).to_vec())
}

fn info_access(found: &parser::AuthorityInfoAccess<'_>) -> AuthorityInfoAccess {
    let mut access = AuthorityInfoAccess::default();
    for description in &found.accessdescs {
        let Some(url) = uri(&description.access_location) else { continue };
        match dotted(&description.access_method).as_str() {
            "1.3.6.1.5.5.7.48.1" => access.ocsp.push(url),
            "1.3.6.1.5.5.7.48.2" => access.ca_issuers.push(url),
            _ => {}
        }
    }
    access
}

fn uri(name: &parser::GeneralName<'_>) -> Option<String> {
    match name {
        parser::GeneralName::URI(url) => Some((*url).to_owned()),
        _ => None,
    }
}
