//! Node and what runs on it or speaks like it: npm, yarn, pnpm, Bun, Electron.

use super::meaning::*;
use super::{Family, Vocabulary, broad, exact, speaker, vague};

/// The profile that the text gives away: an uncaught error ends with the version, and 24 adds a hint.
pub(super) fn profile(text: &str) -> &'static str {
    if text.contains("Node.js v20.") {
        "node-20"
    } else if text.contains("Node.js v24.") || text.contains("try running Node.js with --use-system-ca") {
        "node-24"
    } else {
        "node"
    }
}

const NODE: &[&str] = &["node"];

pub(super) static VOCABULARY: Vocabulary = Vocabulary {
    family: Family::Node,
    words: &[
        exact("UNABLE_TO_GET_ISSUER_CERT_LOCALLY", "node", &LOCAL_ISSUER_MISSING),
        exact("UNABLE_TO_VERIFY_LEAF_SIGNATURE", "node", &FIRST_UNVERIFIED),
        exact("UNABLE_TO_GET_ISSUER_CERT", "node", &PARTIAL_CHAIN),
        exact("SELF_SIGNED_CERT_IN_CHAIN", "node", &SELF_SIGNED_IN_CHAIN),
        exact("DEPTH_ZERO_SELF_SIGNED_CERT", "node", &SELF_SIGNED),
        exact("CERT_HAS_EXPIRED", "node", &EXPIRED),
        exact("CERT_NOT_YET_VALID", "node", &NOT_YET_VALID),
        exact("CERT_SIGNATURE_FAILURE", "node", &BAD_SIGNATURE),
        exact("CERT_REVOKED", "node", &REVOKED),
        exact("CERT_UNTRUSTED", "node", &REJECTED),
        exact("CERT_REJECTED", "node", &REJECTED),
        exact("CERT_CHAIN_TOO_LONG", "node", &TOO_LONG),
        exact("PATH_LENGTH_EXCEEDED", "node", &PATH_LENGTH),
        exact("INVALID_PURPOSE", "node", &PURPOSE),
        exact("UNABLE_TO_GET_CRL", "node", &REVOCATION_UNKNOWN),
        exact("CRL_HAS_EXPIRED", "node", &CRL_EXPIRED),
        exact("ERR_TLS_CERT_ALTNAME_INVALID", "node", &HOST),
        exact("ERR_TLS_CERT_ALTNAME_FORMAT", "node", &EXTENSION_INVALID),
        exact("Hostname/IP does not match certificate's altnames: Host: ", "node", &HOST).host("Host: ", " "),
        exact("Hostname/IP does not match certificate's altnames: IP: ", "node", &IP_ADDRESS)
            .host("IP: ", " "),
        exact("Hostname/IP does not match certificate's altnames", "node", &HOST),
        exact("Hostname/IP doesn't match certificate's altnames", "node", &HOST),
        vague("ERR_SSL_CERTIFICATE_VERIFY_FAILED", "node", &FAILED),
        exact("ERR_SSL_TLSV1_ALERT_UNKNOWN_CA", "node", &PEER_KNOWS_NO_CA),
        exact("ERR_SSL_SSLV3_ALERT_CERTIFICATE_UNKNOWN", "node", &PEER_REFUSES),
        exact("ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE", "node", &PEER_REFUSES),
        exact("ERR_SSL_EE_KEY_TOO_SMALL", "node", &WEAK_KEY),
        exact("ERR_SSL_CA_MD_TOO_WEAK", "node", &WEAK_SIGNATURE),
        exact("Ignoring extra certs from", "node", &NO_ANCHORS),
        exact("OPENSSL_internal:KEY_USAGE_BIT_INCORRECT", "node", &KEY_USAGE),
        broad("unknown certificate verification error", "bun", &FAILED),
        exact("Error: Invalid CA", "bun", &CERTIFICATE_OF_THE_STORE),
    ],
    speakers: &[
        speaker("npm ERR!", "npm", NODE),
        speaker("npm error", "npm", NODE),
        speaker("npm warn", "npm", NODE),
        speaker("ERR_PNPM", "pnpm", NODE),
        speaker("registry.yarnpkg.com", "yarn", &["node", "openssl"]),
        speaker("yarn install", "yarn", &["node", "openssl"]),
        speaker("yarnpkg", "yarn", &["node", "openssl"]),
        speaker("➤ YN", "yarn", NODE),
        speaker("YN0001", "yarn", &["node", "openssl"]),
        speaker("bun install", "bun", &["node", "openssl"]),
        speaker("Bun v", "bun", &["node", "openssl"]),
        speaker("Postman", "postman", NODE),
        speaker("MongoServerSelectionError", "mongodb", NODE),
        speaker("MongoNetworkError", "mongodb", NODE),
        speaker("mongosh", "mongodb", NODE),
    ],
};
