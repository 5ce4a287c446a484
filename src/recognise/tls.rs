//! TLS and network errors that are no fault of a certificate, so that nobody looks for one in the chain.

use core::cell::LazyCell;
use std::sync::LazyLock;

use super::phrases::Phrases;
use super::text::Text;

/// A message that is about the connection, and what it is about.
#[derive(Clone, Debug)]
pub struct NotTheCertificate {
    /// The line it stands on.
    pub quoted: String,
    /// The line of the paste, from 1.
    pub line: u32,
    /// What it is about, in English.
    pub en: &'static str,
    /// What it is about, in Simplified Chinese.
    pub zh: &'static str,
}

struct Cause {
    /// Whether it only points to another error, and has nothing to say once that one is there.
    points_elsewhere: bool,
    phrases: &'static [&'static str],
    en: &'static str,
    zh: &'static str,
}

static CAUSES: &[Cause] = &[
    Cause {
        points_elsewhere: false,
        phrases: &[
            "WRONG_VERSION_NUMBER",
            "wrong version number",
            "first record does not look like a TLS handshake",
            "SSL_ERROR_RX_RECORD_TOO_LONG",
            "record too long",
            "Unrecognized SSL message, plaintext connection",
            "http: server gave HTTP response to HTTPS client",
            "InvalidContentType",
            "received corrupt message",
            "EPROTO",
            "packet length too long",
            "Unsupported or unrecognized SSL message",
            "ERR_SSL_PROTOCOL_ERROR",
        ],
        en: "The other side did not answer with TLS: an http port, or a proxy that is spoken to by https although it wants http. No certificate was seen.",
        zh: "对方的应答不是 TLS：连到了 http 端口，或者用 https 去连接只支持 http 的代理。根本没有收到证书。",
    },
    Cause {
        points_elsewhere: false,
        phrases: &[
            "UNSUPPORTED_PROTOCOL",
            "unsupported protocol",
            "tlsv1 alert protocol version",
            "TLSV1_ALERT_PROTOCOL_VERSION",
            "ERR_SSL_VERSION_OR_CIPHER_MISMATCH",
            "SSL_ERROR_UNSUPPORTED_VERSION",
            "SSL_ERROR_PROTOCOL_VERSION_ALERT",
            "peer is incompatible",
            "tls: protocol version not supported",
            "no protocols available",
            "Received fatal alert: protocol_version",
            "tls: server selected unsupported protocol version",
            "UNSAFE_LEGACY_RENEGOTIATION_DISABLED",
            "unsafe legacy renegotiation disabled",
        ],
        en: "Client and server share no TLS version, or the server is too old for this client's settings. The certificate was not judged.",
        zh: "客户端和服务器没有共同支持的 TLS 版本，或者服务器太旧，不符合客户端的设置。证书还没有被检查。",
    },
    Cause {
        points_elsewhere: false,
        phrases: &[
            "sslv3 alert handshake failure",
            "SSLV3_ALERT_HANDSHAKE_FAILURE",
            "alert handshake failure",
            "A TLS fatal alert has been received",
            "alert [40]: Handshake failed",
            "gnutls_handshake() failed: Handshake failed",
            "HandshakeFailure",
            "tls: handshake failure",
            "Received fatal alert: handshake_failure",
            "NO_CIPHERS_AVAILABLE",
            "no shared cipher",
            "NO_SHARED_CIPHER",
            "SSL_ERROR_NO_CYPHER_OVERLAP",
            "DH_KEY_TOO_SMALL",
            "dh key too small",
            "no cipher match",
            "SEC_E_ALGORITHM_MISMATCH",
        ],
        en: "The handshake failed before or beside the certificate: no cipher or key exchange in common, a missing server name, or a client certificate that the server wants.",
        zh: "握手失败的原因不在服务器证书：没有共同的加密套件或密钥交换方式、缺少服务器名称（SNI），或服务器要求客户端证书。",
    },
    Cause {
        points_elsewhere: false,
        phrases: &[
            "alert certificate required",
            "CERTIFICATE_REQUIRED",
            "tls: certificate required",
            "No required SSL certificate was sent",
            "PEER_DID_NOT_RETURN_A_CERTIFICATE",
            "peer did not return a certificate",
            "tls: client didn't provide a certificate",
            "ERR_SSL_CLIENT_AUTH_CERT_NEEDED",
            "bad_certificate_required",
            "CertificateRequired",
        ],
        en: "The server wants a client certificate and got none. The server's own chain is not what failed.",
        zh: "服务器要求客户端证书，但没有收到。失败的不是服务器自己的证书链。",
    },
    Cause {
        points_elsewhere: false,
        phrases: &[
            "alert unrecognized name",
            "TLSV1_UNRECOGNIZED_NAME",
            "unrecognized_name",
            "tlsv1 unrecognized name",
            "SSL_ERROR_UNRECOGNIZED_NAME_ALERT",
            "tls: unrecognized name",
            "UnrecognisedName",
        ],
        en: "The server knows no site of the name that was asked for, and sent no certificate.",
        zh: "服务器上没有所请求名称的站点，没有发送证书。",
    },
    Cause {
        points_elsewhere: false,
        phrases: &[
            "UNEXPECTED_EOF_WHILE_READING",
            "unexpected eof while reading",
            "EOF occurred in violation of protocol",
            "SSLEOFError",
            "SSL_ERROR_SYSCALL",
            "SSL_ERROR_ZERO_RETURN",
            "Client network socket disconnected before secure TLS connection was established",
            "PR_END_OF_FILE_ERROR",
            "Connection reset by peer",
            "ECONNRESET",
            "ERR_CONNECTION_RESET",
            "ERR_CONNECTION_CLOSED",
            "gnutls_handshake() failed: The TLS connection was non-properly terminated",
            "The TLS connection was non-properly terminated",
            "Remote host terminated the handshake",
            "Remote host closed connection during handshake",
            "peer closed connection without sending TLS close_notify",
            "tls handshake eof",
            "No certificate presented by",
            "ConnectionResetError",
            "Received an unexpected EOF or 0 bytes from the transport stream",
            "socket hang up",
            "no peer certificate available",
            "write:errno=104",
            "write:errno=54",
            "SSL_connect: Connection reset",
        ],
        en: "The other side closed the connection during the handshake: a firewall or proxy, an overloaded server, or one that wants another name or version. No certificate was refused.",
        zh: "握手期间对方关闭了连接：防火墙或代理所为、服务器过载，或服务器要求别的名称或版本。并没有证书被拒绝。",
    },
    Cause {
        points_elsewhere: false,
        phrases: &[
            "Connection refused",
            "ECONNREFUSED",
            "ERR_CONNECTION_REFUSED",
            "No route to host",
            "EHOSTUNREACH",
            "Network is unreachable",
            "ENETUNREACH",
            "Failed to connect to",
            "actively refused it",
            "was refused - did you specify the right host or port",
            "ERR_ADDRESS_UNREACHABLE",
            "connect:errno=111",
            "connect:errno=61",
            "connect:errno=113",
        ],
        en: "Nothing listens at that address and port, or the way there is closed.",
        zh: "该地址和端口上没有服务在监听，或者网络不通。",
    },
    Cause {
        points_elsewhere: false,
        phrases: &[
            "ENOTFOUND",
            "EAI_AGAIN",
            "getaddrinfo failed",
            "Name or service not known",
            "Temporary failure in name resolution",
            "nodename nor servname provided",
            "Could not resolve host",
            "ERR_NAME_NOT_RESOLVED",
            "UnknownHostException",
            "no such host",
            "dns error: failed to lookup address information",
            "Name does not resolve",
            "unable to resolve host address",
            "No such host is known",
            "NameResolutionError",
            "BIO_lookup_ex:system lib",
            "DNS_PROBE_FINISHED_NXDOMAIN",
            "ERR_NAME_RESOLUTION_FAILED",
            "could not translate host name",
            "Failed to resolve",
        ],
        en: "The host name could not be resolved to an address.",
        zh: "主机名无法解析为地址。",
    },
    Cause {
        points_elsewhere: false,
        phrases: &[
            "ETIMEDOUT",
            "ERR_TIMED_OUT",
            "ERR_CONNECTION_TIMED_OUT",
            "Connection timed out",
            "TLS handshake timeout",
            "handshake operation timed out",
            "ReadTimeout",
            "ConnectTimeout",
            "Read timed out",
            "i/o timeout",
            "Operation timed out",
            "operation timed out",
            "context deadline exceeded",
            "SocketTimeoutException",
            "connect timed out",
        ],
        en: "The other side did not answer in time.",
        zh: "对方没有及时应答。",
    },
    Cause {
        points_elsewhere: false,
        phrases: &[
            "Tunnel connection failed",
            "407 Proxy Authentication Required",
            "Received HTTP code 407 from proxy",
            "ERR_TUNNEL_CONNECTION_FAILED",
            "ERR_PROXY_CONNECTION_FAILED",
            "Cannot connect to proxy",
            "Unable to connect to proxy",
            "CONNECT tunnel failed",
            "Proxy CONNECT aborted",
        ],
        en: "The proxy refused to open the connection. Its answer came before any TLS.",
        zh: "代理拒绝建立连接；这发生在 TLS 开始之前。",
    },
    Cause {
        points_elsewhere: true,
        phrases: &[
            "openai.APIConnectionError: Connection error",
            "APIConnectionError: Connection error",
            "anthropic.APIConnectionError",
            "The SSL connection could not be established, see inner exception",
        ],
        en: "This sentence says nothing by itself. The cause stands above it in the traceback, after `The above exception was the direct cause`, or in the inner exception: paste that too.",
        zh: "这句话本身没有信息。原因在它上方的回溯中（`The above exception was the direct cause` 之前）或内部异常里：请把那部分也粘贴进来。",
    },
];

