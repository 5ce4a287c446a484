//! .NET: SslStream, and with it HttpClient, over the platform's verifier, with errors of its own.
//!
//! A chain's errors are told as X509ChainStatusFlags, whatever the platform; the sentences are those of
//! System.Net.Security (net_ssl_io_cert_chain_validation and net_ssl_io_cert_validation). Missing issuers are fetched
//! unless X509ChainPolicy.DisableCertificateDownloads is set.

use super::super::stance::not_of_a_chain;
use super::{
    Documented, Opinion, can_be_fetched, ends_at_a_root, is_about_the_anchor, is_another_key,
    is_another_name, is_unknown_everywhere, limit_is_of_a_sent_ca, nowhere_documented, says_it_is_no_ca,
    weigh,
};
use crate::examined::Examined;
use crate::fault::Finding;
use crate::order::sort_by_key;
use crate::rules::{Code, Fault};

pub(in crate::clients) const SOURCE: &str = "https://learn.microsoft.com/en-us/dotnet/api/system.security.cryptography.x509certificates.x509chainstatusflags";

pub(in crate::clients) fn ask(examined: &Examined) -> Documented {
    weigh(examined, opinion, |refusals, _| put(refusals))
}

/// What SslStream finds fault with.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Complaint {
    /// A chain status flag that is not documented for certain.
    SomeStatus,
    /// X509ChainStatusFlags, by value.
    NotTimeValid,
    NotSignatureValid,
    NotValidForUsage,
    UntrustedRoot,
    InvalidPolicyConstraints,
    InvalidBasicConstraints,
    HasNotPermittedNameConstraint,
    HasExcludedNameConstraint,
    PartialChain,
    HasNotSupportedCriticalExtension,
    /// SslPolicyErrors.
    RemoteCertificateNameMismatch,
}

impl Complaint {
    fn name(self) -> &'static str {
        match self {
            Self::SomeStatus => "",
            Self::NotTimeValid => "NotTimeValid",
            Self::NotSignatureValid => "NotSignatureValid",
            Self::NotValidForUsage => "NotValidForUsage",
            Self::UntrustedRoot => "UntrustedRoot",
            Self::InvalidPolicyConstraints => "InvalidPolicyConstraints",
            Self::InvalidBasicConstraints => "InvalidBasicConstraints",
            Self::HasNotPermittedNameConstraint => "HasNotPermittedNameConstraint",
            Self::HasExcludedNameConstraint => "HasExcludedNameConstraint",
            Self::PartialChain => "PartialChain",
            Self::HasNotSupportedCriticalExtension => "HasNotSupportedCriticalExtension",
            Self::RemoteCertificateNameMismatch => "RemoteCertificateNameMismatch",
        }
    }
}

/// Flags are written in the order of their values. With a wrong name as well, the chain is told as a whole.
fn put(refusals: &[(&Finding, Complaint)]) -> (Option<String>, Option<String>) {
    let mut complaints: Vec<Complaint> = refusals.iter().map(|(_, complaint)| *complaint).collect();
    sort_by_key(&mut complaints, |complaint| *complaint);
    complaints.dedup();
    let of_the_name = complaints.contains(&Complaint::RemoteCertificateNameMismatch);
    if of_the_name {
        let errors = if complaints.len() > 1 {
            "RemoteCertificateNameMismatch, RemoteCertificateChainErrors"
        } else {
            "RemoteCertificateNameMismatch"
        };
        return told(
            "The remote certificate is invalid according to the validation procedure: {errors}",
            errors,
        );
    }
    if complaints.contains(&Complaint::SomeStatus) {
        return (None, Some(String::from("RemoteCertificateChainErrors")));
    }
    let names: Vec<&str> = complaints.into_iter().map(Complaint::name).collect();
    told(
        "The remote certificate is invalid because of errors in the certificate chain: {errors}",
        &names.join(", "),
    )
}

fn told(sentence: &str, errors: &str) -> (Option<String>, Option<String>) {
    (Some(crate::text::fill(sentence, &|_| errors.to_owned())), Some(errors.to_owned()))
}

/// What is written about each fault.
fn opinion(finding: &Finding, examined: &Examined) -> Opinion<Complaint> {
    use Opinion::{Accepts, Refuses, Silent};
    match finding.code() {
        Code::IssuerNotFound if can_be_fetched(finding) => Silent,
        Code::IssuerNotFound => Refuses(Complaint::PartialChain),
        Code::RootNotTrusted | Code::EndEntitySelfSigned => Refuses(Complaint::UntrustedRoot),
        Code::AnchorsEmpty if ends_at_a_root(examined) => Refuses(Complaint::UntrustedRoot),
        Code::AnchorsEmpty => Refuses(Complaint::PartialChain),
        Code::SignatureInvalid => Refuses(Complaint::NotSignatureValid),
        Code::KeyIdentifierMismatch if is_another_key(finding) => Refuses(Complaint::SomeStatus),
        Code::CriticalExtensionUnknown if is_unknown_everywhere(finding) => {
            Refuses(Complaint::HasNotSupportedCriticalExtension)
        }
        Code::IssuerNotCa if says_it_is_no_ca(finding) => Refuses(Complaint::InvalidBasicConstraints),
        Code::PathLengthExceeded if limit_is_of_a_sent_ca(finding, examined) => {
            Refuses(Complaint::InvalidBasicConstraints)
        }
        Code::CertificateExpired
        | Code::CertificateNotYetValid
        | Code::ValidityInverted
        | Code::AnchorExpired => Refuses(Complaint::NotTimeValid),
        Code::ExtendedKeyUsageMismatch if !is_about_the_anchor(finding, examined) => {
            Refuses(Complaint::NotValidForUsage)
        }
        Code::NameConstraintViolated if !is_about_the_anchor(finding, examined) => {
            Refuses(constraint(finding))
        }
        Code::PolicyViolated => Refuses(Complaint::InvalidPolicyConstraints),
        Code::NameMismatch if is_another_name(finding) => Refuses(Complaint::RemoteCertificateNameMismatch),
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
        | nowhere_documented!() => Silent,
        // Without the extension, any purpose is allowed (RFC 5280 §4.2.1.12).
        Code::ExtendedKeyUsageMissing | Code::AnchorDistrusted | not_of_a_chain!() => Accepts,
    }
}

/// Whether a name was excluded, or not among those permitted.
fn constraint(finding: &Finding) -> Complaint {
    match &*finding.fault {
        Fault::NameConstraintViolated(evidence) if evidence.permitted.is_empty() => {
            Complaint::HasExcludedNameConstraint
        }
        Fault::NameConstraintViolated(evidence) if evidence.excluded.is_empty() => {
            Complaint::HasNotPermittedNameConstraint
        }
        _ => Complaint::SomeStatus,
    }
}
