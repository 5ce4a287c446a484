//! OpenSSL: its sentences, which Python, curl, Node, Ruby, PHP and many more repeat, and the frames they stand in.

use std::ops::Range;

use super::meaning::*;
use super::text::Text;
use super::{Family, Precision, Sighting, Vocabulary, between, exact, speaker, vague};

/// One of OpenSSL's verification errors (`X509_verify_cert_error_string`).
pub(super) struct Sentence {
    pub(super) words: &'static str,
    meaning: &'static Meaning,
    /// Whether nobody would write these words but to quote the error, so that they count even without a frame.
    alone: bool,
}

const fn sentence(words: &'static str, meaning: &'static Meaning) -> Sentence {
    Sentence { words, meaning, alone: false }
}

impl Sentence {
    const fn alone(mut self) -> Self {
        self.alone = true;
        self
    }
}

/// In the order of OpenSSL's numbers; wording of 3.x, and of 1.1 and BoringSSL where that differs by more than a hyphen.
pub(super) static SENTENCES: &[Sentence] = &[
    sentence("unspecified certificate verification error", &FAILED), // 1
    sentence("unable to get issuer certificate", &PARTIAL_CHAIN).alone(), // 2
    sentence("unable to get certificate CRL", &REVOCATION_UNKNOWN).alone(), // 3
    sentence("unable to decrypt certificate's signature", &BAD_SIGNATURE).alone(), // 4
    sentence("unable to decrypt CRL's signature", &CRL_INVALID).alone(), // 5
    sentence("unable to decode issuer public key", &UNSUPPORTED_KEY).alone(), // 6
    sentence("certificate signature failure", &BAD_SIGNATURE).alone(), // 7
    sentence("CRL signature failure", &CRL_INVALID).alone(),         // 8
    sentence("certificate is not yet valid", &NOT_YET_VALID),        // 9
    sentence("certificate has expired", &EXPIRED),                   // 10
    sentence("CRL is not yet valid", &CRL_INVALID),                  // 11
    sentence("CRL has expired", &CRL_EXPIRED),                       // 12
    sentence("format error in certificate's notBefore field", &DATE_MALFORMED).alone(), // 13
    sentence("format error in certificate's notAfter field", &DATE_MALFORMED).alone(), // 14
    sentence("format error in CRL's lastUpdate field", &CRL_INVALID).alone(), // 15
    sentence("format error in CRL's nextUpdate field", &CRL_INVALID).alone(), // 16
    sentence("self-signed certificate", &SELF_SIGNED),               // 18
    sentence("self-signed certificate in certificate chain", &SELF_SIGNED_IN_CHAIN).alone(), // 19
    sentence("unable to get local issuer certificate", &LOCAL_ISSUER_MISSING).alone(), // 20
    sentence("unable to verify the first certificate", &FIRST_UNVERIFIED).alone(), // 21
    sentence("certificate chain too long", &TOO_LONG),               // 22
    sentence("certificate revoked", &REVOKED),                       // 23
    sentence("issuer certificate doesn't have a public key", &UNSUPPORTED_KEY).alone(), // 24
    sentence("path length constraint exceeded", &PATH_LENGTH).alone(), // 25
    sentence("unsuitable certificate purpose", &PURPOSE).alone(),    // 26
    sentence("unsupported certificate purpose", &PURPOSE).alone(),   // 26 before 3.0
    sentence("certificate not trusted", &REJECTED),                  // 27
    sentence("certificate rejected", &REJECTED),                     // 28
    sentence("subject issuer mismatch", &LOCAL_ISSUER_MISSING),      // 29
    sentence("authority and subject key identifier mismatch", &BAD_SIGNATURE), // 30
    sentence("authority and issuer serial number mismatch", &BAD_SIGNATURE), // 31
    sentence("key usage does not include certificate signing", &CANNOT_SIGN).alone(), // 32
    sentence("unable to get CRL issuer certificate", &REVOCATION_UNKNOWN).alone(), // 33
    sentence("unhandled critical extension", &CRITICAL_EXTENSION),   // 34
    sentence("key usage does not include CRL signing", &CRL_INVALID).alone(), // 35
    sentence("unhandled critical CRL extension", &CRL_INVALID).alone(), // 36
    sentence("invalid non-CA certificate (has CA markings)", &EXTENSION_INVALID).alone(), // 37
    sentence("key usage does not include digital signature", &KEY_USAGE).alone(), // 39
    sentence("invalid or inconsistent certificate extension", &EXTENSION_INVALID).alone(), // 41
    sentence("invalid or inconsistent certificate policy extension", &POLICY).alone(), // 42
    sentence("no explicit policy", &POLICY),                         // 43
    sentence("different CRL scope", &CRL_INVALID),                   // 44
    sentence("unsupported extension feature", &EXTENSION_INVALID),   // 45
    sentence("permitted subtree violation", &NAME_CONSTRAINTS).alone(), // 47
    sentence("Issuer has name constraints but leaf has no SANs", &COMMON_NAME_ONLY).alone(), // BoringSSL
    sentence("excluded subtree violation", &NAME_CONSTRAINTS).alone(), // 48
    sentence("name constraints minimum and maximum not supported", &NAME_CONSTRAINTS).alone(), // 49
    sentence("application verification failure", &FAILED),           // 50
    sentence("unsupported name constraint type", &NAME_CONSTRAINTS).alone(), // 51
    sentence("unsupported or invalid name constraint syntax", &NAME_CONSTRAINTS).alone(), // 52
    sentence("unsupported or invalid name syntax", &NAME_CONSTRAINTS).alone(), // 53
    sentence("CRL path validation error", &CRL_INVALID).alone(),     // 54
    sentence("hostname mismatch", &HOST),                            // 62
    sentence("IP address mismatch", &IP_ADDRESS),                    // 64
    sentence("proxy subject name violation", &EXTENSION_INVALID).alone(), // 72
    sentence("EE certificate key too weak", &WEAK_KEY).alone(),      // 66
    sentence("CA certificate key too weak", &WEAK_KEY).alone(),      // 67
    sentence("CA signature digest algorithm too weak", &WEAK_SIGNATURE).alone(), // 68
    sentence("OCSP verification needed", &REVOCATION_UNKNOWN),       // 73
    sentence("OCSP verification failed", &REVOCATION_UNKNOWN),       // 74
    sentence("OCSP unknown cert", &REVOCATION_UNKNOWN),              // 75
    sentence("Cannot find certificate signature algorithm", &UNSUPPORTED_SIGNATURE).alone(), // 76
    sentence("subject signature algorithm and issuer public key algorithm mismatch", &BAD_SIGNATURE).alone(), // 77
    sentence("cert info signature and signature algorithm mismatch", &ALGORITHM_MISMATCH).alone(), // 78
    sentence("invalid CA certificate", &NOT_A_CA), // 79, before 3.0 24
    sentence("Path length invalid for non-CA cert", &PATH_LENGTH_WITHOUT_CA).alone(), // 80
    sentence("Path length given without key usage keyCertSign", &PATH_LENGTH_WITHOUT_CA).alone(), // 81
    sentence("Key usage keyCertSign invalid for non-CA cert", &CERT_SIGN_WITHOUT_CA).alone(), // 82
    sentence("Issuer name empty", &EMPTY_NAME),    // 83
    sentence("Subject name empty", &EMPTY_NAME),   // 84
    sentence("Missing Authority Key Identifier", &AUTHORITY_KEY_ID_MISSING), // 85
    sentence("Missing Subject Key Identifier", &SUBJECT_KEY_ID_MISSING), // 86
    sentence("Empty Subject Alternative Name extension", &EMPTY_ALT_NAME), // 87
    sentence("Subject empty and Subject Alt Name extension not critical", &EMPTY_ALT_NAME).alone(), // 88
    sentence("Basic Constraints of CA cert not marked critical", &BASIC_CONSTRAINTS_NOT_CRITICAL).alone(), // 89
    sentence("Authority Key Identifier marked critical", &KEY_ID_CRITICAL).alone(), // 90
    sentence("Subject Key Identifier marked critical", &KEY_ID_CRITICAL).alone(),   // 91
    sentence("CA cert does not include key usage extension", &KEY_USAGE_MISSING).alone(), // 92
    sentence("Using cert extension requires at least X509v3", &VERSION).alone(),    // 93
    sentence("Certificate public key has explicit ECC parameters", &EXPLICIT_CURVE).alone(), // 94
];

