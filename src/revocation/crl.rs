//! A certificate revocation list (RFC 5280 §5) as facts. Of its entries only those are kept that bear a serial number which
//! somebody could ask for: a list of a million entries is looked through once, and none is looked through for a certificate.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use x509_parser::der_parser::asn1_rs::{FromDer, Oid};
use x509_parser::time::ASN1Time;
use x509_parser::x509::X509Name;

use super::scope::{self, Reasons, Scope};
use super::settle::coverage;
use crate::certificate::name::{Name, folded};
use crate::certificate::{Certificate, Malformed, der};
use crate::encoding::{Deviation, Encoding};
use crate::fault::{InputField, Phrase, Source, Time};
use crate::input::Entry;
use crate::rules::revocation as words;
use crate::signature::{self, Outcome, SignatureMemo};

/// A CRL that was given.
#[derive(Debug)]
pub(crate) struct Crl {
    pub der: Arc<[u8]>,
    /// The field of the question that it stood in, and where.
    pub field: InputField,
    pub source: Source,
    /// The issuer's Name, as encoded.
    issuer: Vec<u8>,
    /// The same without what does not count between names (RFC 5280 §7.1).
    pub issuer_key: Vec<u8>,
    pub issuer_name: String,
    pub this_update: Time,
    pub next_update: Option<Time>,
    /// cRLNumber, without leading zeros.
    pub number: Option<Vec<u8>>,
    /// BaseCRLNumber of a delta CRL.
    pub base_number: Option<Vec<u8>>,
    /// issuingDistributionPoint.
    pub scope: Option<Scope>,
    /// keyIdentifier of authorityKeyIdentifier.
    pub authority_key_id: Option<Vec<u8>>,
    /// A critical extension of the list, or of any entry, that cannot be processed: dotted number.
    pub critical: Option<String>,
    /// The extension stands in an entry, not on the list.
    pub critical_in_entry: bool,
    /// What RFC 5280 §5 forbids of a CRL and does not keep it from being understood.
    pub forms: Vec<Phrase>,
    /// The first place where it is written otherwise than it should be.
    pub odd: Option<Deviation>,
    /// An entry names another certificate issuer.
    pub names_issuers: bool,
    /// Entries by serial number, as far as anybody may ask for them.
    entries: BTreeMap<Vec<u8>, Vec<Listed>>,
    /// The same in DER, where it was written otherwise.
    normal: Option<Vec<u8>>,
    /// In `der`; the other two in `normal` where there is one.
    tbs: Range<usize>,
    algorithm: Range<usize>,
    signature: Range<usize>,
}

/// An entry of a CRL.
#[derive(Clone, Debug)]
pub(crate) struct Listed {
    /// When; `None` where that cannot be read.
    pub at: Option<Time>,
    /// Name of the reason, where one is given.
    pub reason: Option<&'static str>,
    /// A critical extension of the entry that cannot be processed.
    pub critical: bool,
    /// The names in certificateIssuer of this entry or, in an indirect CRL, of the nearest before it; empty: the CRL's issuer.
    issuers: Vec<Vec<u8>>,
    /// Dotted numbers of the entry's extensions.
    pub extensions: Vec<String>,
}

impl Listed {
    /// The CA says of it that it is not to be on the list any more.
    pub(crate) fn is_removal(&self) -> bool {
        self.reason == Some("removeFromCRL")
    }

    /// Another entry may take it back.
    pub(crate) fn is_hold(&self) -> bool {
        self.reason == Some("certificateHold")
    }
}

/// A serial number as a value: leading octets that DER does not allow are left out.
pub(crate) fn serial(octets: &[u8]) -> &[u8] {
    let mut value = octets;
    while let [first, rest @ ..] = value
        && let Some(next) = rest.first()
        && ((*first == 0 && next & 0x80 == 0) || (*first == 0xff && next & 0x80 != 0))
    {
        value = rest;
    }
    value
}

fn number(octets: &[u8]) -> Vec<u8> {
    let zeros = octets.iter().take_while(|octet| **octet == 0).count();
    octets.get(zeros..).unwrap_or_default().to_vec()
}

/// Whether one number is smaller than another, both without leading zeros.
pub(crate) fn is_below(one: &[u8], other: &[u8]) -> bool {
    (one.len(), one) < (other.len(), other)
}

