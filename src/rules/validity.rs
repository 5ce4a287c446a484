//! RFC 5280 §4.1.2.5: a certificate is used within its validity period.

use crate::fault::{Time, declare_fault};

declare_fault! {
    /// The validity period had ended at the time of the question.
    CertificateExpired = "certificate-expired" at Certificate, "RFC 5280 §4.1.2.5",
    default Error, rfc5280 Error, cabf Error
    {
        /// When the validity period ended.
        not_after: Time,
        /// The time verified at.
        at: Time,
        /// Whole days between the two.
        days: i64,
    }
    en {
        title: "The certificate has expired",
        message: "{certificate} was valid until {not_after}; at {at} that was {days} days ago.",
    }
    zh {
        title: "证书已过期",
        message: "{certificate} 的有效期到 {not_after} 为止;在 {at} 时已过期 {days} 天。",
    }
    reference en {
        meaning: "The time of verification lies after the certificate's notAfter.",
        reason: "After that date the CA no longer answers for the binding of name and key, and stops publishing its revocation.",
        cause: "An automatic renewal failed, the new certificate was installed but the server was not reloaded, or an intermediate or cross-certificate in the bundle was never replaced.",
        mending: "Renew the certificate, or replace the expired intermediate by its current issue, and reload the server. If every site looks expired, check the client's clock.",
        verifiers: "All agree for end entities and intermediates. OpenSSL, Go and GnuTLS also look at the trust anchor's dates; rustls and Java do not.",
    }
    reference zh {
        meaning: "验证时间晚于证书的 notAfter。",
        reason: "过了这个日期,CA 不再为名称与密钥的对应关系负责,也不再公布其吊销状态。",
        cause: "自动续期失败;新证书已安装但服务器没有重新加载;或证书链文件里的中间证书、交叉证书一直没有更换。",
        mending: "续期证书,或把过期的中间证书换成现行版本,然后重新加载服务器。如果所有网站都显示过期,请检查客户端时钟。",
        verifiers: "对终端实体证书和中间证书,各验证器一致。OpenSSL、Go 和 GnuTLS 还会检查信任锚的日期,rustls 和 Java 不检查。",
    }
}
