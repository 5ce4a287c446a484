//! What Chinese editions of browsers and systems say, and codes of systems that stand without a sentence.

use super::meaning::*;
use super::{Family, Vocabulary, broad, exact, vague};

pub(super) static WINDOWS: Vocabulary = Vocabulary {
    family: Family::Microsoft,
    words: &[
        exact("在一个不受信任提供程序信任的根证书中终止", "schannel", &WINDOWS_UNTRUSTED_ROOT),
        exact("不受信任提供程序信任的根证书", "schannel", &WINDOWS_UNTRUSTED_ROOT),
        exact("证书链是由不受信任的颁发机构颁发的", "schannel", &WINDOWS_UNTRUSTED_ROOT),
        exact("此 CA 根目录证书不受信任", "schannel", &WINDOWS_UNTRUSTED_ROOT),
        exact("is signed by an unknown certificate authority", "schannel", &WINDOWS_UNTRUSTED_ROOT),
        exact("contains a common name (CN) that does not match the hostname", "schannel", &HOST),
        broad(
            "could not be authenticated due to problems with its security certificate",
            "schannel",
            &UNTRUSTED,
        ),
        exact("defined fatal alert code is 42", "schannel", &PEER_REFUSES),
        exact("defined fatal alert code is 45", "schannel", &PEER_SAYS_EXPIRED),
        exact("defined fatal alert code is 46", "schannel", &PEER_REFUSES),
        exact("defined fatal alert code is 48", "schannel", &PEER_KNOWS_NO_CA),
        exact("目标主体名称不正确", "schannel", &HOST),
        exact("接收到的证书已过期", "schannel", &EXPIRED),
        exact("吊销功能无法检查证书是否吊销", "schannel", &REVOCATION_UNKNOWN),
        broad("未能为 SSL/TLS 安全通道建立信任关系", "dotnet", &UNTRUSTED),
        vague("根据验证过程，远程证书无效", "dotnet", &UNTRUSTED),
        vague("远程证书无效", "dotnet", &UNTRUSTED),
        vague("The remote certificate was rejected by the provided", "dotnet", &UNTRUSTED),
        exact("WINHTTP_CALLBACK_STATUS_FLAG_CERT_CN_INVALID", "winhttp", &HOST),
        exact("WINHTTP_CALLBACK_STATUS_FLAG_CERT_DATE_INVALID", "winhttp", &DATES),
        exact("WINHTTP_CALLBACK_STATUS_FLAG_INVALID_CA", "winhttp", &WINDOWS_UNTRUSTED_ROOT),
        exact("WINHTTP_CALLBACK_STATUS_FLAG_CERT_REV_FAILED", "winhttp", &REVOCATION_UNKNOWN),
        vague("ERROR_WINHTTP_SECURE_FAILURE", "winhttp", &UNTRUSTED),
        exact("ERROR_INTERNET_INVALID_CA", "wininet", &WINDOWS_UNTRUSTED_ROOT),
        exact("ERROR_INTERNET_SEC_CERT_CN_INVALID", "wininet", &HOST),
        exact("ERROR_INTERNET_SEC_CERT_DATE_INVALID", "wininet", &DATES),
        exact("DLG_FLAGS_INVALID_CA", "edge", &WINDOWS_UNTRUSTED_ROOT),
        exact("DLG_FLAGS_SEC_CERT_CN_INVALID", "edge", &HOST),
        exact("DLG_FLAGS_SEC_CERT_DATE_INVALID", "edge", &DATES),
        vague("INET_E_INVALID_CERTIFICATE", "edge", &UNTRUSTED),
        exact("not from a trusted certifying authority", "schannel", &WINDOWS_UNTRUSTED_ROOT),
    ],
    speakers: &[],
};

