//! Trust anchors: the built-in Mozilla roots and pasted ones.

use core::ops::Range;

use rustls_pki_types::{Der, TrustAnchor};

use crate::certificate::Certificate;
use crate::certificate::der;
use crate::certificate::name::Name;

/// What is kept of one Mozilla root; ranges into [`ROOTS`].
struct BuiltIn {
    /// The whole TBSCertificate.
    tbs: Range<usize>,
    /// The subject without the header of its SEQUENCE.
    subject: Range<usize>,
    /// The key without the header of its SEQUENCE.
    spki: Range<usize>,
    /// The nameConstraints without the header of their SEQUENCE.
    name_constraints: Option<Range<usize>>,
    /// Fingerprint of the whole certificate.
    sha256: [u8; 32],
}

#[cfg(feature = "mozilla-roots")]
static ROOTS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/roots.bin"));
#[cfg(feature = "mozilla-roots")]
static TABLE: &[BuiltIn] = include!(concat!(env!("OUT_DIR"), "/roots.rs"));
#[cfg(not(feature = "mozilla-roots"))]
static ROOTS: &[u8] = &[];
#[cfg(not(feature = "mozilla-roots"))]
static TABLE: &[BuiltIn] = &[];

/// The day that the list was published: the release of `webpki-root-certs` that `Cargo.toml` pins.
pub(crate) const MOZILLA_AS_OF: &str = "2026-10-23";

/// A built-in root.
#[derive(Clone, Copy)]
pub(crate) struct MozillaRoot(&'static BuiltIn);

impl MozillaRoot {
    /// All of them, in the order of the list.
    pub(crate) fn all() -> impl ExactSizeIterator<Item = Self> {
        TABLE.iter().map(Self)
    }

    fn part(self, range: &Range<usize>) -> &'static [u8] {
        let _ = self;
        ROOTS.get(range.clone()).unwrap_or_default()
    }

    /// Whether its subject is this Name (the whole element).
    pub(crate) fn has_subject(self, name: &[u8]) -> bool {
        der::expect(name, der::SEQUENCE)
            .is_some_and(|(found, _)| found.contents == self.part(&self.0.subject))
    }

    /// Whether a certificate is of its name and key.
    pub(crate) fn is(self, certificate: &Certificate) -> bool {
        self.has_subject(&certificate.subject.der) && certificate.spki.ends_with(self.part(&self.0.spki))
    }

    /// Its subject.
    pub(crate) fn subject(self) -> Name {
        Name::from_contents(self.part(&self.0.subject))
    }

    /// Whether its subject may be this name in another form: the longest word of it stands there, in whatever case. Cheaper than
    /// to read the subject, of which there are many.
    pub(crate) fn may_be(self, longest_word: &str) -> bool {
        let subject = self.part(&self.0.subject);
        subject
            .windows(longest_word.len().max(1))
            .any(|window| window.eq_ignore_ascii_case(longest_word.as_bytes()))
            || longest_word.is_empty()
    }

    /// Whether this text stands somewhere in its subject.
    pub(crate) fn subject_mentions(self, text: &str) -> bool {
        let subject = self.part(&self.0.subject);
        !text.is_empty() && subject.windows(text.len()).any(|window| window == text.as_bytes())
    }

    /// The whole TBSCertificate.
    pub(crate) fn tbs(self) -> &'static [u8] {
        self.part(&self.0.tbs)
    }

    /// Fingerprint of the whole certificate.
    pub(crate) fn sha256(self) -> [u8; 32] {
        self.0.sha256
    }

    /// The names that Mozilla lets it stand for, though its certificate has no limit: the end of a dNSName. NSS has this hard-coded by the
    /// subject (`CERT_GetImposedNameConstraints`), webpki-roots in the anchor.
    pub(crate) fn imposed_limit(self) -> Option<&'static str> {
        self.subject_mentions("TUBITAK Kamu SM SSL Kok Sertifikasi - Surum 1").then_some(".tr")
    }

    /// The same of whoever bears the subject of such a root.
    pub(crate) fn limit_of_subject(name: &[u8]) -> Option<&'static str> {
        Self::all().find(|root| root.has_subject(name))?.imposed_limit()
    }

    /// As webpki-roots has it: with the limit that Mozilla imposes.
    pub(crate) fn limited_trust_anchor(self) -> TrustAnchor<'static> {
        /// One permitted dNSName, `.tr`.
        const BELOW_TR: &[u8] = &[0xa0, 7, 0x30, 5, 0x82, 3, b'.', b't', b'r'];
        let anchor = self.trust_anchor();
        match self.imposed_limit() {
            Some(_) => TrustAnchor { name_constraints: Some(Der::from_slice(BELOW_TR)), ..anchor },
            None => anchor,
        }
    }

    /// What webpki wants of an anchor.
    pub(crate) fn trust_anchor(self) -> TrustAnchor<'static> {
        TrustAnchor {
            subject: Der::from_slice(self.part(&self.0.subject)),
            subject_public_key_info: Der::from_slice(self.part(&self.0.spki)),
            name_constraints: self.0.name_constraints.as_ref().map(|range| Der::from_slice(self.part(range))),
        }
    }
}

#[cfg(all(test, feature = "mozilla-roots"))]
mod tests {
    use super::*;
    use crate::certificate::Certificate;

    #[test]
    fn every_root_can_be_read_as_a_certificate() {
        assert!(MozillaRoot::all().len() > 100);
        for root in MozillaRoot::all() {
            let read = Certificate::read_root(root.tbs(), root.sha256()).unwrap();
            assert!(read.is_ca() && root.has_subject(&read.subject.der), "{}", read.subject);
            assert!(read.spki.ends_with(root.trust_anchor().subject_public_key_info.as_ref()));
        }
    }

    /// So that a name in another form is looked for among all of them.
    #[test]
    fn every_root_may_be_its_own_name() {
        for root in MozillaRoot::all() {
            let subject = root.subject();
            assert!(root.may_be(&subject.longest_word().to_ascii_uppercase()), "{subject}");
            assert!(!root.may_be("nothing bears this word"));
        }
    }

    /// The stated day belongs to one release: whoever changes the release must look up its day.
    /// As webpki-roots 1.0.10 has it.
    #[test]
    fn one_root_has_a_limit_that_its_certificate_does_not_have() {
        let limited: Vec<MozillaRoot> =
            MozillaRoot::all().filter(|root| root.imposed_limit().is_some()).collect();
        let [root] = limited[..] else { panic!("{}", limited.len()) };
        assert!(root.trust_anchor().name_constraints.is_none());
        let given = root.limited_trust_anchor().name_constraints.unwrap();
        assert_eq!(given.as_ref(), b"\xa0\x07\x30\x05\x82\x03.tr");
        let subject = root.part(&root.0.subject);
        let name = [&[0x30, 0x81, u8::try_from(subject.len()).unwrap()], subject].concat();
        assert_eq!(MozillaRoot::limit_of_subject(&name), Some(".tr"));
        assert_eq!(MozillaRoot::limit_of_subject(&[0x30, 0]), None);
    }

    #[test]
    fn the_date_is_that_of_the_pinned_release() {
        assert!(include_str!("../Cargo.toml").contains("webpki-root-certs = \"=1.0.11\""));
    }
}
