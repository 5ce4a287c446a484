//! curl and what is built on libcurl: git, cargo, PHP, Composer.

use super::meaning::*;
use super::{Family, Vocabulary, broad, exact, speaker, vague};

pub(super) static VOCABULARY: Vocabulary = Vocabulary {
    family: Family::Curl,
    words: &[
        exact("SSL: no alternative certificate subject name matches target host name", "curl", &HOST)
            .host("target host name '", "'"),
        exact("SSL: no alternative certificate subject name matches target hostname", "curl", &HOST)
            .host("target hostname '", "'"),
        exact(
            "SSL: no alternative certificate subject name matches target ipv4 address",
            "curl",
            &IP_ADDRESS,
        )
        .host("address '", "'"),
        exact(
            "SSL: no alternative certificate subject name matches target ipv6 address",
            "curl",
            &IP_ADDRESS,
        )
        .host("address '", "'"),
        exact("SSL: certificate subject name", "curl", &HOST)
            .with("does not match target host")
            .host("target host name '", "'"),
        exact("SSL: unable to obtain common name from peer certificate", "curl", &COMMON_NAME_ONLY),
        exact("SSL: couldn't get X509-issuer name", "curl", &EMPTY_NAME),
        exact("asn1 encoding routines::EVP lib", "curl", &BAD_SIGNATURE),
        exact("digital envelope routines::provider signature failure", "curl", &BAD_SIGNATURE),
        exact("rsa routines::bad signature", "curl", &BAD_SIGNATURE),
        exact("elliptic curve routines::bad signature", "curl", &BAD_SIGNATURE),
        exact("X509 V3 routines::invalid certificate", "curl", &EXTENSION_INVALID),
        exact("error setting certificate verify locations", "curl", &NO_ANCHORS),
        exact("error setting certificate file", "curl", &NO_ANCHORS),
        exact("error adding trust anchors from file", "curl", &NO_ANCHORS),
        exact("Problem with the SSL CA cert", "curl", &NO_ANCHORS),
        exact("could not load PEM client certificate", "curl", &INPUT_UNREADABLE),
        exact("unable to set private key file", "curl", &INPUT_UNREADABLE),
        exact("problem with the local SSL certificate", "curl", &INPUT_UNREADABLE),
        exact("SSL: public key does not match pinned public key", "curl", &PINNED),
        exact("curl: (91)", "curl", &REVOCATION_UNKNOWN),
        exact("SSL certificate revoked", "curl", &REVOKED),
        broad("SSL certificate problem, verify that the CA cert is OK", "curl", &FAILED),
        vague("SSL certificate problem", "curl", &FAILED),
        vague("SSL peer certificate or SSH remote key was not OK", "curl", &FAILED),
        vague("Peer certificate cannot be authenticated with given CA certificates", "curl", &UNTRUSTED),
        vague("curl: (60)", "curl", &FAILED),
        vague("curl: (51)", "curl", &HOST),
        vague("cURL error 60", "curl", &FAILED),
        vague("curl failed to verify the legitimacy of the server", "curl", &FAILED),
    ],
    speakers: &[
        speaker("unable to access 'https", "git", &["curl"]),
        speaker("fatal: unable to access", "git", &["curl"]),
        speaker("fatal: 无法访问", "git", &["curl"]),
        speaker("[60] SSL peer certificate or SSH remote key was not OK", "cargo", &["curl"]),
        speaker("spurious network error", "cargo", &["curl"]),
        speaker("download of config.json failed", "cargo", &["curl"]),
        speaker("failed to download from", "cargo", &["curl"]),
        speaker("GuzzleHttp", "php", &["curl"]),
        speaker("cURL error 60", "php", &["curl"]),
        speaker("curl_exec", "php", &["curl"]),
        speaker("Composer\\Downloader", "php", &["curl"]),
    ],
};
