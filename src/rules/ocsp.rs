//! RFC 6960: OCSP responses that were given, and why they do not count.

use crate::fault::{Phrase, declare_fault};

declare_fault! {
    /// The OCSP response cannot be relied on.
    OcspInvalid = "ocsp-invalid" at Input, "RFC 6960 §3.2",
    default Warning, rfc5280 Warning, cabf Warning
    {
        /// Who answered, as far as it says.
        responder: String,
        /// `malformed`; `malformed-request`, `internal-error`, `try-later`, `signature-required` or `unauthorized` where the responder
        /// answers nothing; `signature`, `signature-weak`, `signature-unchecked`, `responder-missing`, `not-authorised`,
        /// `responder-expired`, `responder-revoked`, `not-yet-valid` or `expired`.
        reason: Phrase,
    }
    en {
        title: "The OCSP response does not count",
        message: "An OCSP response was given and does not count: {reason}.",
    }
    zh {
        title: "这份 OCSP 响应不能采用",
        message: "给出了一份 OCSP 响应，但不能采用：{reason}。",
    }
    reference en {
        meaning: "An OCSP response was given, and its signature, its signer, its dates or its form is not in order, or the responder refused to answer.",
        reason: "Whoever could forge a response could hide that a certificate was revoked.",
        cause: "A response that was kept too long, a responder without a certificate of this issuer for OCSP, or a CA that no longer runs OCSP.",
        mending: "Fetch a response anew; where a server staples it, see that the server renews it.",
        verifiers: "`openssl ocsp` says “Response Verify Failure” or “Status times invalid”. Of what is stapled, GnuTLS minds wrong signers and passed dates; Firefox wrong signatures and dates ahead; Chrome nothing. Browsers treat an expired staple as none.",
    }
    reference zh {
        meaning: "给出的 OCSP 响应在签名、签名者、日期或格式上有问题，或者响应者拒绝回答。",
        reason: "能伪造响应的人，就能隐瞒证书已被吊销。",
        cause: "响应保存过久、响应者没有该签发者为 OCSP 签发的证书，或 CA 已停止 OCSP 服务。",
        mending: "重新获取响应；若由服务器附带，请确认服务器会定期更新。",
        verifiers: "`openssl ocsp` 报 “Response Verify Failure” 或 “Status times invalid”。对随握手附上的响应，GnuTLS 在意签名者不对和已过期，Firefox 在意签名有误和日期在将来，Chrome 都不在意。浏览器把过期的附带响应当作没有。",
    }
}

declare_fault! {
    /// The OCSP response is about another certificate.
    OcspNotUsed = "ocsp-not-used" at Input, "RFC 6960 §4.1.1",
    default Note, rfc5280 Note, cabf Note
    {
        /// Who answered, as far as it says.
        responder: String,
        /// `other-certificate`.
        reason: Phrase,
    }
    en {
        title: "The OCSP response decides nothing here",
        message: "An OCSP response was given that decides nothing here: {reason}.",
    }
    zh {
        title: "这份 OCSP 响应在此不起作用",
        message: "给出的一份 OCSP 响应在此不起作用：{reason}。",
    }
    reference en {
        meaning: "No answer in the response is about a certificate of this chain: name and key of the issuer and the serial number have to be the same.",
        reason: "A response says nothing of any other certificate than the one it names.",
        cause: "The response of another certificate, often of the one before a renewal.",
        mending: "Fetch the response about this certificate.",
        verifiers: "`openssl ocsp` says “No Status found”; GnuTLS refuses a staple that is about another certificate, Firefox and Chrome pass over it.",
    }
    reference zh {
        meaning: "响应中没有关于这条链上任何证书的答复：签发者的名称、密钥和序列号都必须一致。",
        reason: "响应只说明它所指的那张证书。",
        cause: "这是另一张证书的响应，常常是续期之前的那张。",
        mending: "获取这张证书的响应。",
        verifiers: "`openssl ocsp` 报 “No Status found”；GnuTLS 拒绝关于另一张证书的附带响应，Firefox 和 Chrome 会忽略它。",
    }
}

