//! RFC 5280 §4.2.1.9: only a CA issues certificates, and only so many CAs below it.

use super::Context;
use crate::certificate::extensions::KeyUsage;
use crate::fault::{Finding, Severity, declare_fault};
use crate::path::CertificationPath;

declare_fault! {
    /// The issuer's basicConstraints do not make it a CA.
    IssuerNotCa = "issuer-not-ca" at Link, "RFC 5280 §6.1.4 (k)",
    default Error, rfc5280 Error, cabf Error
    {
        /// `absent` or `CA:FALSE`.
        basic_constraints: &'static str,
    }
    en {
        title: "The issuer is not a CA",
        message: "{issuer} signed {subject}, but its own certificate does not make it a CA (basicConstraints: {basic_constraints}).",
    }
    zh {
        title: "签发者不是 CA",
        message: "{issuer} 签发了 {subject}，但它自己的证书没有赋予它 CA 身份（basicConstraints：{basic_constraints}）。",
    }
    reference en {
        meaning: "A certificate was signed by one whose own certificate does not make it a CA.",
        reason: "Without this check the owner of any server's certificate could issue certificates for everybody's names.",
        cause: "A server's certificate was used to sign another, a CA was made with a template for servers, or basicConstraints were forgotten.",
        mending: "The CA's certificate must be reissued with `basicConstraints = critical, CA:TRUE`; then the certificates below it stay valid if its name and key stay.",
        verifiers: "All refuse an intermediate that is no CA. An anchor without basicConstraints is taken by rustls, and by OpenSSL if its keyUsage has keyCertSign; Go, Java, Firefox and Python 3.13 refuse it.",
    }
    reference zh {
        meaning: "某张证书由一张没有 CA 身份的证书签发。",
        reason: "如果不检查这一点，任何服务器证书的持有者都能为别人的名称签发证书。",
        cause: "用服务器证书签发了另一张证书；用服务器模板创建了 CA；或者忘了写 basicConstraints。",
        mending: "重新签发该 CA 的证书，写上 `basicConstraints = critical, CA:TRUE`；只要名称和密钥不变，它下面的证书仍然有效。",
        verifiers: "非 CA 的中间证书所有客户端都拒绝。没有 basicConstraints 的信任锚，rustls 接受，OpenSSL 在其 keyUsage 含有 keyCertSign 时接受；Go、Java、Firefox 和 Python 3.13 拒绝。",
    }
}

declare_fault! {
    /// More CAs below a pathLenConstraint than it allows.
    PathLengthExceeded = "path-length-exceeded" at Link, "RFC 5280 §6.1.4 (l), (m)",
    default Error, rfc5280 Error, cabf Error
    {
        /// The CA that sets the limit.
        limited_by: String,
        /// How many CAs it allows below itself.
        allowed: u32,
        /// How many there are on this path.
        found: usize,
    }
    en {
        title: "Too many CAs below one that limits them",
        message: "“{limited_by}” allows {allowed?1 CA certificate|# CA certificates} below itself (pathLenConstraint), and this path has {found}: it breaks where {issuer} issued {subject}.",
    }
    zh {
        title: "下级 CA 的层数超过限制",
        message: "“{limited_by}” 只允许下面有 {allowed} 层 CA（pathLenConstraint），而这条路径有 {found} 层：问题出在 {issuer} 签发 {subject} 这一环。",
    }
    reference en {
        meaning: "A CA allows only so many CA certificates below itself (pathLenConstraint), and the path has more.",
        reason: "The constraint keeps a sub-CA from creating further CAs.",
        cause: "A CA was set up below one that may issue to servers only (pathlen:0).",
        mending: "Issue from a CA that may stand there, or have the limiting CA reissued with a larger limit.",
        verifiers: "RFC 5280 does not count self-issued certificates; webpki and GnuTLS do. On the trust anchor itself rustls and Java do not look.",
    }
    reference zh {
        meaning: "某个 CA 只允许下面有若干层 CA（pathLenConstraint），而这条路径超过了。",
        reason: "这个限制防止下级 CA 再创建 CA。",
        cause: "在只能给服务器签发证书的 CA（pathlen:0）下面又建了一层 CA。",
        mending: "改由允许处在这一层的 CA 签发，或请上级 CA 以更大的限制重新签发证书。",
        verifiers: "RFC 5280 不计自签发证书，webpki 和 GnuTLS 计入。对信任锚本身的限制，rustls 和 Java 不检查。",
    }
}