/// What stands before a sentence when it is an error: `#` is a number, a space any gap or none.
struct Frame {
    before: &'static str,
    family: Family,
    client: &'static str,
    /// Which of the numbers, counted from 0, is the depth.
    depth: Option<usize>,
}

const fn frame(before: &'static str, family: Family, client: &'static str) -> Frame {
    Frame { before, family, client, depth: None }
}

/// The most telling frames first.
static FRAMES: &[Frame] = &[
    frame("[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: ", Family::Python, "python-ssl"),
    frame("[CERTIFICATE_VERIFY_FAILED] certificate verify failed: ", Family::Python, "python-ssl"),
    frame("state=error: certificate verify failed (", Family::OpenSsl, "ruby"),
    // BoringSSL, as Dart and gRPC print it
    frame("CERTIFICATE_VERIFY_FAILED: ", Family::OpenSsl, "boringssl"),
    frame("certificate verify failed (", Family::OpenSsl, "openssl"),
    frame("certificate verify failed [", Family::OpenSsl, "openssl"),
    frame("certificate verify failed: [", Family::OpenSsl, "openssl"),
    frame("certificate verify failed: ", Family::OpenSsl, "openssl"),
    frame("certificate verification failed: ", Family::OpenSsl, "openssl"),
    frame("certificate validation failed: ", Family::OpenSsl, "openssl"),
    frame("SSL certificate problem: ", Family::Curl, "curl"),
    frame("SSL certificate verification failed: ", Family::Curl, "curl"),
    frame("SSL certificate verify result: ", Family::Curl, "curl"),
    frame("verify error:num=#: ", Family::OpenSsl, "openssl"),
    Frame {
        before: "error # at # depth lookup: ",
        family: Family::OpenSsl,
        client: "openssl",
        depth: Some(1),
    },
    frame("verify return code: # (", Family::OpenSsl, "openssl"),
    frame("Verification error: ", Family::OpenSsl, "openssl"),
    // nginx as a client of its upstream
    frame("SSL certificate verify error: (#: ", Family::OpenSsl, "nginx"),
    // OpenVPN
    frame("VERIFY ERROR: depth=#, error= ", Family::OpenSsl, "openvpn"),
    frame("TLS/SSL error: ", Family::OpenSsl, "mariadb"),
    frame("SSL Error: ", Family::Node, "postman"),
    frame("reason: ", Family::Node, "node"),
    frame("Error: ", Family::Node, "node"),
    frame("Error [ERR_TLS_CERT_ALTNAME_INVALID]: ", Family::Node, "node"),
    frame("message: ", Family::Node, "node"),
    frame("\"message\": ", Family::Node, "node"),
    frame("cause: ", Family::Node, "node"),
    frame("SSL connection error: ", Family::OpenSsl, "mysql"),
    frame("SSL error: ", Family::OpenSsl, "openssl"),
];