fn time(element: &der::Element<'_>) -> Option<Time> {
    let (rest, time) = ASN1Time::from_der(element.whole).ok()?;
    rest.is_empty().then(|| Time(time.timestamp()))
}

fn dotted(contents: &[u8]) -> String {
    Oid::new(contents.into()).to_id_string()
}

/// One extension: OID contents, critical, value.
struct Extension<'a> {
    oid: &'a [u8],
    critical: bool,
    value: &'a [u8],
}

fn extension<'a>(element: &der::Element<'a>) -> Option<Extension<'a>> {
    let (oid, rest) = der::expect(element.contents, 6)?;
    let (critical, rest) = match der::expect(rest, 1) {
        Some((flag, rest)) => (flag.contents != [0], rest),
        None => (false, rest),
    };
    let (value, rest) = der::expect(rest, 4)?;
    (element.tag == der::SEQUENCE && rest.is_empty()).then_some(Extension {
        oid: oid.contents,
        critical,
        value: value.contents,
    })
}

const REASON_CODE: &[u8] = &[0x55, 0x1d, 21];
const CERTIFICATE_ISSUER: &[u8] = &[0x55, 0x1d, 29];
/// Entry extensions that may be critical: reasonCode, invalidityDate, certificateIssuer, and the old holdInstructionCode.
const OF_ENTRIES: [&[u8]; 4] = [REASON_CODE, CERTIFICATE_ISSUER, &[0x55, 0x1d, 24], &[0x55, 0x1d, 23]];

/// The elements of constructed contents; `None` for what comes after the last that can be read.
fn all<'a>(contents: &'a [u8]) -> impl Iterator<Item = Option<der::Element<'a>>> {
    let mut rest = contents;
    core::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let found = der::element(rest);
        rest = found.map_or(&[][..], |(_, after)| after);
        Some(found.map(|(element, _)| element))
    })
}

impl Crl {
    /// When each of its entries says that it was made.
    pub(crate) fn dates(&self) -> impl Iterator<Item = Time> {
        self.entries.values().flatten().filter_map(|listed| listed.at)
    }

    /// Reads a CRL; `wanted` are the serial numbers that may be asked for, as [`serial`] writes them.
    pub(crate) fn read(entry: Entry, wanted: &BTreeMap<Vec<u8>, ()>) -> Result<Self, Malformed> {
        Self::facts(entry, wanted).ok_or(Malformed)
    }

    fn facts(entry: Entry, wanted: &BTreeMap<Vec<u8>, ()>) -> Option<Self> {
        // Facts are read from DER; what was signed is what was sent.
        let encoding = Encoding::of_crl(&entry.der);
        let normal = encoding.normalised(&entry.der);
        let read = normal.as_deref().unwrap_or(&entry.der);
        let outline = der::CertificateOutline::read(read)?;
        let within = |whole: &[u8], part: &[u8]| {
            let start = part.as_ptr().addr().checked_sub(whole.as_ptr().addr())?;
            Some(start..start.checked_add(part.len())?)
        };
        let range = |part: &[u8]| within(read, part);
        let signed = Encoding::signed_part(&entry.der)?;
        let (tbs, algorithm, signature) =
            (within(&entry.der, signed)?, range(outline.algorithm)?, range(outline.signature)?);
        let (outer, _) = der::expect(outline.tbs, der::SEQUENCE)?;
        let mut rest = outer.contents;
        let mut take = |tag: &dyn Fn(u8) -> bool| {
            let (found, after) = der::element(rest).filter(|(found, _)| tag(found.tag))?;
            rest = after;
            Some(found)
        };
        let version = take(&|tag| tag == der::INTEGER);
        if version.is_some_and(|version| version.contents != [1]) {
            return None;
        }
        let inner_algorithm = take(&|tag| tag == der::SEQUENCE)?;
        let issuer = take(&|tag| tag == der::SEQUENCE)?;
        let is_time = |tag| matches!(tag, 0x17 | 0x18);
        let this_update = time(&take(&is_time)?)?;
        let next_update = match take(&is_time) {
            Some(found) => Some(time(&found)?),
            None => None,
        };
        let revoked = take(&|tag| tag == der::SEQUENCE);
        let extensions = take(&|tag| tag == 0xa0);
        if !rest.is_empty() {
            return None;
        }
        let (_, name) = X509Name::from_der(issuer.whole).ok()?;
        let name = Name::read(&name);
        let mut crl = Self {
            field: entry.field,
            source: entry.source,
            issuer: issuer.whole.to_vec(),
            issuer_key: folded(&name.attributes),
            issuer_name: name.to_string(),
            this_update,
            next_update,
            number: None,
            base_number: None,
            scope: None,
            authority_key_id: None,
            critical: None,
            critical_in_entry: false,
            forms: Vec::new(),
            odd: encoding.deviations.into_iter().find(words::is_odd),
            names_issuers: false,
            entries: BTreeMap::new(),
            tbs,
            algorithm,
            signature,
            der: Arc::default(),
            normal: None,
        };
        if let Some(extensions) = extensions {
            let (list, after) = der::expect(extensions.contents, der::SEQUENCE)?;
            if !after.is_empty() {
                return None;
            }
            for found in all(list.contents) {
                crl.take_extension(&extension(&found?)?, &name)?;
            }
        }
        let mut extended = extensions.is_some();
        if let Some(revoked) = revoked {
            if revoked.contents.is_empty() {
                crl.forms.push(words::NO_ENTRIES);
            }
            extended |= crl.take_entries(revoked.contents, wanted)?;
        }
        if version.is_none() && extended {
            crl.forms.push(words::VERSION);
        }
        if inner_algorithm.whole != outline.algorithm {
            crl.forms.push(words::ALGORITHMS_DIFFER);
        }
        if crl.next_update.is_none() {
            crl.forms.push(words::NEXT_UPDATE_MISSING);
        }
        if crl.number.is_none() {
            crl.forms.push(words::NUMBER_MISSING);
        }
        crl.normal = normal;
        crl.der = entry.der;
        Some(crl)
    }

