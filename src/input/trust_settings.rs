//! What OpenSSL appends to a certificate in a `TRUSTED CERTIFICATE`: for which purposes its holder trusts it, and for which not
//! (X509_CERT_AUX).

use x509_parser::der_parser::asn1_rs::Oid;

use super::der::{self, CONTEXT_0, OID, SEQUENCE};
use crate::notation::dotted;

/// The settings, as object identifiers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct TrustSettings {
    /// The purposes that it is trusted for, where some are named: for no other.
    pub trusted: Vec<String>,
    /// The purposes that it is not trusted for.
    pub rejected: Vec<String>,
}

/// anyExtendedKeyUsage.
const ANY: &str = "2.5.29.37.0";
/// More purposes than these are not read.
const MOST: usize = 64;

/// What settings say of a purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Says {
    /// It is trusted, root or not.
    Trusted,
    /// It is not.
    Rejected,
    /// Nothing.
    Nothing,
}

impl TrustSettings {
    /// Reads the element that follows the certificate; `None` where it is none of these.
    pub(crate) fn read(element: &[u8]) -> Option<Self> {
        let whole = der::read(element).ok().filter(|whole| whole.tag == SEQUENCE)?;
        let mut settings = Self::default();
        for (index, part) in der::children(whole.content).enumerate() {
            let list = der::children(part.content).filter(|one| one.tag == OID).take(MOST);
            let purposes = list.map(|one| dotted(&Oid::new(one.content.into())));
            match part.tag {
                SEQUENCE if index == 0 => settings.trusted = purposes.collect(),
                CONTEXT_0 => settings.rejected = purposes.collect(),
                // A name, a key identifier and others.
                _ => {}
            }
        }
        Some(settings)
    }

    /// obj_trust (crypto/x509/x509_trust.c): rejection first, then trust, and where purposes are named and this is none of them,
    /// rejection again. `purpose` is the identifier of the extended key usage; `None` for any.
    pub(crate) fn says(&self, purpose: Option<&str>) -> Says {
        let names = |list: &[String]| list.iter().any(|one| one == ANY || Some(one.as_str()) == purpose);
        if names(&self.rejected) {
            Says::Rejected
        } else if names(&self.trusted) {
            Says::Trusted
        } else if self.trusted.is_empty() || purpose.is_none() {
            Says::Nothing
        } else {
            Says::Rejected
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SERVER: &str = "1.3.6.1.5.5.7.3.1";
    const MAIL: &str = "1.3.6.1.5.5.7.3.4";

    fn settings(trusted: &[&str], rejected: &[&str]) -> TrustSettings {
        let owned = |list: &[&str]| list.iter().map(|one| (*one).to_owned()).collect();
        TrustSettings { trusted: owned(trusted), rejected: owned(rejected) }
    }

    #[test]
    fn what_openssl_writes_is_read() {
        let server = [0x06, 8, 0x2b, 6, 1, 5, 5, 7, 3, 1];
        let sequence =
            |tag: u8, contents: &[u8]| [&[tag, u8::try_from(contents.len()).unwrap()], contents].concat();
        let list = sequence(0x30, &server);
        assert_eq!(TrustSettings::read(&sequence(0x30, &list)), Some(settings(&[SERVER], &[])));
        let rejected = sequence(0xa0, &server);
        assert_eq!(TrustSettings::read(&sequence(0x30, &rejected)), Some(settings(&[], &[SERVER])));
        let with_alias = sequence(0x30, &[list, sequence(0x0c, b"x")].concat());
        assert_eq!(TrustSettings::read(&with_alias), Some(settings(&[SERVER], &[])));
        assert_eq!(TrustSettings::read(&sequence(0x30, &[])), Some(TrustSettings::default()));
        assert_eq!(TrustSettings::read(&server), None);
    }

    #[test]
    fn rejection_comes_first_and_another_purpose_rejects() {
        let says = |trusted: &[&str], rejected: &[&str]| settings(trusted, rejected).says(Some(SERVER));
        assert_eq!(says(&[], &[]), Says::Nothing);
        assert_eq!(says(&[SERVER], &[]), Says::Trusted);
        assert_eq!(says(&[MAIL], &[]), Says::Rejected);
        assert_eq!(says(&[MAIL, SERVER], &[]), Says::Trusted);
        assert_eq!(says(&[], &[MAIL]), Says::Nothing);
        assert_eq!(says(&[SERVER], &[SERVER]), Says::Rejected);
        assert_eq!(says(&[SERVER], &[ANY]), Says::Rejected);
        assert_eq!(settings(&[MAIL], &[]).says(None), Says::Nothing);
    }
}
