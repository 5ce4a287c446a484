//! Certificate Transparency: what is wrong with the promises of logs, and whether browsers find enough of them.

use crate::fault::{Phrase, declare_fault};
use crate::transparency::policy::{Reason, Standing};

declare_fault! {
    /// A promise of a log that counts for nothing.
    SctInvalid = "sct-invalid" at Certificate, "RFC 6962 §3.2",
    default Warning, rfc5280 Note, cabf Warning
    {
        /// What is wrong with it: `signature`, `future`, `log-not-trusted`.
        reason: Phrase,
        /// The log: SHA-256 of its key, hexadecimal.
        log: String,
        /// What the list of logs calls it.
        log_name: String,
        /// Who runs the log.
        operator: String,
    }
    en {
        title: "A log's promise counts for nothing",
        message: "Of the promises that {certificate} was made public (SCTs), the one of {log_name} ({operator}) does not count: {reason}.",
    }
    zh {
        title: "有一份日志承诺不起作用",
        message: "在证明 {certificate} 已公开登记的承诺（SCT）中，{log_name}（{operator}）的这一份不起作用：{reason}。",
    }
    reference en {
        meaning: "A signed certificate timestamp was read, its log is in the list that was given, and it proves nothing.",
        reason: "An SCT is the log's signature over this very certificate, without the SCTs in it, and the key that issued it. Another certificate, another issuer or another moment is not what the log saw.",
        cause: "The certificate was issued again from the promises of another one, the CA's software rebuilt it otherwise than the log saw it, or the log is no longer trusted.",
        mending: "Have the CA issue the certificate anew.",
        verifiers: "Chrome, Safari and Firefox do not count it. Other clients do not look.",
    }
    reference zh {
        meaning: "读到了一份 SCT，它的日志在给出的日志列表中，但它证明不了什么。",
        reason: "SCT 是日志对这张证书（不含其中的 SCT）和签发密钥所做的签名。换一张证书、换一个签发者或换一个时刻，都不是日志看到的内容。",
        cause: "证书沿用了另一张证书的承诺重新签发，CA 的软件生成的内容与日志看到的不同，或者该日志已不受信任。",
        mending: "请 CA 重新签发证书。",
        verifiers: "Chrome、Safari 和 Firefox 不计入这一份，其他客户端不检查。",
    }
}

declare_fault! {
    /// Too few promises for the browsers that ask for them.
    CtPolicyNotMet = "ct-policy-not-met" at Certificate, "Chrome CT Policy",
    default Warning, rfc5280 Note, cabf Note
    {
        /// What is lacking: `none`, `too-few`, `one-operator`, `none-current`, `none-of-rfc6962`.
        reason: Phrase,
        /// How many promises count.
        counted: usize,
        /// How many are wanted: two, or three where the certificate is valid for more than 180 days.
        required: usize,
        /// Whether it is known that no others come with the handshake.
        certain: bool,
        /// Whether browsers ask for it: the chain leads to a public CA.
        public: bool,
    }
    en {
        title: "Too few proofs of public logging",
        message: "Clients that want certificates of public CAs to be logged (Certificate Transparency) do not find in {certificate} what they ask for: {reason}. {counted} count, {required} are wanted. The same may come with the handshake; nothing else of the chain is in question.",
    }
    zh {
        title: "公开登记的证明不足",
        message: "要求公共 CA 的证书公开登记（证书透明度）的客户端，在 {certificate} 中找不到所需的证明：{reason}。计入 {counted} 份，需要 {required} 份。握手时也可以另行提供；链的其余部分与此无关。",
    }
    reference en {
        meaning: "The certificate leads to a public CA, and carries fewer signed certificate timestamps than Chrome, Safari and Firefox want, or not of logs as they want them.",
        reason: "Two are wanted, three where the certificate is valid for more than 180 days: from different logs, of at least two operators, one of a log that is trusted today and one of a log of RFC 6962. Without a list of logs only their number is known.",
        cause: "The CA was asked not to log the certificate, it was made by a CA of another use, or a log was retired since.",
        mending: "Have the CA issue a certificate with embedded SCTs, which is the default everywhere; or let the server send them in the handshake.",
        verifiers: "Chrome: ERR_CERTIFICATE_TRANSPARENCY_REQUIRED. Firefox since 135: MOZILLA_PKIX_ERROR_INSUFFICIENT_CERTIFICATE_TRANSPARENCY. Safari and apps of Apple's platforms refuse. OpenSSL, Go, curl, Java and Python do not look; a private CA is exempt.",
    }
    reference zh {
        meaning: "证书链通向公共 CA，但其中的 SCT 少于 Chrome、Safari 和 Firefox 的要求，或者日志不合要求。",
        reason: "需要两份，有效期超过 180 天的证书需要三份：来自不同的日志、至少两个运营者，其中一份的日志目前受信任，一份来自 RFC 6962 的日志。没有日志列表时，只能知道份数。",
        cause: "申请时要求 CA 不登记，证书来自其他用途的 CA，或者某个日志后来退役了。",
        mending: "请 CA 签发内嵌 SCT 的证书（这是各家的默认做法），或者由服务器在握手时发送。",
        verifiers: "Chrome：ERR_CERTIFICATE_TRANSPARENCY_REQUIRED。Firefox 135 起：MOZILLA_PKIX_ERROR_INSUFFICIENT_CERTIFICATE_TRANSPARENCY。Safari 和苹果平台的应用也会拒绝。OpenSSL、Go、curl、Java 和 Python 不检查；私有 CA 不受此限。",
    }
}

/// Why a promise does not count, where that is known.
pub(crate) fn of_standing(standing: Standing) -> Option<Phrase> {
    match standing {
        Standing::Invalid => Some(Phrase {
            token: "signature",
            en: "the log did not sign this certificate",
            zh: "该日志签名的不是这张证书",
        }),
        Standing::Future => {
            Some(Phrase {
                token: "future", en: "it is of a time that is yet to come", zh: "它的时间在未来"
            })
        }
        Standing::NotTrusted => Some(Phrase {
            token: "log-not-trusted",
            en: "the log was not trusted when it signed",
            zh: "签名时该日志不受信任",
        }),
        Standing::NotChecked | Standing::UnknownLog | Standing::Once | Standing::Current => None,
    }
}

/// What promises lack, in words.
pub(crate) const fn of_reason(reason: Reason) -> Phrase {
    match reason {
        Reason::None => {
            Phrase {
                token: "none", en: "there is no proof in it that counts", zh: "其中没有起作用的证明"
            }
        }
        Reason::TooFew => Phrase { token: "too-few", en: "there are too few", zh: "份数太少" },
        Reason::OneOperator => Phrase {
            token: "one-operator",
            en: "all are of logs of one operator",
            zh: "全部来自同一个运营者的日志",
        },
        Reason::NoneCurrent => Phrase {
            token: "none-current",
            en: "none is of a log that is trusted today",
            zh: "没有一份来自目前受信任的日志",
        },
        Reason::NoneOfRfc6962 => Phrase {
            token: "none-of-rfc6962",
            en: "none is of a log of RFC 6962",
            zh: "没有一份来自 RFC 6962 的日志",
        },
    }
}
