//! GnuTLS: gnutls-cli, wget, and git where libcurl is built on it.

use super::meaning::*;
use super::{Family, Vocabulary, broad, exact, speaker, vague};

pub(super) static VOCABULARY: Vocabulary = Vocabulary {
    family: Family::GnuTls,
    words: &[
        vague("The certificate is NOT trusted", "gnutls", &UNTRUSTED),
        exact("The certificate issuer is unknown", "gnutls", &UNKNOWN_AUTHORITY),
        exact("The signature in the certificate is invalid", "gnutls", &BAD_SIGNATURE),
        exact("The certificate chain uses expired certificate", "gnutls", &EXPIRED),
        exact("The certificate chain uses not yet valid certificate", "gnutls", &NOT_YET_VALID),
        exact("The name in the certificate does not match the expected", "gnutls", &HOST),
        exact("The certificate chain does not match the intended purpose", "gnutls", &PURPOSE),
        exact("The certificate chain violates the signer's constraints", "gnutls", &SIGNER_CONSTRAINTS),
        exact("The certificate issuer is not a CA", "gnutls", &NOT_A_CA),
        exact("The certificate contains an unknown critical extension", "gnutls", &CRITICAL_EXTENSION),
        exact("The certificate chain uses insecure algorithm", "gnutls", &WEAK_KEY_OR_SIGNATURE),
        exact("The certificate chain is revoked", "gnutls", &REVOKED),
        exact("requires the server to include an OCSP status in its response", "gnutls", &REVOCATION_UNKNOWN),
        exact("Key usage violation in certificate has been detected", "gnutls", &KEY_USAGE),
        exact("ASN1 parser: Error in DER parsing", "gnutls", &MALFORMED),
        exact("ASN1 parser: Error in TAG", "gnutls", &MALFORMED),
        exact("ASN1 parser: Element was not found", "gnutls", &MALFORMED),
        exact("The signature is incompatible with the public key", "gnutls", &HANDSHAKE_SIGNATURE),
        exact("Error in the time fields of certificate", "gnutls", &DATE_MALFORMED),
        exact("Unknown Subject Alternative name in X.509 certificate", "gnutls", &MALFORMED),
        vague("Fatal error: Error in the certificate", "gnutls", &FAILED),
        vague("gnutls_handshake() failed: Error in the certificate", "curl-gnutls", &FAILED),
        vague("GnuTLS: Error in the certificate", "gnutls", &FAILED),
        vague("server cert verify failed", "curl-gnutls", &FAILED),
        exact("Error setting the x509 trust file: No certificate was found", "gnutls", &NO_ANCHORS),
        exact(
            "Error setting the x509 trust file: Error in the certificate",
            "gnutls",
            &CERTIFICATE_OF_THE_STORE,
        ),
        exact("The DER time encoding is invalid", "gnutls", &DATE_MALFORMED),
        vague("Fatal error: Error in parsing", "gnutls", &MALFORMED),
        vague("gnutls_handshake() failed: Error in parsing", "curl-gnutls", &MALFORMED),
        exact("Public key signature verification has failed", "gnutls", &HANDSHAKE_SIGNATURE),
        exact("Duplicate extension in X.509 certificate", "gnutls", &DUPLICATE_EXTENSION),
        broad("Error in the certificate verification", "gnutls", &FAILED),
        vague("PKI verification of server certificate failed", "gnutls", &FAILED),
        // libcurl on GnuTLS does not say why.
        broad("server certificate verification failed. CAfile", "curl-gnutls", &UNTRUSTED),
        vague("server certificate verification failed", "curl-gnutls", &UNTRUSTED),
        exact("certificate subject name", "curl-gnutls", &HOST)
            .with("does not match target host")
            .host("target host name '", "'"),
        // wget, whose sentences are its own whichever library it uses
        vague("ERROR: The certificate of", "wget", &UNTRUSTED)
            .with("is not trusted")
            .host("certificate of ", " is"),
        exact("ERROR: The certificate of", "wget", &UNKNOWN_AUTHORITY)
            .with("doesn't have a known issuer")
            .host("certificate of ", " doesn't"),
        exact("ERROR: The certificate of", "wget", &UNKNOWN_AUTHORITY)
            .with("hasn't got a known issuer")
            .host("certificate of ", " hasn't"),
        exact("ERROR: The certificate of", "wget", &EXPIRED)
            .with("has expired")
            .host("certificate of ", " has"),
        exact("ERROR: The certificate of", "wget", &NOT_YET_VALID)
            .with("is not yet activated")
            .host("certificate of ", " is"),
        exact("ERROR: The certificate of", "wget", &WEAK_KEY_OR_SIGNATURE)
            .with("was signed using an insecure algorithm")
            .host("certificate of ", " was"),
        exact("ERROR: The certificate of", "wget", &REVOKED)
            .with("has been revoked")
            .host("certificate of ", " has"),
        exact("ERROR: The certificate signer of", "wget", &NOT_A_CA).host("signer of ", " was"),
        exact("The certificate's owner does not match hostname", "wget", &HOST).host("hostname ", ""),
        exact("Unable to locally verify the issuer's authority", "wget", &LOCAL_ISSUER_MISSING),
        exact("Self-signed certificate encountered", "wget", &SELF_SIGNED),
        exact("Issued certificate not yet valid", "wget", &NOT_YET_VALID),
        exact("Issued certificate has expired", "wget", &EXPIRED),
        exact("no certificate subject alternative name matches", "wget", &HOST),
        exact("certificate common name", "wget", &HOST)
            .with("doesn't match requested host name")
            .host("host name ", ""),
        vague("ERROR: cannot verify", "wget", &FAILED).with("certificate").host("verify ", "'s"),
    ],
    speakers: &[
        speaker("fatal: unable to access", "git", &["curl-gnutls", "gnutls"]),
        speaker("fatal: 无法访问", "git", &["curl-gnutls", "gnutls"]),
        speaker("unable to access 'https", "git", &["curl-gnutls", "gnutls"]),
        speaker("curl: (60)", "curl", &["curl-gnutls", "gnutls"]),
        speaker("Loaded CA certificate", "wget", &["gnutls"]),
        speaker("Unable to establish SSL connection.", "wget", &["gnutls"]),
        speaker("apt-get", "apt", &["gnutls"]),
        speaker("Certificate verification failed:", "apt", &["gnutls"]),
    ],
};
