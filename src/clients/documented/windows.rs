//! Windows: CryptoAPI's chain engine and its policy for TLS, which Schannel, WinHTTP and PowerShell 5 rest on.
//!
//! The errors are those of CERT_CHAIN_POLICY_STATUS, the words those of the list of error codes. Missing issuers are
//! fetched from the address in the certificate (CertGetCertificateChain, unless
//! CERT_CHAIN_DISABLE_AIA), so that where there is one the answer depends on the network.

use super::super::stance::not_of_a_chain;
use super::{
    Documented, Opinion, Words, can_be_fetched, ends_at_a_root, is_about_the_anchor, is_another_key,
    is_another_name, is_unknown_everywhere, limit_is_of_a_sent_ca, nowhere_documented, one_error,
    says_it_is_no_ca, weigh,
};
use crate::examined::Examined;
use crate::fault::Finding;
use crate::rules::Code;

pub(in crate::clients) const SOURCE: &str =
    "https://learn.microsoft.com/en-us/windows/win32/api/wincrypt/ns-wincrypt-cert_chain_policy_status";

pub(in crate::clients) fn ask(examined: &Examined) -> Documented {
    weigh(examined, opinion, one_error)
}

const fn says(code: &'static str, words: &'static str) -> Opinion<Option<Words>> {
    Opinion::Refuses(Some(Words { words, code: Some(code) }))
}

const UNTRUSTED_ROOT: Opinion<Option<Words>> = says(
    "0x800B0109",
    "CERT_E_UNTRUSTEDROOT: A certificate chain processed, but terminated in a root certificate which is not trusted by the trust provider.",
);
const CHAINING: Opinion<Option<Words>> = says(
    "0x800B010A",
    "CERT_E_CHAINING: A certificate chain could not be built to a trusted root authority.",
);

/// What is written about each fault.
fn opinion(finding: &Finding, examined: &Examined) -> Opinion<Option<Words>> {
    match finding.code() {
        Code::IssuerNotFound if can_be_fetched(finding) => Opinion::Silent,
        Code::IssuerNotFound => CHAINING,
        Code::RootNotTrusted | Code::EndEntitySelfSigned => UNTRUSTED_ROOT,
        Code::AnchorsEmpty if ends_at_a_root(examined) => UNTRUSTED_ROOT,
        Code::AnchorsEmpty => CHAINING,
        Code::SignatureInvalid => {
            says("0x80096004", "TRUST_E_CERT_SIGNATURE: The signature of the certificate cannot be verified.")
        }
        // Whether the candidate counts as an issuer at all is not documented; that it did not sign is certain.
        Code::KeyIdentifierMismatch if is_another_key(finding) => Opinion::Refuses(None),
        Code::CriticalExtensionUnknown if is_unknown_everywhere(finding) => says(
            "0x800B0105",
            "CERT_E_CRITICAL: A certificate contains an unknown extension that is marked 'critical'.",
        ),
        Code::IssuerNotCa if says_it_is_no_ca(finding) => says(
            "0x80096019",
            "TRUST_E_BASIC_CONSTRAINTS: A certificate's basic constraint extension has not been observed.",
        ),
        Code::PathLengthExceeded if limit_is_of_a_sent_ca(finding, examined) => says(
            "0x80096019",
            "TRUST_E_BASIC_CONSTRAINTS: A certificate's basic constraint extension has not been observed.",
        ),
        Code::CertificateExpired
        | Code::CertificateNotYetValid
        | Code::ValidityInverted
        | Code::AnchorExpired => says(
            "0x800B0101",
            "CERT_E_EXPIRED: A required certificate is not within its validity period when verifying against the current system clock or the timestamp in the signed file.",
        ),
        Code::ExtendedKeyUsageMismatch if !is_about_the_anchor(finding, examined) => {
            says("0x800B0110", "CERT_E_WRONG_USAGE: The certificate is not valid for the requested usage.")
        }
        Code::NameConstraintViolated if !is_about_the_anchor(finding, examined) => says(
            "0x800B0114",
            "CERT_E_INVALID_NAME: The certificate has an invalid name. The name is not included in the permitted list or is explicitly excluded.",
        ),
        Code::PolicyViolated => {
            says("0x800B0113", "CERT_E_INVALID_POLICY: The certificate has an invalid policy.")
        }
        Code::NameMismatch if is_another_name(finding) => says(
            "0x800B010F",
            "CERT_E_CN_NO_MATCH: The certificate's CN name does not match the passed value.",
        ),
        Code::KeyIdentifierMismatch
        | Code::CriticalExtensionUnknown
        | Code::IssuerNotCa
        | Code::PathLengthExceeded
        | Code::ExtendedKeyUsageMismatch
        | Code::NameConstraintViolated
        | Code::NameMismatch
        | Code::SubjectAltNameMissing
        | Code::SignatureAlgorithmWeak
        | Code::PublicKeyWeak
        | Code::ValidityPeriodTooLong
        | Code::CtPolicyNotMet
        | Code::AnchorRejected
        | nowhere_documented!() => Opinion::Silent,
        // Without the extension, any purpose is allowed (RFC 5280 §4.2.1.12).
        Code::ExtendedKeyUsageMissing | Code::AnchorDistrusted | not_of_a_chain!() => Opinion::Accepts,
    }
}