/// A sentence counts in a frame, or alone on its line.
pub(super) fn sight(text: &Text, sentence: &'static Sentence, at: Range<usize>) -> Option<Sighting> {
    let line = text.line(at.start);
    // A terminal may have wrapped the frame onto the line before.
    let window = text.line(line.start.saturating_sub(1)).start;
    let before = text.as_str().get(window..at.start).unwrap_or_default();
    let after = text.as_str().get(at.end..line.end.max(at.end)).unwrap_or_default();

    let framed =
        FRAMES.iter().find_map(|frame| Some((frame, end_of_frame(before.as_bytes(), frame.before)?)));
    let (family, client, start, depth) = match framed {
        Some((frame, (length, numbers))) => {
            let depth = frame.depth.and_then(|index| numbers.get(index).copied());
            (frame.family, frame.client, at.start - length, depth)
        }
        // As native-tls and its kin add the reason: `…:certificate verify failed:…: (certificate has expired)`.
        None if before.ends_with('(') && before.contains("certificate verify failed") => {
            (Family::OpenSsl, "openssl", at.start, None)
        }
        None if stands_alone(
            sentence,
            text.as_str().get(line.start..at.start).unwrap_or_default(),
            after,
        ) =>
        {
            (Family::OpenSsl, "openssl", at.start, None)
        }
        None => return None,
    };
    let from_sentence = text.as_str().get(at.start..line.end.max(at.end)).unwrap_or_default();
    Some(Sighting {
        family,
        client,
        meaning: sentence.meaning,
        precision: Precision::Exact,
        at: start..at.end,
        block: 0,
        host: between(from_sentence, "not valid for '", "'")
            .or_else(|| super::host_on_the_line(text.as_str().get(line).unwrap_or_default())),
        depth: depth.or_else(|| depth_before(before)),
    })
}

