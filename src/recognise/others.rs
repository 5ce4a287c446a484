//! Clients with words of their own: Ruby, PHP, Perl, Erlang, databases.

use super::meaning::*;
use super::{Family, Vocabulary, broad, exact, vague};

pub(super) static VOCABULARY: Vocabulary = Vocabulary {
    family: Family::Other,
    words: &[
        exact("does not match the server certificate", "ruby", &HOST).host("hostname \"", "\""),
        exact("hostname \"", "ruby", &HOST)
            .with("does not match the server certificate")
            .host("hostname \"", "\""),
        exact("Peer certificate CN=", "php", &HOST)
            .with("did not match expected CN=")
            .host("expected CN=", ""),
        exact("Peer certificate subjectAltName did not match expected name", "php", &HOST)
            .host("expected name `", "'"),
        exact("Unable to locate peer certificate CN", "php", &COMMON_NAME_ONLY),
        exact("no valid certs found cafile stream", "php", &NO_ANCHORS),
        exact("hostname verification failed", "perl", &HOST),
        exact("{bad_cert,hostname_check_failed}", "erlang", &HOST),
        exact("{bad_cert, hostname_check_failed}", "erlang", &HOST),
        exact("{bad_cert,{hostname_check_failed", "erlang", &HOST),
        // As Elixir writes it
        exact(":hostname_check_failed", "erlang", &HOST),
        exact("{:bad_cert, :cert_expired}", "erlang", &DATES),
        exact("{:bad_cert, :unknown_ca}", "erlang", &UNKNOWN_AUTHORITY),
        exact("{:bad_cert, :selfsigned_peer}", "erlang", &SELF_SIGNED),
        exact("{bad_cert,cert_expired}", "erlang", &DATES),
        exact("{bad_cert,unknown_ca}", "erlang", &UNKNOWN_AUTHORITY),
        exact("{bad_cert,selfsigned_peer}", "erlang", &SELF_SIGNED),
        exact("{bad_cert,invalid_issuer}", "erlang", &UNKNOWN_AUTHORITY),
        exact("{bad_cert,invalid_signature}", "erlang", &BAD_SIGNATURE),
        exact("{bad_cert,invalid_key_usage}", "erlang", &KEY_USAGE),
        exact("{bad_cert,name_not_permitted}", "erlang", &NAME_CONSTRAINTS),
        exact("{bad_cert,missing_basic_constraint}", "erlang", &NOT_A_CA),
        exact("{bad_cert,max_path_length_reached}", "erlang", &PATH_LENGTH),
        exact("{tls_alert,{certificate_expired", "erlang", &EXPIRED),
        exact("{tls_alert,{unknown_ca", "erlang", &UNKNOWN_AUTHORITY),
        exact("{tls_alert,\"unknown ca\"}", "erlang", &UNKNOWN_AUTHORITY),
        exact("CLIENT ALERT: Fatal - Unknown CA", "erlang", &UNKNOWN_AUTHORITY),
        exact("CLIENT ALERT: Fatal - Certificate Expired", "erlang", &EXPIRED),
        broad("CLIENT ALERT: Fatal - Handshake Failure - {bad_cert", "erlang", &UNTRUSTED),
        broad("CLIENT ALERT: Fatal - Bad Certificate", "erlang", &UNTRUSTED),
        exact("server certificate for \"", "postgresql", &HOST)
            .with("does not match host name")
            .host("host name \"", "\""),
        exact("root certificate file \"", "postgresql", &NO_ANCHORS).with("does not exist"),
        exact("could not read root certificate file", "postgresql", &INPUT_UNREADABLE),
        // strongSwan
        broad("no trusted RSA public key found for", "strongswan", &UNKNOWN_AUTHORITY),
        broad("no trusted ECDSA public key found for", "strongswan", &UNKNOWN_AUTHORITY),
        exact("no issuer certificate found for", "strongswan", &UNKNOWN_AUTHORITY),
        // Postfix
        exact("certificate verification failed for", "postfix", &UNKNOWN_AUTHORITY)
            .with("untrusted issuer")
            .host("failed for ", "["),
        broad("certificate verification failed for", "postfix", &FAILED).host("failed for ", "["),
        // OpenLDAP on GnuTLS
        exact("TLS: peer cert untrusted or revoked", "ldap", &UNTRUSTED),
        // Subversion
        exact("Server certificate verification failed:", "svn", &UNKNOWN_AUTHORITY)
            .with("issuer is not trusted"),
        exact("Server certificate verification failed:", "svn", &HOST)
            .with("issued for a different hostname"),
        exact("Server certificate verification failed:", "svn", &EXPIRED).with("certificate has expired"),
        exact("Server SSL certificate verification failed:", "svn", &UNKNOWN_AUTHORITY)
            .with("issuer is not trusted"),
        exact("Server SSL certificate verification failed:", "svn", &HOST)
            .with("issued for a different hostname"),
        exact("Server SSL certificate verification failed:", "svn", &EXPIRED).with("certificate has expired"),
        broad("Server SSL certificate verification failed:", "svn", &FAILED),
        // libgit2
        exact("the SSL certificate is invalid", "libgit2", &FAILED),
        broad("Server certificate verification failed:", "svn", &FAILED),
        // apk of Alpine
        exact("TLS: server certificate not trusted", "apk", &UNTRUSTED),
        // Haskell's tls
        exact("certificate has unknown CA", "haskell", &UNKNOWN_AUTHORITY),
        exact("certificate rejected: [NameMismatch", "haskell", &HOST),
        exact("certificate rejected: [SelfSigned", "haskell", &SELF_SIGNED),
        exact("certificate rejected: [Expired", "haskell", &EXPIRED),
        exact("SSL certificate validation failure", "mysql", &FAILED),
        // OpenLDAP
        exact("TLS: hostname", "ldap", &HOST).with("does not match").host("hostname (", ")"),
        exact("TLS: hostname does not match", "ldap", &HOST),
        exact("TLS: unable to get CN from peer certificate", "ldap", &HOST),
        // mbed TLS, and what ESP-IDF and Arduino print of it
        vague(
            "X509 - Certificate verification failed, e.g. CRL, CA or signature check failed",
            "mbedtls",
            &ANY_OF_MBEDTLS,
        ),
        vague("X509 - Certificate verification failed", "mbedtls", &ANY_OF_MBEDTLS),
        vague("MBEDTLS_ERR_X509_CERT_VERIFY_FAILED", "mbedtls", &ANY_OF_MBEDTLS),
        vague("-0x2700", "mbedtls", &ANY_OF_MBEDTLS),
        vague("(-9984)", "mbedtls", &ANY_OF_MBEDTLS),
        vague("returned -9984", "mbedtls", &ANY_OF_MBEDTLS),
        broad(
            "X509 - A fatal error occurred, eg the chain is too long or the vrfy callback failed",
            "mbedtls",
            &MBEDTLS_BROKE_OFF,
        ),
        broad("MBEDTLS_ERR_X509_FATAL_ERROR", "mbedtls", &MBEDTLS_BROKE_OFF),
        broad("-0x3000", "mbedtls", &MBEDTLS_BROKE_OFF),
        broad("returned -12288", "mbedtls", &MBEDTLS_BROKE_OFF),
        broad("esp-x509-crt-bundle: Failed to verify certificate", "mbedtls", &MBEDTLS_BROKE_OFF),
        exact(
            "esp-x509-crt-bundle: No matching trusted root certificate found",
            "mbedtls",
            &UNKNOWN_AUTHORITY,
        ),
        exact("esp-x509-crt-bundle: PK verify failed", "mbedtls", &BAD_SIGNATURE),
        exact(
            "esp-x509-crt-bundle: Certificate matched but signature verification failed",
            "mbedtls",
            &BAD_SIGNATURE,
        ),
        exact("The certificate is not correctly signed by the trusted CA", "mbedtls", &UNKNOWN_AUTHORITY),
        exact("MBEDTLS_X509_BADCERT_NOT_TRUSTED", "mbedtls", &UNKNOWN_AUTHORITY),
        exact("The certificate validity has expired", "mbedtls", &EXPIRED),
        exact("MBEDTLS_X509_BADCERT_EXPIRED", "mbedtls", &EXPIRED),
        exact("The certificate validity starts in the future", "mbedtls", &NOT_YET_VALID),
        exact("MBEDTLS_X509_BADCERT_FUTURE", "mbedtls", &NOT_YET_VALID),
        exact("The certificate Common Name (CN) does not match with the expected CN", "mbedtls", &HOST),
        exact("MBEDTLS_X509_BADCERT_CN_MISMATCH", "mbedtls", &HOST),
        exact("The certificate has been revoked (is on a CRL)", "mbedtls", &REVOKED),
        exact("The CRL is not correctly signed by the trusted CA", "mbedtls", &CRL_INVALID),
        exact("Usage does not match the keyUsage extension", "mbedtls", &KEY_USAGE),
        exact("Usage does not match the extendedKeyUsage extension", "mbedtls", &PURPOSE),
        exact("The certificate is signed with an unacceptable hash", "mbedtls", &WEAK_SIGNATURE),
        exact("The certificate is signed with an unacceptable PK alg", "mbedtls", &UNSUPPORTED_SIGNATURE),
        exact("The certificate is signed with an unacceptable key", "mbedtls", &WEAK_KEY),
        // OPC UA
        exact("BadCertificateUntrusted", "opcua", &UNKNOWN_AUTHORITY),
        exact("Bad_CertificateUntrusted", "opcua", &UNKNOWN_AUTHORITY),
        exact("BadCertificateChainIncomplete", "opcua", &LOCAL_ISSUER_MISSING),
        exact("Bad_CertificateChainIncomplete", "opcua", &LOCAL_ISSUER_MISSING),
        exact("BadCertificateTimeInvalid", "opcua", &DATES),
        exact("Bad_CertificateTimeInvalid", "opcua", &DATES),
        exact("BadCertificateIssuerTimeInvalid", "opcua", &ISSUER_EXPIRED),
        exact("Bad_CertificateIssuerTimeInvalid", "opcua", &ISSUER_EXPIRED),
        exact("BadCertificateHostNameInvalid", "opcua", &HOST),
        exact("Bad_CertificateHostNameInvalid", "opcua", &HOST),
        exact("BadCertificateUseNotAllowed", "opcua", &PURPOSE),
        exact("Bad_CertificateUseNotAllowed", "opcua", &PURPOSE),
        exact("BadCertificateIssuerUseNotAllowed", "opcua", &CANNOT_SIGN),
        exact("Bad_CertificateIssuerUseNotAllowed", "opcua", &CANNOT_SIGN),
        exact("BadCertificateRevoked", "opcua", &REVOKED),
        exact("Bad_CertificateRevoked", "opcua", &REVOKED),
        exact("BadCertificateIssuerRevoked", "opcua", &REVOKED),
        exact("Bad_CertificateIssuerRevoked", "opcua", &REVOKED),
        exact("BadCertificateRevocationUnknown", "opcua", &REVOCATION_UNKNOWN),
        exact("Bad_CertificateRevocationUnknown", "opcua", &REVOCATION_UNKNOWN),
        exact("BadCertificateIssuerRevocationUnknown", "opcua", &REVOCATION_UNKNOWN),
        exact("Bad_CertificateIssuerRevocationUnknown", "opcua", &REVOCATION_UNKNOWN),
        exact("BadCertificateInvalid", "opcua", &INVALID),
        exact("Bad_CertificateInvalid", "opcua", &INVALID),
        exact("BadCertificatePolicyCheckFailed", "opcua", &WEAK_KEY_OR_SIGNATURE),
        exact("Bad_CertificatePolicyCheckFailed", "opcua", &WEAK_KEY_OR_SIGNATURE),
        vague("BadSecurityChecksFailed", "opcua", &FAILED),
        // haproxy
        exact("inconsistencies between private key and certificate loaded", "haproxy", &KEY_OF_ANOTHER),
    ],
    speakers: &[],
};
