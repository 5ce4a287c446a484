//! Reading files: DER as it is, or text in some encoding; and what DER turns out to hold.

use super::der::{self, Element, SEQUENCE, Shape, Unframed};
use super::form::{Label, Role};
use super::span::Positions;
use super::text::{self, Encoding};
use super::{Reader, Stretch, TrustSettings, Whereabouts, pkcs7, sniff, stores};
use crate::fault::InputField;
use crate::rules::Fault;
use crate::rules::input::contents::{CertificateMalformed, CertificateTrailingData};
use crate::rules::input::forms::KeyStoreRead;
use crate::rules::input::secret::PrivateKeyPasted;
use crate::rules::input::stranger::{
    InputIsCsr, InputIsJks, InputIsPkcs7WithoutCertificates, InputIsPkcs12, InputIsPublicKey, InputIsUtf16,
};
use crate::rules::input::whole::{AnchorsForm, FileForm};
use crate::rules::revocation::CrlInvalid;
use crate::secret;

/// More of an alias is not told.
const MOST_OF_AN_ALIAS: usize = 64;

/// What some DER gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Given {
    /// Certificates or CRLs: what the first element was.
    Used(Shape),
    /// Something else, which was named in a finding.
    Named,
    /// Nothing that is known: nothing has been said about it yet.
    Unknown,
    /// It does not frame, likewise.
    Unframed(Unframed),
}

impl Reader {
    /// Reads a file.
    pub(super) fn read_bytes(&mut self, bytes: &[u8]) {
        if is_der(bytes) {
            match self.read_der(bytes, Stretch::NOWHERE, false) {
                Given::Used(Shape::Certificate) => self.tell_the_form(FileForm::Der, Stretch::NOWHERE),
                Given::Used(_) | Given::Named => {}
                Given::Unknown | Given::Unframed(_) => {
                    self.add_unread(bytes, Stretch::NOWHERE);
                    if self.field == InputField::Crls {
                        self.report(CrlInvalid::malformed(bytes), Stretch::NOWHERE);
                    } else {
                        self.report(CertificateMalformed::of(bytes), Stretch::NOWHERE);
                    }
                }
            }
            return;
        }
        if let Some(kind) = stores::Kind::of(bytes)
            && self.read_store(kind, bytes, Stretch::NOWHERE) != Given::Unknown
        {
            return;
        }
        if let Some(fault) = sniff::bytes(bytes) {
            return self.report_stranger(fault, Stretch::NOWHERE);
        }
        if secret::is_key_file(bytes) {
            return self.report(PrivateKeyPasted {}, Stretch::NOWHERE);
        }
        let decoded = text::decode(bytes);
        if decoded.encoding == Encoding::Utf16 {
            self.report_stranger(InputIsUtf16 {}, Stretch::NOWHERE);
        }
        self.read_text(&decoded.text, &Whereabouts::Pasted(Positions::of(&decoded.text)));
    }

    /// Reads one or several elements of DER that stand at `at`. `trusted`: in OpenSSL's own form, where trust
    /// settings follow the certificate.
    pub(super) fn read_der(&mut self, bytes: &[u8], at: Stretch<'_>, trusted: bool) -> Given {
        let first = match der::read_ber(bytes) {
            Ok(element) => element,
            Err(unframed) => return Given::Unframed(unframed),
        };
        let given = self.read_element(&first, at);
        let mut rest = first.rest;
        if !matches!(given, Given::Used(_)) {
            return given;
        }
        while let Ok(next) = der::read(rest) {
            if trusted && der::is_trust_settings(&next) {
                self.add_trust(TrustSettings::read(next.whole).unwrap_or_default());
                rest = next.rest;
                continue;
            }
            if !matches!(self.read_element(&next, at), Given::Used(_)) {
                break;
            }
            rest = next.rest;
        }
        if !rest.is_empty() {
            if given == Given::Used(Shape::Certificate) && !trusted {
                self.add_trailing(rest);
            }
            self.report(CertificateTrailingData { bytes: rest.len() }, at);
            // A file may end in anything; what stands in a block is taken for what is sent.
            if at.span().is_some()
                && let (Given::Used(Shape::Certificate), Some(last)) = (&given, self.certificates.last_mut())
            {
                last.trailing = rest.len();
            }
        }
        given
    }