/// Whether a line says nothing but the sentence, or names it after a colon, as messages are passed on.
fn stands_alone(sentence: &Sentence, before: &str, after: &str) -> bool {
    let before = before.trim_end_matches([' ', '\'', '"', '`', '\u{201c}', '│']);
    let ends = after.trim_start_matches(['\'', '"', '`', '\u{201d}', '.', ')', ']', '}', ',', ' ', '│']);
    let nothing_before = before.trim_start_matches(['>', '*', '-', '#', ' ', '│']).is_empty();
    nothing_before && ends.is_empty() || sentence.alone && before.ends_with([':', '(', '='])
}

/// `s_client` prints the depth on the line before its error.
fn depth_before(before: &str) -> Option<u32> {
    let (_, rest) = before.rsplit_once("depth=")?;
    let digits = rest.find(|character: char| !character.is_ascii_digit()).unwrap_or(rest.len());
    rest.get(..digits)?.parse().ok()
}

/// Whether a text ends with a frame: how long that is, and the numbers in it.
fn end_of_frame(text: &[u8], frame: &str) -> Option<(usize, Vec<u32>)> {
    let mut left = text;
    let mut numbers = Vec::new();
    // The quote that a message opens with stands between frame and sentence.
    while let [rest @ .., b' ' | b'"' | b'\'' | b'`' | b'\n'] = left {
        left = rest;
    }
    for wanted in frame.trim_end_matches([' ', '"']).bytes().rev() {
        match wanted {
            b' ' => {
                while let [rest @ .., b' ' | b'\n'] = left {
                    left = rest;
                }
                while let Some(rest) = left.strip_suffix("│".as_bytes()) {
                    left = rest;
                    while let [rest @ .., b' ' | b'\n'] = left {
                        left = rest;
                    }
                }
            }
            b'#' => {
                let digits = left.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
                let (rest, number) = left.split_at(left.len() - digits);
                numbers.push(std::str::from_utf8(number).ok()?.parse().ok()?);
                left = rest;
            }
            wanted => match left {
                [rest @ .., byte] if byte.eq_ignore_ascii_case(&wanted) => left = rest,
                _ => return None,
            },
        }
    }
    numbers.reverse();
    Some((text.len() - left.len(), numbers))
}