declare_fault! {
    /// A CA certificate presented as the end entity.
    EndEntityIsCa = "end-entity-is-ca" at Certificate, "CA/B BR §7.1.2.7.8",
    default Error, rfc5280 Note, cabf Error
    {}
    en {
        title: "A CA certificate stands in the place of the server's",
        message: "{certificate} is a CA certificate (basicConstraints CA:TRUE) and stands where the server's own certificate should.",
    }
    zh {
        title: "把 CA 证书当作服务器证书使用",
        message: "{certificate} 是 CA 证书（basicConstraints CA:TRUE），却放在服务器证书的位置上。",
    }
    reference en {
        meaning: "What the server presents as its own certificate is a CA certificate.",
        reason: "A key that may sign certificates should not lie on a server; the Baseline Requirements forbid it, RFC 5280 does not.",
        cause: "`openssl req -x509` makes CA certificates by default; or the bundle begins with the CA because the server's own certificate is missing from it.",
        mending: "Issue a certificate with `basicConstraints = CA:FALSE`, or put the server's own certificate first.",
        verifiers: "rustls, Firefox and pyca refuse it; OpenSSL, Go, Java, GnuTLS and Chrome accept it.",
    }
    reference zh {
        meaning: "服务器作为自身证书出示的是一张 CA 证书。",
        reason: "能签发证书的密钥不应放在服务器上；Baseline Requirements 禁止，RFC 5280 不禁止。",
        cause: "`openssl req -x509` 默认生成 CA 证书；或者证书链文件里缺了服务器自己的证书，以 CA 证书开头。",
        mending: "签发一张 `basicConstraints = CA:FALSE` 的证书，或把服务器自己的证书放在最前面。",
        verifiers: "rustls、Firefox 和 pyca 拒绝；OpenSSL、Go、Java、GnuTLS 和 Chrome 接受。",
    }
}

declare_fault! {
    /// A CA's basicConstraints are not critical.
    BasicConstraintsNotCritical = "basic-constraints-not-critical" at Certificate, "RFC 5280 §4.2.1.9",
    default Warning, rfc5280 Error, cabf Error
    {}
    en {
        title: "basicConstraints of a CA are not critical",
        message: "{certificate} is a CA whose basicConstraints are not marked critical.",
    }
    zh {
        title: "CA 的 basicConstraints 没有标记为关键扩展",
        message: "{certificate} 是 CA，但它的 basicConstraints 没有标记为关键扩展。",
    }
    reference en {
        meaning: "A CA's basicConstraints are there, but not marked critical.",
        reason: "A verifier that does not know the extension would ignore it if it is not critical.",
        cause: "Certificates made with old templates, or by inspection proxies.",
        mending: "Reissue the CA with `basicConstraints = critical, CA:TRUE`.",
        verifiers: "Python 3.13 and later and `openssl verify -x509_strict` refuse it (code 89), pyca as well; curl, Node, Go and browsers accept it.",
    }
    reference zh {
        meaning: "CA 证书有 basicConstraints，但没有标记为关键扩展。",
        reason: "如果不是关键扩展，不认识它的验证器会直接忽略。",
        cause: "用旧模板生成的证书，或 TLS 检查代理生成的证书。",
        mending: "重新签发 CA:`basicConstraints = critical, CA:TRUE`。",
        verifiers: "Python 3.13 及以后版本和 `openssl verify -x509_strict` 拒绝（错误码 89），pyca 也拒绝；curl、Node、Go 和浏览器接受。",
    }
}

declare_fault! {
    /// A pathLenConstraint where there is no CA.
    PathLengthWithoutCa = "path-length-without-ca" at Certificate, "RFC 5280 §4.2.1.9",
    default Warning, rfc5280 Error, cabf Error
    {
        /// The limit that says nothing.
        path_len: u32,
    }
    en {
        title: "A path length limit on a certificate that is no CA",
        message: "{certificate} is no CA, yet its basicConstraints carry a pathLenConstraint ({path_len}).",
    }
    zh {
        title: "非 CA 证书带有路径长度限制",
        message: "{certificate} 不是 CA，它的 basicConstraints 却带有 pathLenConstraint（{path_len}）。",
    }
    reference en {
        meaning: "A certificate that is no CA carries a limit for the CAs below it.",
        reason: "The limit says nothing there, and RFC 5280 forbids it.",
        cause: "A template shared by CAs and servers, common in inspection proxies.",
        mending: "Issue the certificate without pathlen.",
        verifiers: "Python 3.13 and later (code 80) and Bun refuse it; the others do not look.",
    }
    reference zh {
        meaning: "非 CA 的证书带有对下级 CA 层数的限制。",
        reason: "这个限制在这里没有意义，RFC 5280 也禁止。",
        cause: "CA 和服务器共用了同一个模板，常见于 TLS 检查代理。",
        mending: "重新签发时去掉 pathlen。",
        verifiers: "Python 3.13 及以后版本（错误码 80）和 Bun 拒绝；其他客户端不检查。",
    }
}

