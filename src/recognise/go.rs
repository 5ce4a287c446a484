//! Go, and the programs written in it that pass its words on: docker, kubectl, terraform, helm.

use super::meaning::*;
use super::{Family, Vocabulary, broad, exact, speaker, vague};

const GO: &[&str] = &["go"];

pub(super) static VOCABULARY: Vocabulary = Vocabulary {
    family: Family::Go,
    words: &[
        exact("x509: certificate signed by unknown authority", "go", &UNKNOWN_AUTHORITY),
        exact(
            "x509: certificate signed by unknown authority (possibly because of \"x509: ECDSA verification failure\"",
            "go",
            &BAD_SIGNATURE,
        ),
        exact(
            "x509: certificate signed by unknown authority (possibly because of \"x509: Ed25519 verification failure\"",
            "go",
            &BAD_SIGNATURE,
        ),
        exact(
            "x509: certificate signed by unknown authority (possibly because of \"crypto/rsa: verification error\"",
            "go",
            &BAD_SIGNATURE,
        ),
        exact(
            "x509: certificate signed by unknown authority (possibly because of \"x509: invalid signature: parent certificate cannot sign this kind of certificate\"",
            "go",
            &NOT_A_CA,
        ),
        exact(
            "x509: certificate signed by unknown authority (possibly because of \"x509: cannot verify signature: insecure algorithm",
            "go",
            &WEAK_SIGNATURE,
        ),
        exact(
            "x509: certificate signed by unknown authority (possibly because of \"x509: cannot verify signature: algorithm unimplemented\"",
            "go",
            &UNSUPPORTED_SIGNATURE,
        ),
        exact("x509: cannot verify signature: insecure algorithm", "go", &WEAK_SIGNATURE),
        exact("x509: cannot verify signature: algorithm unimplemented", "go", &UNSUPPORTED_SIGNATURE),
        exact("x509: certificate relies on legacy Common Name field", "go", &COMMON_NAME_ONLY),
        exact("x509: certificate is not valid for any names", "go", &COMMON_NAME_ONLY)
            .host("wanted to match ", ""),
        exact("x509: certificate has expired or is not yet valid", "go", &EXPIRED).with("is after"),
        exact("x509: certificate has expired or is not yet valid", "go", &NOT_YET_VALID).with("is before"),
        broad("x509: certificate has expired or is not yet valid", "go", &DATES),
        exact("x509: certificate is valid for", "go", &HOST).host(", not ", ""),
        exact("x509: cannot validate certificate for", "go", &IP_ADDRESS).host("certificate for ", " "),
        exact("x509: certificate specifies an incompatible key usage", "go", &PURPOSE),
        exact("x509: certificate is not authorized to sign other certificates", "go", &NOT_A_CA),
        exact(
            "x509: invalid signature: parent certificate cannot sign this kind of certificate",
            "go",
            &NOT_A_CA,
        ),
        exact("x509: unhandled critical extension", "go", &CRITICAL_EXTENSION),
        exact(
            "x509: a root or intermediate certificate is not authorized to sign for this name",
            "go",
            &NAME_CONSTRAINTS,
        ),
        exact(
            "x509: a root or intermediate certificate is not authorized for an extended key usage",
            "go",
            &PURPOSE,
        ),
        exact(
            "x509: issuer has name constraints but leaf doesn't have a SAN extension",
            "go",
            &COMMON_NAME_ONLY,
        ),
        exact("x509: too many intermediates for path length constraint", "go", &PATH_LENGTH),
        exact("x509: negative serial number", "go", &NEGATIVE_SERIAL),
        exact("x509: certificate contains duplicate extension", "go", &DUPLICATE_EXTENSION),
        exact("x509: invalid basic constraints", "go", &EXTENSION_INVALID),
        exact("x509: authority info access incorrectly marked critical", "go", &NEEDLESSLY_CRITICAL),
        exact("x509: authority key identifier incorrectly marked critical", "go", &KEY_ID_CRITICAL),
        exact("x509: subject key identifier incorrectly marked critical", "go", &KEY_ID_CRITICAL),
        exact("x509: SAN", "go", &MALFORMED).with("malformed"),
        exact("x509: malformed", "go", &MALFORMED),
        exact("x509: invalid", "go", &MALFORMED),
        exact("x509: unsupported elliptic curve", "go", &UNSUPPORTED_KEY),
        exact("x509: issuer name does not match subject from issuing certificate", "go", &UNKNOWN_AUTHORITY),
        exact("x509: ECDSA verification failure", "go", &BAD_SIGNATURE),
        exact("x509: failed to load system roots and no roots provided", "go", &NO_ANCHORS),
        exact("x509: RSA key is smaller than", "go", &WEAK_KEY),
        exact("x509: certificate is not standards compliant", "go", &EXTENSION_INVALID),
        exact("tls: server sent certificate containing RSA key larger than", "go", &UNSUPPORTED_KEY),
        vague("tls: failed to verify certificate", "go", &FAILED),
        broad("tls: failed to parse certificate from server", "go", &MALFORMED),
        exact("remote error: tls: unknown certificate authority", "go", &PEER_KNOWS_NO_CA),
        exact("remote error: tls: bad certificate", "go", &PEER_REFUSES),
        exact("remote error: tls: unknown certificate", "go", &PEER_REFUSES),
        exact("remote error: tls: expired certificate", "go", &PEER_SAYS_EXPIRED),
        exact("remote error: tls: revoked certificate", "go", &PEER_SAYS_REVOKED),
        exact("tls: failed to find any PEM data in certificate input", "go", &INPUT_UNREADABLE),
    ],
    speakers: &[
        speaker("Error response from daemon", "docker", GO),
        speaker("docker:", "docker", GO),
        speaker("failed to resolve reference", "docker", GO),
        speaker("Unable to connect to the server", "kubectl", GO),
        speaker("kubectl", "kubectl", GO),
        speaker("terraform", "terraform", GO),
        speaker("registry.terraform.io", "terraform", GO),
        speaker("helm", "helm", GO),
    ],
};