/// OpenSSL's own words that are no verification error, and programs that repeat its sentences.
pub(super) static VOCABULARY: Vocabulary = Vocabulary {
    family: Family::OpenSsl,
    words: &[
        vague("certificate verify failed", "openssl", &FAILED),
        vague("CERTIFICATE_VERIFY_FAILED", "openssl", &FAILED),
        vague("OPENSSL_internal:CERTIFICATE_VERIFY_FAILED", "boringssl", &FAILED),
        vague("OPENSSL_internal:DECODE_ERROR", "boringssl", &MALFORMED),
        vague("Certificate verify failed", "openssl", &FAILED),
        exact("X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY", "openssl", &LOCAL_ISSUER_MISSING),
        exact("X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT", "openssl", &PARTIAL_CHAIN),
        exact("X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE", "openssl", &FIRST_UNVERIFIED),
        exact("X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN", "openssl", &SELF_SIGNED_IN_CHAIN),
        exact("X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT", "openssl", &SELF_SIGNED),
        exact("X509_V_ERR_CERT_HAS_EXPIRED", "openssl", &EXPIRED),
        exact("X509_V_ERR_CERT_NOT_YET_VALID", "openssl", &NOT_YET_VALID),
        exact("X509_V_ERR_CERT_SIGNATURE_FAILURE", "openssl", &BAD_SIGNATURE),
        exact("X509_V_ERR_HOSTNAME_MISMATCH", "openssl", &HOST),
        exact("X509_V_ERR_INVALID_PURPOSE", "openssl", &PURPOSE),
        exact("X509_V_ERR_INVALID_CA", "openssl", &NOT_A_CA),
        exact("X509_V_ERR_CERT_REVOKED", "openssl", &REVOKED),
        exact("TLSV1_ALERT_UNKNOWN_CA", "openssl", &PEER_KNOWS_NO_CA),
        exact("SSLV3_ALERT_CERTIFICATE_EXPIRED", "openssl", &PEER_SAYS_EXPIRED),
        exact("SSLV3_ALERT_CERTIFICATE_REVOKED", "openssl", &PEER_SAYS_REVOKED),
        exact("SSLV3_ALERT_CERTIFICATE_UNKNOWN", "openssl", &PEER_REFUSES),
        exact("SSLV3_ALERT_BAD_CERTIFICATE", "openssl", &PEER_REFUSES),
        vague("SSL_R_CERTIFICATE_VERIFY_FAILED", "openssl", &FAILED),
        vague("0A000086", "openssl", &FAILED),
        vague("1416F086", "openssl", &FAILED),
        vague("14090086", "openssl", &FAILED),
        exact("ca md too weak", "openssl", &WEAK_SIGNATURE),
        exact("ee key too small", "openssl", &WEAK_KEY),
        exact("ca key too small", "openssl", &WEAK_KEY),
        exact("alert unknown ca", "openssl", &PEER_KNOWS_NO_CA),
        exact("alert certificate expired", "openssl", &PEER_SAYS_EXPIRED),
        exact("alert certificate revoked", "openssl", &PEER_SAYS_REVOKED),
        exact("alert certificate unknown", "openssl", &PEER_REFUSES),
        exact("alert bad certificate", "openssl", &PEER_REFUSES),
        exact("alert unsupported certificate", "openssl", &PEER_REFUSES),
        exact("PEM routines:get_name:no start line", "openssl", &INPUT_UNREADABLE),
        exact("PEM routines::no start line", "openssl", &INPUT_UNREADABLE),
        exact("PEM routines:PEM_read_bio:no start line", "openssl", &INPUT_UNREADABLE),
        exact("PEM routines::bad base64 decode", "openssl", &INPUT_UNREADABLE),
        exact("PEM routines::bad end line", "openssl", &INPUT_UNREADABLE),
        exact("Could not read certificate from", "openssl", &INPUT_UNREADABLE),
        exact("Could not find certificate from", "openssl", &INPUT_UNREADABLE),
        exact("unable to load certificate", "openssl", &INPUT_UNREADABLE),
        exact("no certificate or crl found", "openssl", &ANCHORS_UNREADABLE),
        exact("X509_load_cert_crl_file_ex:PEM lib", "openssl", &INPUT_UNREADABLE),
        vague("asn1 encoding routines", "openssl", &MALFORMED),
        vague("rsa routines", "openssl", &BAD_SIGNATURE),
        vague("tls_process_server_certificate:ASN1 lib", "openssl", &MALFORMED),
        exact("cert length mismatch", "openssl", &MALFORMED),
        exact("CERT_LENGTH_MISMATCH", "openssl", &MALFORMED),
        exact("OPENSSL_internal:CANNOT_PARSE_LEAF_CERT", "boringssl", &MALFORMED),
        exact("digital envelope routines::decode error", "openssl", &UNSUPPORTED_KEY),
        exact("03000072:digital envelope routines", "openssl", &UNSUPPORTED_KEY),
        exact("SSL routines::bad signature", "openssl", &HANDSHAKE_SIGNATURE),
        exact("tls_process_cert_verify:bad signature", "openssl", &HANDSHAKE_SIGNATURE),
        exact("key values mismatch", "openssl", &KEY_OF_ANOTHER),
        exact("KEY_VALUES_MISMATCH", "openssl", &KEY_OF_ANOTHER),
        exact("x509 certificate routines::key type mismatch", "openssl", &KEY_OF_ANOTHER),
        exact("X509_check_private_key:key type mismatch", "openssl", &KEY_OF_ANOTHER),
        exact("asn1 encoding routines:c2i_ibuf:illegal padding", "openssl", &MALFORMED),
        exact("asn1 encoding routines::illegal padding", "openssl", &MALFORMED),
        exact("ERR_OSSL_ASN1_ILLEGAL_PADDING", "node", &MALFORMED),
    ],
    speakers: &[
        speaker("OpenSSL::SSL::SSLError", "ruby", &["openssl"]),
        speaker("SSL_connect returned=1", "ruby", &["openssl"]),
        speaker("HandshakeException", "dart", &["boringssl"]),
        speaker("Gem::RemoteFetcher::FetchError", "ruby", &["openssl"]),
        speaker("Faraday::SSLError", "ruby", &["openssl"]),
        speaker("SSL operation failed with code 1", "php", &["openssl"]),
        speaker("stream_socket_client()", "php", &["openssl"]),
        speaker("stream_socket_enable_crypto()", "php", &["openssl"]),
        speaker("file_get_contents()", "php", &["openssl"]),
        speaker("PHP Warning", "php", &["openssl", "curl"]),
        speaker("IO::Socket::SSL", "perl", &["openssl"]),
        speaker("LWP::", "perl", &["openssl"]),
        speaker("SSL connect attempt failed", "perl", &["openssl"]),
        speaker("psql: error", "postgresql", &["openssl"]),
        speaker("libpq", "postgresql", &["openssl"]),
        speaker("ERROR 2026 (HY000)", "mysql", &["openssl"]),
        speaker("Could not connect to Redis", "redis", &["openssl"]),
        speaker("SSL_do_handshake() failed", "nginx", &["openssl"]),
        speaker("ldap_start_tls", "ldap", &["openssl"]),
        speaker("ldap_sasl_bind", "ldap", &["openssl"]),
        speaker("TLS: can't connect", "ldap", &["openssl"]),
        speaker("ODBC Driver", "sqlserver", &["openssl"]),
        speaker("ssl.ca.location", "kafka", &["openssl"]),
        speaker("rdkafka", "kafka", &["openssl"]),
        speaker("upstream connect error", "envoy", &["boringssl", "openssl"]),
        speaker("TLS_error:", "envoy", &["boringssl", "openssl"]),
        speaker("Layer6 invalid response", "haproxy", &["openssl"]),
        speaker("imap-login", "dovecot", &["openssl"]),
        speaker("postfix/smtp", "postfix", &["openssl"]),
        speaker("openvpn", "openvpn", &["openssl"]),
        speaker("CTRL-EVENT-EAP", "wpa_supplicant", &["openssl"]),
        speaker("nginx: [emerg]", "nginx", &["openssl"]),
        speaker("mosquitto", "mosquitto", &["openssl"]),
        speaker("AH02039", "apache", &["openssl"]),
        speaker("ssl:error", "apache", &["openssl"]),
    ],
};