pub(crate) const MALFORMED: Phrase =
    Phrase { token: "malformed", en: "it cannot be read", zh: "无法读取" };
pub(crate) const MALFORMED_REQUEST: Phrase = Phrase {
    token: "malformed-request",
    en: "the responder says that it could not read the request (malformedRequest)",
    zh: "响应者说无法读取请求（malformedRequest）",
};
pub(crate) const INTERNAL_ERROR: Phrase = Phrase {
    token: "internal-error",
    en: "the responder had an error of its own (internalError)",
    zh: "响应者内部出错（internalError）",
};
pub(crate) const TRY_LATER: Phrase = Phrase {
    token: "try-later",
    en: "the responder says to try later (tryLater)",
    zh: "响应者要求稍后再试（tryLater）",
};
pub(crate) const SIGNATURE_REQUIRED: Phrase = Phrase {
    token: "signature-required",
    en: "the responder wants the request signed (sigRequired)",
    zh: "响应者要求对请求签名（sigRequired）",
};
pub(crate) const UNAUTHORIZED: Phrase = Phrase {
    token: "unauthorized",
    en: "the responder does not answer about this certificate (unauthorized)",
    zh: "响应者不回答这张证书的状态（unauthorized）",
};
pub(crate) const WRONG_SIGNATURE: Phrase = Phrase {
    token: "signature",
    en: "its signature does not verify with its responder's key",
    zh: "用响应者的密钥无法验证它的签名",
};
pub(crate) const SIGNATURE_WEAK: Phrase = Phrase {
    token: "signature-weak",
    en: "it is signed with a hash that is out of use",
    zh: "它的签名使用了已淘汰的哈希算法",
};
pub(crate) const UNCHECKED: Phrase = Phrase {
    token: "signature-unchecked",
    en: "its signature cannot be checked here",
    zh: "它的签名在此无法验证",
};
pub(crate) const RESPONDER_MISSING: Phrase = Phrase {
    token: "responder-missing",
    en: "the certificate of its responder is not there",
    zh: "没有它的响应者的证书",
};
pub(crate) const NOT_AUTHORISED: Phrase = Phrase {
    token: "not-authorised",
    en: "its responder is neither the issuer nor certified by the issuer for OCSP (id-kp-OCSPSigning)",
    zh: "它的响应者既不是签发者，也没有签发者为 OCSP 签发的证书（id-kp-OCSPSigning）",
};
pub(crate) const RESPONDER_EXPIRED: Phrase = Phrase {
    token: "responder-expired",
    en: "the certificate of its responder is not valid at the time of verification",
    zh: "在验证时间，响应者的证书不在有效期内",
};
pub(crate) const RESPONDER_REVOKED: Phrase = Phrase {
    token: "responder-revoked",
    en: "the certificate of its responder was revoked",
    zh: "响应者的证书已被吊销",
};
pub(crate) const NOT_YET_VALID: Phrase = Phrase {
    token: "not-yet-valid",
    en: "it was made after the time of verification",
    zh: "它的生成时间晚于验证时间",
};
pub(crate) const EXPIRED: Phrase = Phrase {
    token: "expired",
    en: "it was valid until before the time of verification",
    zh: "它在验证时间之前已失效",
};
pub(crate) const RESPONDER_DOES_NOT_KNOW: Phrase = Phrase {
    token: "responder-does-not-know",
    en: "the OCSP responder says that it does not know the certificate",
    zh: "OCSP 响应者说不知道这张证书",
};
pub(crate) const OTHER_CERTIFICATE: Phrase = Phrase {
    token: "other-certificate",
    en: "it is about none of the certificates of this chain",
    zh: "它与这条链上的证书都无关",
};
