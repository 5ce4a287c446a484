//! macOS and iOS: Secure Transport, the trust evaluation of Security.framework, and URLSession.

use super::meaning::*;
use super::{Family, Vocabulary, broad, exact, speaker};

pub(super) static VOCABULARY: Vocabulary = Vocabulary {
    family: Family::Apple,
    words: &[
        broad("errSSLXCertChainInvalid", "apple", &UNKNOWN_AUTHORITY),
        exact("errSSLUnknownRootCert", "apple", &SELF_SIGNED_IN_CHAIN),
        exact("errSSLNoRootCert", "apple", &UNKNOWN_AUTHORITY),
        exact("errSSLCertExpired", "apple", &EXPIRED),
        exact("errSSLCertNotYetValid", "apple", &NOT_YET_VALID),
        exact("errSSLHostNameMismatch", "apple", &HOST),
        exact("errSSLPeerUnknownCA", "apple", &PEER_KNOWS_NO_CA),
        exact("errSSLPeerBadCert", "apple", &PEER_REFUSES),
        broad("errSSLBadCert", "apple", &INVALID),
        broad("errSecNotTrusted", "apple", &UNTRUSTED),
        exact("errSecCertificateExpired", "apple", &EXPIRED),
        exact("errSecHostNameMismatch", "apple", &HOST),
        exact("errSecCreateChainFailed", "apple", &UNKNOWN_AUTHORITY),
        broad("NSURLErrorServerCertificateUntrusted", "apple", &UNTRUSTED),
        exact("NSURLErrorServerCertificateHasUnknownRoot", "apple", &UNKNOWN_AUTHORITY),
        exact("NSURLErrorServerCertificateHasBadDate", "apple", &DATES),
        exact("NSURLErrorServerCertificateNotYetValid", "apple", &NOT_YET_VALID),
        exact("NSURLErrorDomain error -1202", "apple", &UNTRUSTED),
        exact("NSURLErrorDomain error -1203", "apple", &UNKNOWN_AUTHORITY),
        exact("NSURLErrorDomain Code=-1202", "apple", &UNTRUSTED)
            .host("pretending to be \u{201c}", "\u{201d}"),
        exact("NSURLErrorDomain Code=-1203", "apple", &UNKNOWN_AUTHORITY),
        exact("NSURLErrorDomain Code=-1201", "apple", &DATES),
        exact("NSURLErrorDomain Code=-1204", "apple", &NOT_YET_VALID),
        broad("The certificate for this server is invalid", "apple", &UNTRUSTED)
            .host("pretending to be \u{201c}", "\u{201d}"),
        exact("certificate is not trusted", "apple", &UNKNOWN_AUTHORITY).of_a_name(),
        exact("certificate name does not match input", "apple", &HOST).of_a_name(),
        exact("certificate is not standards compliant", "apple", &NOT_COMPLIANT).of_a_name(),
        exact("certificate is not permitted for this usage", "apple", &PURPOSE).of_a_name(),
        exact("certificate is using a broken key size", "apple", &WEAK_KEY).of_a_name(),
        exact("certificate is using a broken signature algorithm", "apple", &WEAK_SIGNATURE).of_a_name(),
        exact("errSecCertificateValidityPeriodTooLong", "apple", &NOT_COMPLIANT),
        broad("verify the identity of the website", "apple", &UNTRUSTED)
            .host("of the website \u{201c}", "\u{201d}"),
        broad("cannot verify server identity", "apple", &UNTRUSTED),
        exact("Unable to build chain to root", "apple", &UNKNOWN_AUTHORITY),
        exact("Found unknown critical extensions", "apple", &CRITICAL_EXTENSION),
        exact("Non-CA certificate used as a CA", "apple", &NOT_A_CA),
        exact("Chain exceeded constrained path length", "apple", &PATH_LENGTH),
        exact("Name constraints violated", "apple", &NAME_CONSTRAINTS),
        exact("Policy constraints violated", "apple", &POLICY),
        exact("Certificate is not temporally valid", "apple", &DATES),
        exact("certificate is expired", "apple", &EXPIRED).of_a_name(),
        exact("SSL: certificate verification failed (result: 5)", "apple", &UNTRUSTED),
    ],
    speakers: &[speaker("curl:", "curl", &["apple"]), speaker("x509:", "go", &["apple"])],
};