pub(super) static FIREFOX: Vocabulary = Vocabulary {
    family: Family::Nss,
    words: &[
        exact("该证书不受信任，因为颁发者证书未知", "firefox", &UNKNOWN_TO_FIREFOX),
        exact("该证书因为其颁发者证书未知而不被信任", "firefox", &UNKNOWN_TO_FIREFOX),
        exact("该证书不受信任，因为它是自签名的", "firefox", &SELF_SIGNED),
        exact("该证书因为其自签名而不被信任", "firefox", &SELF_SIGNED),
        broad("使用了无效的安全证书", "firefox", &UNTRUSTED),
        exact("NSS error -8179", "nss", &UNKNOWN_TO_FIREFOX),
        exact("NSS error -8181", "nss", &EXPIRED),
        exact("NSS error -8172", "nss", &DISTRUSTED),
        exact("NSS error -12276", "nss", &HOST),
    ],
    speakers: &[],
};

/// Chromium's log prints the number alone; Android's WebView hands it on.
pub(super) static CHROME: Vocabulary = Vocabulary {
    family: Family::Chrome,
    words: &[
        exact("net_error -202", "chrome", &UNKNOWN_AUTHORITY),
        exact("net_error -200", "chrome", &HOST),
        exact("net_error -201", "chrome", &DATES),
        exact("net_error -206", "chrome", &REVOKED),
        exact("net_error -207", "chrome", &INVALID),
        exact("net_error -208", "chrome", &WEAK_SIGNATURE),
        exact("net_error -213", "chrome", &VALIDITY_TOO_LONG),
        exact("net_error -214", "chrome", &TRANSPARENCY),
        exact("onReceivedSslError: primary error: 3", "android", &UNKNOWN_AUTHORITY),
        exact("onReceivedSslError: primary error: 2", "android", &HOST),
        exact("onReceivedSslError: primary error: 1", "android", &EXPIRED),
        vague("您的连接不是私密连接", "chrome", &UNTRUSTED),
        vague("你的连接不是专用连接", "edge", &UNTRUSTED),
        vague("您的连接不是专用连接", "edge", &UNTRUSTED),
    ],
    speakers: &[],
};

pub(super) static APPLE: Vocabulary = Vocabulary {
    family: Family::Apple,
    words: &[
        vague("此连接非私人连接", "safari", &UNTRUSTED),
        vague("This Connection Is Not Private", "safari", &UNTRUSTED),
        broad("此服务器的证书无效", "apple", &UNTRUSTED),
        vague(
            "An SSL error has occurred and a secure connection to the server cannot be made",
            "apple",
            &FAILED,
        ),
        vague("发生了 SSL 错误，无法建立与该服务器的安全连接", "apple", &FAILED),
        vague("Safari can't establish a secure connection to the server", "safari", &FAILED),
        exact("NSURLErrorDomain: -1202", "apple", &UNTRUSTED),
        exact("NSURLErrorDomain, -1202", "apple", &UNTRUSTED),
        exact("NSURLErrorDomain: -1203", "apple", &UNKNOWN_AUTHORITY),
        exact("NSURLErrorDomain: -1201", "apple", &DATES),
        exact("_kCFStreamErrorCodeKey=-9807", "apple", &UNKNOWN_AUTHORITY),
        exact("_kCFStreamErrorCodeKey=-9812", "apple", &SELF_SIGNED_IN_CHAIN),
        exact("_kCFStreamErrorCodeKey=-9813", "apple", &UNKNOWN_AUTHORITY),
        exact("_kCFStreamErrorCodeKey=-9814", "apple", &EXPIRED),
        exact("_kCFStreamErrorCodeKey=-9815", "apple", &NOT_YET_VALID),
        exact("_kCFStreamErrorCodeKey=-9843", "apple", &HOST),
        exact("kCFStreamErrorDomainSSL, -9807", "apple", &UNKNOWN_AUTHORITY),
        exact("kCFStreamErrorDomainSSL, -9812", "apple", &SELF_SIGNED_IN_CHAIN),
        exact("kCFStreamErrorDomainSSL, -9813", "apple", &UNKNOWN_AUTHORITY),
        exact("kCFStreamErrorDomainSSL, -9814", "apple", &EXPIRED),
        exact("kCFStreamErrorDomainSSL, -9843", "apple", &HOST),
        exact("OSStatus -26276", "apple", &UNTRUSTED),
    ],
    speakers: &[],
};