/// The words of them all, and what each is about.
static WORDS: LazyLock<(Vec<&'static Cause>, Phrases)> = LazyLock::new(|| {
    let phrases = CAUSES.iter().flat_map(|cause| cause.phrases.iter().copied());
    let of_each = CAUSES.iter().flat_map(|cause| cause.phrases.iter().map(move |_| cause));
    (of_each.collect(), Phrases::new(phrases))
});

/// So many places are looked at: a text with more of them repeats itself.
const MOST_FOUND: usize = 16_384;

/// The connection errors in a text, each cause once.
pub fn not_the_certificate(pasted: &str) -> Vec<NotTheCertificate> {
    let text = Text::clean(pasted);
    let (causes, phrases) = &*WORDS;
    // Asked only where it matters: it is another walk through the text.
    let explained =
        LazyCell::new(|| super::recognise(pasted).iter().map(|one| one.line).collect::<Vec<u32>>());
    let mut seen: Vec<&'static str> = Vec::new();
    let mut found = Vec::new();
    for hit in phrases.find(text.as_str()).take(MOST_FOUND) {
        let Some(cause) = causes.get(hit.phrase) else { continue };
        if seen.contains(&cause.en) {
            continue;
        }
        // A line that tells of a certificate tells by that why there is no connection.
        let line = text.line_number(hit.at.start);
        let silent = explained.contains(&line) || cause.points_elsewhere && !explained.is_empty();
        if !silent {
            seen.push(cause.en);
            found.push(NotTheCertificate { line, quoted: text.quote(hit.at), en: cause.en, zh: cause.zh });
        }
    }
    found
}