    fn take_extension(&mut self, found: &Extension<'_>, issuer: &Name) -> Option<()> {
        let integer = || der::expect(found.value, der::INTEGER).filter(|(_, rest)| rest.is_empty());
        match found.oid {
            [0x55, 0x1d, 20] => {
                self.number = Some(number(integer()?.0.contents));
                if found.critical {
                    self.forms.push(words::NUMBER_CRITICAL);
                }
            }
            [0x55, 0x1d, 27] => {
                self.base_number = Some(number(integer()?.0.contents));
                if !found.critical {
                    self.forms.push(words::DELTA_NOT_CRITICAL);
                }
            }
            [0x55, 0x1d, 28] => {
                let scope = Scope::read(found.value, issuer);
                if !found.critical {
                    self.forms.push(words::SCOPE_NOT_CRITICAL);
                }
                if scope.is_empty {
                    self.forms.push(words::SCOPE_EMPTY);
                }
                self.scope = Some(scope);
            }
            [0x55, 0x1d, 35] => {
                let (identifier, _) = der::expect(found.value, der::SEQUENCE)?;
                self.authority_key_id = der::elements(identifier.contents)
                    .find(|part| part.tag == 0x80)
                    .map(|part| part.contents.to_vec());
            }
            // issuerAltName, freshestCRL, authorityInfoAccess: nothing follows from them for a status.
            [0x55, 0x1d, 18 | 46] | [0x2b, 6, 1, 5, 5, 7, 1, 1] => {}
            oid if found.critical && self.critical.is_none() => self.critical = Some(dotted(oid)),
            _ => {}
        }
        Some(())
    }

