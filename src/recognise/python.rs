//! Python: the ssl module and what wraps it, and which build a line number of `_ssl.c` gives away.

use super::meaning::*;
use super::{Family, Vocabulary, broad, exact, speaker, vague};

/// A build of Python, by the line of `_ssl.c` that raised the error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PythonBuild {
    /// The line number.
    pub line: u32,
    /// The versions that are known to print it; empty where none is.
    pub versions: &'static str,
    /// Whether these verify strictly (`VERIFY_X509_STRICT`, the default from 3.13); `None` where the build is not known.
    pub strict: Option<bool>,
}

const fn build(line: u32, versions: &'static str, strict: bool) -> PythonBuild {
    PythonBuild { line, versions, strict: Some(strict) }
}

/// Lines that were seen together with the version of the Python that printed them; the exact versions were run.
static BUILDS: &[PythonBuild] = &[
    build(1131, "3.8.18", false),
    build(1007, "3.10.13", false),
    build(992, "3.11", false),
    build(1006, "3.11.7", false),
    build(1000, "3.12.1", false),
    build(1024, "3.13.0b2", true),
    build(1020, "3.13.0", true),
    build(1028, "3.13", true),
    build(1032, "3.13", true),
];

/// The build that the first `(_ssl.c:NNNN)` after an error names.
pub(super) fn build_after(text: &str) -> Option<PythonBuild> {
    let (before, rest) = text.split_once("_ssl.c:")?;
    let digits = rest.find(|character: char| !character.is_ascii_digit()).unwrap_or(rest.len());
    let line = rest.get(..digits)?.parse().ok()?;
    // Further away it belongs to another error.
    (before.len() < 400).then(|| {
        BUILDS.iter().find(|build| build.line == line).cloned().unwrap_or(PythonBuild {
            line,
            versions: "",
            strict: None,
        })
    })
}

/// The profile that the build gives away, or the error: only strict verification has words for some faults.
pub(super) fn profile(build: Option<&PythonBuild>, meaning: &Meaning) -> &'static str {
    const STRICT_ONLY: [&Meaning; 8] = [
        &AUTHORITY_KEY_ID_MISSING,
        &SUBJECT_KEY_ID_MISSING,
        &BASIC_CONSTRAINTS_NOT_CRITICAL,
        &KEY_USAGE_MISSING,
        &PATH_LENGTH_WITHOUT_CA,
        &CERT_SIGN_WITHOUT_CA,
        &KEY_ID_CRITICAL,
        &EMPTY_ALT_NAME,
    ];
    match build.and_then(|build| build.strict) {
        Some(true) => "python-ssl-3.13",
        Some(false) => "python-ssl-3.12",
        None if STRICT_ONLY.contains(&meaning) => "python-ssl-3.13",
        None => "python-ssl",
    }
}

const SSL: &[&str] = &["python-ssl"];
const HTTP_LIBRARIES: &[&str] = &["python-ssl", "requests", "urllib3"];

