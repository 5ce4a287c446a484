//! Clients with words of their own: Ruby, PHP, Perl, Erlang, databases.

use super::meaning::*;
use super::{Family, Vocabulary, broad, exact};

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
        exact("{bad_cert,cert_expired}", "erlang", &DATES),
        exact("{bad_cert,unknown_ca}", "erlang", &UNKNOWN_AUTHORITY),
        exact("{bad_cert,selfsigned_peer}", "erlang", &SELF_SIGNED),
        exact("{bad_cert,invalid_issuer}", "erlang", &UNKNOWN_AUTHORITY),
        exact("{bad_cert,invalid_signature}", "erlang", &BAD_SIGNATURE),
        exact("{bad_cert,invalid_key_usage}", "erlang", &KEY_USAGE),
        exact("{bad_cert,name_not_permitted}", "erlang", &NAME_CONSTRAINTS),
        exact("{bad_cert,missing_basic_constraint}", "erlang", &NOT_A_CA),
        exact("{bad_cert,max_path_length_reached}", "erlang", &PATH_LENGTH),
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
    ],
    speakers: &[],
};
