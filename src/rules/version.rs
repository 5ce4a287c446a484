//! RFC 5280 §4.1.2.1 and §4.1.2.2: version and serial number.

use super::Context;
use crate::certificate::{Certificate, Origin};
use crate::encoding::{Kind, Part};
use crate::fault::{Finding, Phrase, Severity, declare_fault};
use crate::path::CertificationPath;

declare_fault! {
    /// X.509 version 1 or 2 where version 3 is needed.
    VersionNotV3 = "version-not-v3" at Certificate, "RFC 5280 §4.1.2.1",
    default Error, rfc5280 Error, cabf Error
    {
        /// The version it has.
        version: u32,
    }
    en {
        title: "The certificate is of an old version",
        message: "{certificate} is an X.509 version {version} certificate. Only version 3 can say whether it is a CA and which names it is for.",
    }
    zh {
        title: "证书版本过旧",
        message: "{certificate} 是 X.509 第 {version} 版证书。只有第 3 版才能说明它是不是 CA、适用于哪些名称。",
    }
    reference en {
        meaning: "The certificate is of X.509 version 1 or 2.",
        reason: "These have no extensions: nothing says whether it is a CA or for which names it is.",
        cause: "Made with an old tool, or without a file of extensions (`openssl x509 -req` without -extfile).",
        mending: "Issue it as version 3 with basicConstraints, keyUsage and subjectAltName.",
        verifiers: "As an intermediate all refuse it; as an anchor all but Python 3.13 accept it; as an end entity webpki refuses it.",
    }
    reference zh {
        meaning: "证书是 X.509 第 1 版或第 2 版。",
        reason: "它们没有扩展：无法说明是不是 CA、适用于哪些名称。",
        cause: "用旧工具制作，或没有提供扩展文件(`openssl x509 -req` 没有加 -extfile)。",
        mending: "按第 3 版签发，写上 basicConstraints、keyUsage 和 subjectAltName。",
        verifiers: "作为中间证书所有客户端都拒绝；作为信任锚只有 Python 3.13 拒绝；作为终端实体 webpki 拒绝。",
    }
}

declare_fault! {
    /// A serial number that is zero, negative or longer than 20 octets.
    SerialNumberInvalid = "serial-number-invalid" at Certificate, "RFC 5280 §4.1.2.2",
    default Warning, rfc5280 Error, cabf Error
    {
        /// The serial number in hexadecimal.
        serial: String,
        /// `zero`, `negative` or `too-long`.
        reason: Phrase,
    }
    en {
        title: "The serial number is not allowed",
        message: "The serial number of {certificate} ({serial}) is {reason}. It must be positive and at most 20 octets long.",
    }
    zh {
        title: "序列号不合规定",
        message: "{certificate} 的序列号（{serial}）{reason}，不合规定。序列号必须是正数，最长 20 个字节。",
    }
    reference en {
        meaning: "The serial number is zero, negative or longer than 20 octets.",
        reason: "Revocation names certificates by it; RFC 5280 bounds it.",
        cause: "A certificate made by hand or by an old program.",
        mending: "Issue with a random positive serial number.",
        verifiers: "Go and pyca refuse negative ones; the others accept all.",
    }
    reference zh {
        meaning: "序列号为零、负数或超过 20 个字节。",
        reason: "吊销时靠序列号指明证书；RFC 5280 对它有限制。",
        cause: "手工制作，或由旧程序生成。",
        mending: "用随机的正数序列号签发。",
        verifiers: "Go 和 pyca 拒绝负数；其他客户端都接受。",
    }
}

const ZERO: Phrase = Phrase { token: "zero", en: "zero", zh: "为零" };
const NEGATIVE: Phrase = Phrase { token: "negative", en: "negative", zh: "是负数" };
const TOO_LONG: Phrase = Phrase { token: "too-long", en: "longer than 20 octets", zh: "超过 20 个字节" };

/// webpki takes an anchor before version 3 only if it is version 1, says nothing of it, and has no extensions.
fn can_webpki_trust(anchor: &Certificate) -> bool {
    anchor.origin == Origin::Mozilla
        || (anchor.version == 1
            && anchor.extensions.all.is_empty()
            && !anchor
                .encoding
                .has(|deviation| deviation.field.part == Part::Version || deviation.kind == Kind::UniqueId))
}

/// Version and serial number of every certificate on the path.
pub(super) fn check(context: &Context<'_>, path: &CertificationPath, findings: &mut Vec<Finding>) {
    for id in &path.certificates {
        let certificate = context.bag.get(*id);
        if certificate.version != 3 {
            let finding = Finding::on(*id, VersionNotV3 { version: certificate.version });
            // As an anchor it is a name and a key: OpenSSL, Go and webpki take it.
            findings.push(if certificate.origin.is_anchor() && can_webpki_trust(certificate) {
                finding.limited([Severity::Warning, Severity::Error, Severity::Error])
            } else {
                finding
            });
        }
        let serial = &certificate.serial;
        let reason = match serial.as_slice() {
            [] | [0] => Some(ZERO),
            [first, ..] if first & 0x80 != 0 => Some(NEGATIVE),
            // A leading zero octet keeps the number positive and counts as one of the twenty (RFC 5280 §4.1.2.2).
            _ if serial.len() > 20 => Some(TOO_LONG),
            _ => None,
        };
        if let Some(reason) = reason {
            findings
                .push(Finding::on(*id, SerialNumberInvalid { serial: certificate.serial_in_hex(), reason }));
        }
    }
}