    /// Looks through the entries, and says whether one of them has extensions.
    fn take_entries(&mut self, contents: &[u8], wanted: &BTreeMap<Vec<u8>, ()>) -> Option<bool> {
        let mut extended = false;
        let is_indirect = self.scope.as_ref().is_some_and(|scope| scope.indirect);
        let is_delta = self.base_number.is_some();
        let mut carried: &[u8] = &[];
        for found in all(contents) {
            let found = found.filter(|found| found.tag == der::SEQUENCE)?;
            let (number, rest) = der::expect(found.contents, der::INTEGER)?;
            let (date, rest) = der::element(rest)?;
            let extensions = match der::expect(rest, der::SEQUENCE) {
                Some((extensions, _)) => extensions.contents,
                None => &[][..],
            };
            extended |= !extensions.is_empty();
            let (mut critical, mut reason, mut own) = (false, None, &[][..]);
            for found in all(extensions) {
                let found = extension(&found?)?;
                match found.oid {
                    REASON_CODE => {
                        reason = der::expect(found.value, 10).and_then(|(code, _)| reason_name(code.contents))
                    }
                    CERTIFICATE_ISSUER => own = found.value,
                    _ => {}
                }
                if found.critical && !OF_ENTRIES.contains(&found.oid) {
                    critical = true;
                    if self.critical.is_none() {
                        self.critical = Some(dotted(found.oid));
                        self.critical_in_entry = true;
                    }
                }
            }
            if !own.is_empty() {
                self.names_issuers = true;
                if !is_indirect {
                    self.form(words::ENTRY_ISSUER_IN_DIRECT);
                }
            }
            if reason == Some("removeFromCRL") && !is_delta {
                self.form(words::REMOVAL_IN_COMPLETE);
            }
            if is_indirect && !own.is_empty() {
                carried = own;
            }
            let serial = serial(number.contents);
            if wanted.contains_key(serial) {
                let issuers = if own.is_empty() { carried } else { own };
                let extensions = all(extensions).flatten().filter_map(|found| extension(&found));
                self.entries.entry(serial.to_vec()).or_default().push(Listed {
                    at: time(&date),
                    reason,
                    critical,
                    issuers: scope::directory_names(issuers),
                    extensions: extensions.map(|found| dotted(found.oid)).collect(),
                });
            }
        }
        Some(extended)
    }

    fn form(&mut self, form: Phrase) {
        if !self.forms.contains(&form) {
            self.forms.push(form);
        }
    }

    pub(crate) fn is_delta(&self) -> bool {
        self.base_number.is_some()
    }

    pub(crate) fn is_indirect(&self) -> bool {
        self.scope.as_ref().is_some_and(|scope| scope.indirect)
    }

    /// The entries of the serial number, whosever certificate they are about.
    pub(crate) fn entries_of(&self, number: &[u8]) -> &[Listed] {
        self.entries.get(serial(number)).map(Vec::as_slice).unwrap_or_default()
    }

    /// The entry of a certificate, by its serial number and its issuer's name; one that revokes before one that takes it back.
    pub(crate) fn entry(&self, number: &[u8], issuer_key: &Vec<u8>) -> Option<&Listed> {
        let of_it = |listed: &&Listed| {
            if listed.issuers.is_empty() {
                self.issuer_key == *issuer_key
            } else {
                listed.issuers.contains(issuer_key)
            }
        };
        let mut found = self.entries_of(number).iter().filter(of_it);
        let first = found.next()?;
        if first.is_removal() {
            Some(found.find(|other| !other.is_removal()).unwrap_or(first))
        } else {
            Some(first)
        }
    }

    /// The name of who made it, as it is written.
    pub(crate) fn issuer(&self) -> &[u8] {
        &self.issuer
    }

    /// It bears this name, octet for octet.
    pub(crate) fn is_named(&self, name: &Name) -> bool {
        self.issuer == name.der
    }

    /// The reasons that it covers for a certificate, or why it does not cover it.
    pub(crate) fn reasons_for(&self, certificate: &Certificate) -> Result<Reasons, Phrase> {
        coverage(self, certificate, &folded(&certificate.issuer.attributes))
    }

    /// What a key says of its signature.
    pub(crate) fn verify(&self, memo: &SignatureMemo, spki: &[u8]) -> Outcome {
        let signed = self.der.get(self.tbs.clone()).unwrap_or_default();
        memo.on_lists(|| signature::verify(memo, spki, self.algorithm(), signed, self.part(&self.signature)))
    }

    /// The outer AlgorithmIdentifier.
    pub(crate) fn algorithm(&self) -> &[u8] {
        self.part(&self.algorithm)
    }

    fn part(&self, range: &Range<usize>) -> &[u8] {
        self.normal.as_deref().unwrap_or(&self.der).get(range.clone()).unwrap_or_default()
    }
}

/// CRLReason (RFC 5280 §5.3.1).
pub(super) fn reason_name(code: &[u8]) -> Option<&'static str> {
    Some(match code {
        [0] => "unspecified",
        [1] => "keyCompromise",
        [2] => "cACompromise",
        [3] => "affiliationChanged",
        [4] => "superseded",
        [5] => "cessationOfOperation",
        [6] => "certificateHold",
        [8] => "removeFromCRL",
        [9] => "privilegeWithdrawn",
        [10] => "aACompromise",
        _ => return None,
    })
}
