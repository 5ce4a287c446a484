//! RFC 7633: what a certificate demands of the handshake.

use super::Context;
use crate::certificate::Certificate;
use crate::fault::{Finding, declare_fault};
use crate::path::CertificationPath;

declare_fault! {
    /// The certificate wants its revocation status sent along (RFC 7633).
    StatusMustBeStapled = "status-must-be-stapled" at Certificate, "RFC 7633 §4",
    default Note, rfc5280 Note, cabf Note
    {}
    en {
        title: "The certificate wants its status stapled",
        message: "{certificate} says that the server must send an OCSP response along (must-staple). A pasted chain does not show whether it does.",
    }
    zh {
        title: "证书要求附带吊销状态",
        message: "{certificate} 要求服务器随证书发送 OCSP 响应（must-staple）。粘贴的证书链看不出服务器是否发送。",
    }
    reference en {
        meaning: "The certificate bears the TLS feature extension with status_request (must-staple).",
        reason: "Whoever honours it must refuse a handshake without an OCSP response, so that a stolen certificate cannot be used after it is revoked.",
        cause: "It was asked for in the certificate request; some CAs have stopped issuing it along with OCSP.",
        mending: "Turn on OCSP stapling at the server, or issue the certificate anew without the feature.",
        verifiers: "Firefox and GnuTLS refuse where no response is stapled; OpenSSL, Go, Java, rustls and Chrome do not look.",
    }
    reference zh {
        meaning: "证书带有 TLS feature 扩展，要求 status_request（must-staple）。",
        reason: "遵守它的客户端必须拒绝不带 OCSP 响应的握手，这样证书被盗并吊销后就无法继续使用。",
        cause: "申请证书时提出了这个要求；随着 OCSP 退场，一些 CA 已不再签发这样的证书。",
        mending: "在服务器上启用 OCSP stapling，或重新签发不带该扩展的证书。",
        verifiers: "没有附带响应时 Firefox 和 GnuTLS 拒绝；OpenSSL、Go、Java、rustls 和 Chrome 不检查。",
    }
}

/// What the end entity asks of its server.
pub(super) fn check(context: &Context<'_>, path: &CertificationPath, findings: &mut Vec<Finding>) {
    let stapled = path
        .links
        .first()
        .zip(context.revocation)
        .is_some_and(|(link, revocation)| revocation.asked(context, path, link).counted.is_some());
    if must_be_stapled(context.bag.get(path.end_entity())) && !stapled {
        findings.push(Finding::on(path.end_entity(), StatusMustBeStapled {}));
    }
}

/// The certificate has the TLS feature extension; status_request is the one feature in use.
pub(crate) fn must_be_stapled(certificate: &Certificate) -> bool {
    certificate.extensions.all.iter().any(|seen| seen.oid == "1.3.6.1.5.5.7.1.24")
}