pub(super) static VOCABULARY: Vocabulary = Vocabulary {
    family: Family::Python,
    words: &[
        vague("[SSL: CERTIFICATE_VERIFY_FAILED]", "python-ssl", &FAILED),
        vague("SSLCertVerificationError", "python-ssl", &FAILED),
        // Before 3.7 Python matched names itself, as urllib3 still does where it must.
        exact("doesn't match either of", "python-ssl", &HOST).host("hostname '", "'"),
        exact("ssl.CertificateError: hostname", "python-ssl", &HOST).host("hostname '", "'"),
        exact("SSLError(CertificateError(\"hostname", "python-ssl", &HOST).host("hostname '", "'"),
        exact("SSLCertVerificationError(\"hostname", "python-ssl", &HOST).host("hostname '", "'"),
        exact("no appropriate subjectAltName fields were found", "python-ssl", &COMMON_NAME_ONLY),
        exact(
            "no appropriate commonName or subjectAltName fields were found",
            "python-ssl",
            &COMMON_NAME_ONLY,
        ),
        exact("Could not find a suitable TLS CA certificate bundle", "requests", &NO_ANCHORS),
        exact("[SSL: CA_MD_TOO_WEAK]", "python-ssl", &WEAK_SIGNATURE),
        exact("[SSL: EE_KEY_TOO_SMALL]", "python-ssl", &WEAK_KEY),
        exact("[SSL: CA_KEY_TOO_SMALL]", "python-ssl", &WEAK_KEY),
        exact("[SSL: TLSV1_ALERT_UNKNOWN_CA]", "python-ssl", &PEER_KNOWS_NO_CA),
        exact("[SSL: SSLV3_ALERT_CERTIFICATE_EXPIRED]", "python-ssl", &PEER_SAYS_EXPIRED),
        exact("[SSL: SSLV3_ALERT_CERTIFICATE_REVOKED]", "python-ssl", &PEER_SAYS_REVOKED),
        exact("[SSL: SSLV3_ALERT_CERTIFICATE_UNKNOWN]", "python-ssl", &PEER_REFUSES),
        exact("[SSL: SSLV3_ALERT_BAD_CERTIFICATE]", "python-ssl", &PEER_REFUSES),
        exact("[SSL: SSL/TLS_ALERT_CERTIFICATE_UNKNOWN]", "python-ssl", &PEER_REFUSES),
        exact("[SSL: SSL/TLS_ALERT_CERTIFICATE_EXPIRED]", "python-ssl", &PEER_SAYS_EXPIRED),
        exact("[X509] PEM lib", "python-ssl", &INPUT_UNREADABLE),
        exact("[X509: NO_CERTIFICATE_OR_CRL_FOUND]", "python-ssl", &ANCHORS_UNREADABLE),
        exact("no start line: cadata does not contain a certificate", "python-ssl", &ANCHORS_UNREADABLE),
        exact("not enough data: cadata does not contain a certificate", "python-ssl", &ANCHORS_UNREADABLE),
        vague(
            "Certificate verification failed. This typically happens when using Azure CLI",
            "azure-cli",
            &UNTRUSTED,
        ),
        broad("There was a problem confirming the ssl certificate", "pip", &FAILED),
        exact("[ASN1: NOT_ENOUGH_DATA]", "python-ssl", &PYTHON_ON_WINDOWS),
        exact("[ASN1] nested asn1 error", "python-ssl", &CERTIFICATE_OF_THE_STORE),
        exact("[ASN1: BAD_OBJECT_HEADER]", "python-ssl", &CERTIFICATE_OF_THE_STORE),
        exact("[ASN1: HEADER_TOO_LONG]", "python-ssl", &CERTIFICATE_OF_THE_STORE),
        exact("[ASN1: TOO_LONG]", "python-ssl", &CERTIFICATE_OF_THE_STORE),
        exact("[SSL: BAD_SIGNATURE]", "python-ssl", &HANDSHAKE_SIGNATURE),
        exact("[X509: KEY_VALUES_MISMATCH]", "python-ssl", &KEY_OF_ANOTHER),
        exact("[SSL: KEY_VALUES_MISMATCH]", "python-ssl", &KEY_OF_ANOTHER),
        exact("[SSL] ASN1 lib", "python-ssl", &MALFORMED),
        exact("[ASN1: ILLEGAL_PADDING]", "python-ssl", &MALFORMED),
        // pyca/cryptography's verifier
        exact("can't create an empty store", "pyca", &NO_ANCHORS),
        exact("ValueError: invalid domain name", "pyca", &NO_DOMAIN_NAME),
        exact("Issuer certificate subject does not match certificate issuer", "pyca", &NAMES_ANOTHER_WAY),
        exact("error parsing asn1 value: ParseError", "pyca", &MALFORMED),
        vague("validation failed: candidates exhausted", "pyca", &UNKNOWN_AUTHORITY),
        exact("candidates exhausted: ASN.1 parsing error", "pyca", &MALFORMED),
        exact("issuer has malformed public key", "pyca", &UNSUPPORTED_KEY),
        exact("validity dates between 1950 and 2049 must be UtcTime", "pyca", &DATE_MALFORMED),
        exact("validation failed: ASN.1 parsing error", "pyca", &MALFORMED),
        exact(": duplicate extension", "pyca", &DUPLICATE_EXTENSION),
        exact("all candidates exhausted with no interior errors", "pyca", &UNKNOWN_AUTHORITY),
        exact("candidates exhausted: signature does not match", "pyca", &BAD_SIGNATURE),
        exact("cert is not valid at validation time", "pyca", &DATES),
        exact("leaf certificate has no matching subjectAltName", "pyca", &HOST),
        exact("leaf server certificate has no subjectAltName", "pyca", &COMMON_NAME_ONLY),
        exact("certificate must have a non-empty Issuer", "pyca", &EMPTY_NAME),
        exact(
            "2.5.29.19: Certificate extension has incorrect criticality",
            "pyca",
            &BASIC_CONSTRAINTS_NOT_CRITICAL,
        ),
        exact(
            "2.5.29.35: Certificate is missing required extension",
            "pyca",
            &AUTHORITY_KEY_ID_MISSING_OR_SELF_SIGNED,
        ),
        exact("2.5.29.14: Certificate is missing required extension", "pyca", &SUBJECT_KEY_ID_MISSING),
        exact("2.5.29.15: Certificate is missing required extension", "pyca", &KEY_USAGE_MISSING),
        exact("CA certificate has no basicConstraints", "pyca", &NOT_A_CA),
        exact("Neither EKU nor anyEKU could be found", "pyca", &PURPOSE),
        exact("required EKU not found", "pyca", &PURPOSE),
        exact("keyUsage.keyCertSign must be asserted in a CA certificate", "pyca", &CANNOT_SIGN),
        exact("certificate must be an X509v3 certificate", "pyca", &VERSION),
        exact("certificate contains unaccounted-for critical extensions", "pyca", &CRITICAL_EXTENSION),
        exact("2.5.29.17: duplicate extension", "pyca", &DUPLICATE_EXTENSION),
        exact("2.5.29.15: duplicate extension", "pyca", &DUPLICATE_EXTENSION),
        exact("2.5.29.19: duplicate extension", "pyca", &DUPLICATE_EXTENSION),
        exact("2.5.29.35: duplicate extension", "pyca", &DUPLICATE_EXTENSION),
        exact("2.5.29.37: duplicate extension", "pyca", &DUPLICATE_EXTENSION),
        exact("2.5.29.14: duplicate extension", "pyca", &DUPLICATE_EXTENSION),
        exact("2.5.29.30: duplicate extension", "pyca", &DUPLICATE_EXTENSION),
        exact("basicConstraints.cA must not be asserted in an EE certificate", "pyca", &CA_AS_END_ENTITY),
        exact(
            "1.3.6.1.5.5.7.1.1: Certificate extension has incorrect criticality",
            "pyca",
            &NEEDLESSLY_CRITICAL,
        ),
        exact("2.5.29.37: Certificate extension has incorrect criticality", "pyca", &NEEDLESSLY_CRITICAL),
        exact("Certificate contains prohibited extension", "pyca", &PROHIBITED_EXTENSION),
        exact("2.5.29.35: Certificate extension has incorrect criticality", "pyca", &KEY_ID_CRITICAL),
        exact("2.5.29.14: Certificate extension has incorrect criticality", "pyca", &KEY_ID_CRITICAL),
        exact("basicConstraints.cA must be asserted in a CA certificate", "pyca", &NOT_A_CA),
        exact("EE keyUsage must not assert keyCertSign", "pyca", &CERT_SIGN_WITHOUT_CA),
        exact("EE subjectAltName MUST", "pyca", &EMPTY_ALT_NAME),
        exact("certificate serial number cannot be negative", "pyca", &NEGATIVE_SERIAL),
        exact("certificate must have a serial between 1 and 20 octets", "pyca", &NEGATIVE_SERIAL),
        exact("RSA key is too weak", "pyca", &WEAK_KEY),
        exact("mismatch between signatureAlgorithm and SPKI algorithm", "pyca", &ALGORITHM_MISMATCH),
        exact("validation failed: ASN.1 parsing error", "pyca", &MALFORMED),
        exact("is not a valid X509 version", "pyca", &VERSION),
        exact("excluded name constraint matched SAN", "pyca", &NAME_CONSTRAINTS),
        exact("malformed DNS name constraint", "pyca", &NAME_CONSTRAINTS),
        exact("extension contains an unsupported directoryName constraint", "pyca", &NAME_CONSTRAINTS),
        exact("no permitted name constraints matched SAN", "pyca", &NAME_CONSTRAINTS),
        exact("path length constraint violated", "pyca", &PATH_LENGTH),
        exact("Forbidden signature algorithm", "pyca", &WEAK_SIGNATURE),
        exact("Forbidden public key algorithm", "pyca", &WEAK_KEY),
        exact("chain construction exceeds max depth", "pyca", &TOO_DEEP),
    ],
    speakers: &[
        speaker("urllib3.exceptions.", "urllib3", SSL),
        speaker("HTTPSConnectionPool", "urllib3", SSL),
        speaker("requests.exceptions.", "requests", HTTP_LIBRARIES),
        speaker("site-packages/requests/", "requests", HTTP_LIBRARIES),
        speaker("Caused by SSLError(SSLCertVerificationError", "requests", HTTP_LIBRARIES),
        speaker("httpcore.", "httpx", SSL),
        speaker("httpx.ConnectError", "httpx", SSL),
        speaker("httpx.", "httpx", SSL),
        speaker("aiohttp.", "aiohttp", SSL),
        speaker("ClientConnectorCertificateError", "aiohttp", SSL),
        speaker("ClientConnectorSSLError", "aiohttp", SSL),
        speaker("Cannot connect to host", "aiohttp", SSL),
        speaker("openai.", "openai", &["httpx", "python-ssl", "aiohttp"]),
        speaker("anthropic.", "anthropic", &["httpx", "python-ssl"]),
        speaker("botocore.", "botocore", HTTP_LIBRARIES),
        speaker("SSL validation failed for", "botocore", HTTP_LIBRARIES),
        speaker("Could not fetch URL", "pip", HTTP_LIBRARIES),
        speaker("pip._vendor", "pip", HTTP_LIBRARIES),
        speaker("WARNING: Retrying (Retry(total", "pip", HTTP_LIBRARIES),
        speaker("CondaSSLError", "conda", HTTP_LIBRARIES),
        speaker("CondaHTTPError", "conda", HTTP_LIBRARIES),
        speaker("conda.", "conda", HTTP_LIBRARIES),
        speaker("huggingface_hub.", "huggingface-hub", &["requests", "httpx", "urllib3"]),
    ],
};