    fn read_element(&mut self, element: &Element<'_>, at: Stretch<'_>) -> Given {
        let shape = der::shape(element);
        match shape {
            Shape::Certificate => self.add_certificate(element.whole, at),
            Shape::Crl => self.add_crl(element.whole, at),
            Shape::SignedData => {
                let Some(bundle) = pkcs7::unpack(element) else { return Given::Unknown };
                if bundle.members().next().is_none() {
                    return self.name(InputIsPkcs7WithoutCertificates {}, at);
                }
                self.tell_the_form(FileForm::Pkcs7, at);
                for member in bundle.members() {
                    match der::shape(&member) {
                        Shape::Certificate => self.add_certificate(member.whole, at),
                        Shape::Crl => self.add_crl(member.whole, at),
                        _ => self.report(CertificateMalformed::of(member.whole), at),
                    }
                }
            }
            Shape::Request => return self.name(InputIsCsr {}, at),
            Shape::PublicKey => return self.name(InputIsPublicKey {}, at),
            Shape::OtherPkcs7 => return self.name(InputIsPkcs7WithoutCertificates {}, at),
            Shape::Pkcs12 => return self.read_store(stores::Kind::Pkcs12, element.whole, at),
            Shape::OcspResponse => self.add_ocsp(element.whole, at),
            Shape::PrivateKey => {
                self.report(PrivateKeyPasted {}, at);
                return Given::Named;
            }
            Shape::Unknown => return Given::Unknown,
        }
        Given::Used(shape)
    }

    /// Opens a key store and reads the certificates in it.
    pub(super) fn read_store(&mut self, kind: stores::Kind, bytes: &[u8], at: Stretch<'_>) -> Given {
        let store = stores::open(kind, bytes, &self.passwords).unwrap_or_default();
        let (count, keys) = (store.certificates.len(), store.keys);
        let outer = self.label.take();
        for (index, stored) in store.certificates.into_iter().enumerate() {
            // The file around it says what it is for before the store does.
            let role = outer.as_ref().map(|label| label.role).filter(|role| *role != Role::Unsaid);
            let key: String =
                stored.alias.chars().filter(|c| !c.is_control()).take(MOST_OF_AN_ALIAS).collect();
            self.label = Some(Label { key, role: role.unwrap_or(stored.role), value: index });
            self.add_certificate(&stored.der, at);
        }
        self.label = outer;
        match (kind, count) {
            // The same beginning, and all behind it sealed: UBER, of the same makers.
            (stores::Kind::Bks, 0) if keys == 0 && bytes.get(3) == Some(&1) => {
                self.name(InputIsJks { kind: "UBER" }, at)
            }
            (stores::Kind::Bks, 0) if keys == 0 => Given::Unknown,
            (stores::Kind::Pkcs12, 0) if store.locked || keys == 0 => self.name(InputIsPkcs12 {}, at),
            (_, 0) if keys == 0 => self.name(InputIsJks { kind: kind.name() }, at),
            _ => {
                self.report_once(
                    KeyStoreRead { kind: kind.name(), certificates: count, keys, locked: store.locked },
                    at,
                );
                match kind {
                    stores::Kind::Pkcs12 => self.tell_the_form(FileForm::Pkcs12, at),
                    stores::Kind::Jks | stores::Kind::Jceks => self.tell_the_form(FileForm::Java, at),
                    stores::Kind::Bks | stores::Kind::Sst => {}
                }
                if count == 0 { Given::Named } else { Given::Used(Shape::Pkcs12) }
            }
        }
    }

    /// Of trust anchors that are not in PEM, in which form they are: not every client reads it.
    fn tell_the_form(&mut self, form: FileForm, at: Stretch<'_>) {
        if self.field == InputField::Anchors {
            self.report_once(AnchorsForm { form: form.words() }, at);
        }
    }

    fn name(&mut self, fault: impl Into<Fault>, at: Stretch<'_>) -> Given {
        self.report_stranger(fault, at);
        Given::Named
    }
}

/// Whether a file is DER rather than text: a SEQUENCE that is long, as no text in UTF-8 can say it, or that is as
/// long as the file.
fn is_der(bytes: &[u8]) -> bool {
    match bytes {
        [SEQUENCE, 0x80..=0x84, ..] => true,
        [SEQUENCE, length, rest @ ..] => usize::from(*length) == rest.len(),
        _ => false,
    }
}
