//! How large a certificate may be: no standard says, and verifiers have limits.

use super::Context;
use crate::fault::{Finding, declare_fault};
use crate::path::CertificationPath;

/// The longest content of the outer SEQUENCE that webpki reads (`TWO_BYTE_DER_SIZE` of its `der.rs`, exclusive), with the four
/// octets of tag and length before it.
const MOST_OCTETS: usize = 0xFFFE + 4;

declare_fault! {
    /// A certificate of 64 KB or more.
    CertificateTooLarge = "certificate-too-large" at Certificate, "",
    default Error, rfc5280 Note, cabf Note
    {
        /// Its size in DER, in octets.
        octets: usize,
        /// The size up to which every client measured here reads it.
        at_most: usize,
    }
    en {
        title: "The certificate is too large",
        message: "{certificate} has {octets} octets, more than {at_most}.",
    }
    zh {
        title: "证书过大",
        message: "{certificate} 有 {octets} 字节，超过 {at_most} 字节。",
    }
    reference en {
        meaning: "A certificate of the path has 64 KB or more in DER.",
        reason: "Who reads what strangers send sets limits. A certificate of usual size has one to two KB.",
        cause: "Thousands of names in one certificate, or a picture or document in an extension.",
        mending: "Spread the names over several certificates, or use a wildcard; leave out what a TLS server does not need.",
        verifiers: "rustls refuses it (BadEncoding). OpenSSL reads it, and ends a handshake in which the certificates have more than 100 KB together, unless told otherwise (SSL\\_CTX\\_set\\_max\\_cert\\_list).",
    }
    reference zh {
        meaning: "路径上某张证书的 DER 达到或超过 64 KB。",
        reason: "读取陌生人发来的内容必须设限。一般的证书只有一两 KB。",
        cause: "一张证书里写了成千上万个名称，或者在扩展中放了图片或文件。",
        mending: "把名称分到多张证书，或使用通配符；去掉 TLS 服务器不需要的内容。",
        verifiers: "rustls 拒绝（BadEncoding）。OpenSSL 能读取，但默认在证书总量超过 100 KB 时中止握手（SSL\\_CTX\\_set\\_max\\_cert\\_list 可调整）。",
    }
}

/// Every certificate of the path whose DER is here; the built-in roots are small.
pub(super) fn check(context: &Context<'_>, path: &CertificationPath, findings: &mut Vec<Finding>) {
    for id in &path.certificates {
        let octets = context.bag.get(*id).der.as_ref().map_or(0, |der| der.len());
        if octets > MOST_OCTETS {
            findings.push(Finding::on(*id, CertificateTooLarge { octets, at_most: MOST_OCTETS }));
        }
    }
}
