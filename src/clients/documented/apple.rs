//! macOS and iOS: SecTrust with the policy for TLS, which Safari, URLSession and Go on macOS rest on.
//!
//! The rules are Apple's requirements for trusted certificates (macOS 10.15, iOS 13), the words those of the Security
//! framework's own source (SecFrameworkStrings.h in apple-oss-distributions/Security). Missing issuers are fetched
//! unless SecTrustSetNetworkFetchAllowed says no.

use super::super::stance::not_of_a_chain;
use super::{
    Documented, Opinion, Words, can_be_fetched, ends_at_a_root, is_about_the_anchor, is_another_key,
    is_another_name, is_unknown_everywhere, limit_is_of_a_sent_ca, nowhere_documented, one_error,
    says_it_is_no_ca, subject, weigh,
};
use crate::examined::Examined;
use crate::fault::Finding;
use crate::rules::{Code, Fault};

pub(in crate::clients) const SOURCE: &str = "https://support.apple.com/en-us/103769";

pub(in crate::clients) fn ask(examined: &Examined) -> Documented {
    weigh(examined, opinion, one_error)
}

const fn says(words: &'static str, code: Option<&'static str>) -> Opinion<Option<Words>> {
    Opinion::Refuses(Some(Words { words, code }))
}

const NOT_TRUSTED: Opinion<Option<Words>> =
    says("“{certificate}” certificate is not trusted", Some("-67843"));

const NO_CHAIN: Opinion<Option<Words>> =
    says("Unable to build chain to root (possible missing intermediate)", None);

/// What is written about each fault.
fn opinion(finding: &Finding, examined: &Examined) -> Opinion<Option<Words>> {
    match finding.code() {
        Code::IssuerNotFound if can_be_fetched(finding) => Opinion::Silent,
        Code::IssuerNotFound => NO_CHAIN,
        Code::RootNotTrusted | Code::EndEntitySelfSigned => NOT_TRUSTED,
        Code::AnchorsEmpty if ends_at_a_root(examined) => NOT_TRUSTED,
        Code::AnchorsEmpty => NO_CHAIN,
        Code::SignatureInvalid => Opinion::Refuses(None),
        Code::KeyIdentifierMismatch if is_another_key(finding) => Opinion::Refuses(None),
        // “SHA-1 signed certificates”, “certificates using RSA key sizes smaller than 2048 bits are no longer trusted for
        // TLS”: in which words is not said.
        Code::SignatureAlgorithmWeak => Opinion::Refuses(None),
        Code::PublicKeyWeak if is_rsa(finding) => Opinion::Refuses(None),
        Code::CriticalExtensionUnknown if is_unknown_everywhere(finding) => {
            says("Found unknown critical extensions", None)
        }
        Code::IssuerNotCa if says_it_is_no_ca(finding) => says("Non-CA certificate used as a CA", None),
        Code::PathLengthExceeded if limit_is_of_a_sent_ca(finding, examined) => {
            says("Chain exceeded constrained path length", None)
        }
        Code::CertificateExpired => says("“{certificate}” certificate is expired", Some("-67818")),
        Code::CertificateNotYetValid | Code::ValidityInverted => {
            says("Certificate is not temporally valid", None)
        }
        Code::ExtendedKeyUsageMismatch if is_of_the_server(finding) => {
            says("“{certificate}” certificate is not permitted for this usage", None)
        }
        Code::NameConstraintViolated if !is_about_the_anchor(finding, examined) => {
            says("Name constraints violated", None)
        }
        Code::PolicyViolated => says("Policy constraints violated", None),
        Code::NameMismatch if is_another_name(finding) => {
            says("“{certificate}” certificate name does not match input", Some("-67602"))
        }
        // “DNS names in the CommonName of a certificate are no longer trusted.”
        Code::SubjectAltNameMissing => Opinion::Refuses(None),
        Code::ValidityPeriodTooLong if is_over_825_days(finding) => {
            says("“{certificate}” certificate is not standards compliant", Some("-67901"))
        }
        // “Must contain an ExtendedKeyUsage extension containing the id-kp-serverAuth OID.”
        Code::ExtendedKeyUsageMissing if is_since_july_2019(finding, examined) => Opinion::Refuses(None),
        // “Certificates that fail to comply with our policy will result in a failed TLS connection.”
        Code::CtPolicyNotMet if is_known_to_lack_promises(finding) => Opinion::Refuses(None),
        Code::ExtendedKeyUsageMissing => Opinion::Accepts,
        Code::KeyIdentifierMismatch
        | Code::PublicKeyWeak
        | Code::CriticalExtensionUnknown
        | Code::IssuerNotCa
        | Code::PathLengthExceeded
        | Code::AnchorExpired
        | Code::CtPolicyNotMet
        | Code::AnchorRejected
        | Code::ExtendedKeyUsageMismatch
        | Code::NameConstraintViolated
        | Code::NameMismatch
        | Code::ValidityPeriodTooLong
        | nowhere_documented!() => Opinion::Silent,
        Code::AnchorDistrusted | not_of_a_chain!() => Opinion::Accepts,
    }
}

/// The purposes of the server's certificate, rather than those of a CA above it.
fn is_of_the_server(finding: &Finding) -> bool {
    matches!(&*finding.fault, Fault::ExtendedKeyUsageMismatch(evidence) if !evidence.is_ca)
}

/// “Issued after 1 July 2019 (as indicated in the NotBefore field of the certificate).”
fn is_since_july_2019(finding: &Finding, examined: &Examined) -> bool {
    const JULY_2019: i64 = 1_561_939_200;
    subject(finding, examined).is_some_and(|id| examined.bag.get(id).not_before.0 > JULY_2019)
}

/// The chain leads to a public CA, and nothing that could help comes with the handshake
/// (<https://support.apple.com/en-us/103214>).
fn is_known_to_lack_promises(finding: &Finding) -> bool {
    matches!(&*finding.fault, Fault::CtPolicyNotMet(evidence) if evidence.certain && evidence.public)
}

/// “Using RSA keys must use key sizes greater than or equal to 2048 bits.”
fn is_rsa(finding: &Finding) -> bool {
    matches!(&*finding.fault, Fault::PublicKeyWeak(evidence) if evidence.key.starts_with("RSA"))
}

fn is_over_825_days(finding: &Finding) -> bool {
    matches!(&*finding.fault, Fault::ValidityPeriodTooLong(evidence) if evidence.limit.token == "apple")
}