/// Who may issue, and how many CAs may stand below.
pub(super) fn check(context: &Context<'_>, path: &CertificationPath, findings: &mut Vec<Finding>) {
    let bag = context.bag;
    for link in &path.links {
        let issuer = bag.get(link.issuer);
        // Before version 3 there are no extensions: the version is the fault then, and this its consequence.
        if !issuer.is_ca() && issuer.version == 3 {
            let basic_constraints = match issuer.extensions.basic_constraints {
                Some(_) => "CA:FALSE",
                None => "absent",
            };
            let finding = Finding::between(link.subject, link.issuer, IssuerNotCa { basic_constraints });
            // An anchor is trusted as a name and a key (RFC 5280 §6.1.1): webpki takes it without basicConstraints, and
            // OpenSSL where its keyUsage has keyCertSign; Go does not. One that says CA:FALSE, or has neither
            // extension, is refused by OpenSSL and Go together.
            let may_sign = issuer
                .extensions
                .key_usage
                .as_ref()
                .is_some_and(|usage| usage.value.has(KeyUsage::KEY_CERT_SIGN));
            let lenient = issuer.origin.is_anchor() && basic_constraints == "absent" && may_sign;
            let own_anchor = bag.get(link.subject).sha256 == issuer.sha256;
            findings.push(match (lenient, own_anchor) {
                (_, true) => continue,
                (true, _) => finding.limited([Severity::Warning, Severity::Error, Severity::Error]),
                (false, _) => finding,
            });
        }
    }
    check_path_lengths(context, path, findings);
    for id in &path.certificates {
        let certificate = bag.get(*id);
        let Some(found) = &certificate.extensions.basic_constraints else { continue };
        if found.value.ca && !found.critical {
            findings.push(Finding::on(*id, BasicConstraintsNotCritical {}));
        }
        if let (false, Some(path_len)) = (found.value.ca, found.value.path_len) {
            findings.push(Finding::on(*id, PathLengthWithoutCa { path_len }));
        }
    }
    let end_entity = bag.get(path.end_entity());
    if end_entity.is_ca() {
        findings.push(Finding::on(path.end_entity(), EndEntityIsCa {}));
    }
}

/// For each CA with a limit, where the count of CAs below it first exceeds it. RFC 5280 does not count self-issued
/// certificates; webpki counts them, so that those alone are an error by the default rules only.
fn check_path_lengths(context: &Context<'_>, path: &CertificationPath, findings: &mut Vec<Finding>) {
    let bag = context.bag;
    for (position, id) in path.certificates.iter().enumerate().skip(1) {
        let limiting = bag.get(*id);
        let Some(allowed) =
            limiting.extensions.basic_constraints.as_ref().and_then(|found| found.value.path_len)
        else {
            continue;
        };
        let below = path.certificates.get(1..position).unwrap_or_default();
        let exceeds = |count: usize| u32::try_from(count).map_or(true, |count| count > allowed);
        if !exceeds(below.len()) {
            continue;
        }
        let others: Vec<_> = below.iter().copied().filter(|id| !bag.get(*id).is_self_issued()).collect();
        let only_self_issued = !exceeds(others.len());
        let counted = if only_self_issued { below } else { &others };
        // From the limiting CA downwards, the first CA that is one too many; its issuer is one certificate up.
        let index =
            counted.len().saturating_sub(usize::try_from(allowed).unwrap_or(usize::MAX).saturating_add(1));
        let Some(subject) = counted.get(index) else { continue };
        let mut upwards = path.certificates.iter().skip_while(|id| *id != subject);
        let Some(issuer) = upwards.nth(1) else { continue };
        let fault = PathLengthExceeded { limited_by: limiting.label(), allowed, found: counted.len() };
        let finding = Finding::between(*subject, *issuer, fault);
        findings.push(if only_self_issued {
            // webpki counts them below every CA but the anchor, OpenSSL nowhere, Go everywhere.
            let default = if limiting.origin.is_anchor() { Severity::Warning } else { Severity::Error };
            finding.limited([default, Severity::Note, Severity::Note])
        } else {
            finding
        });
    }
}
