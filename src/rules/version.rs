//! RFC 5280 §4.1.2.1 and §4.1.2.2: version and serial number.

use super::Context;
use crate::certificate::hex;
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
        message: "The serial number of {certificate} ({serial}) is {reason}. It must be positive and at most 20 octets long; Go refuses negative ones.",
    }
    zh {
        title: "序列号不合规定",
        message: "{certificate} 的序列号({serial}){reason},不合规定。序列号必须是正数,最长 20 个字节;Go 会拒绝负数。",
    }
}

const ZERO: Phrase = Phrase { token: "zero", en: "zero", zh: "为零" };
const NEGATIVE: Phrase = Phrase { token: "negative", en: "negative", zh: "是负数" };
const TOO_LONG: Phrase = Phrase { token: "too-long", en: "longer than 20 octets", zh: "超过 20 个字节" };

/// Version and serial number of every certificate on the path.
pub(super) fn check(context: &Context<'_>, path: &CertificationPath, findings: &mut Vec<Finding>) {
    for id in &path.certificates {
        let certificate = context.bag.get(*id);
        if certificate.version != 3 {
            let finding = Finding::on(*id, VersionNotV3 { version: certificate.version });
            // As an anchor it is a name and a key: OpenSSL, Go and webpki take it.
            findings.push(if certificate.origin.is_anchor() {
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
            findings.push(Finding::on(*id, SerialNumberInvalid { serial: hex(serial), reason }));
        }
    }
}
