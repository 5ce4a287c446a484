//! RFC 5280 §6.3: revocation, by the CRLs that were given. Status is looked at wherever one of them covers the issuer.

use std::collections::BTreeMap;

use super::Context;
use super::ocsp::{OTHER_CERTIFICATE, OcspInvalid, OcspNotUsed, RESPONDER_DOES_NOT_KNOW};
use crate::encoding::{Deviation, Encoding, Kind, Part, octets, told};
use crate::fault::{Finding, Phrase, Place, Severity, Time, Words, declare_fault};
use crate::path::CertificationPath;
use crate::revocation::ocsp::{self, Response, Status, Verdict};
use crate::revocation::{Crl, State};

declare_fault! {
    /// Listed on a CRL that was given.
    CertificateRevoked = "certificate-revoked" at Certificate, "RFC 5280 §6.3.3",
    default Error, rfc5280 Error, cabf Error
    {
        /// When it was revoked; `null` where the entry's date cannot be read.
        revoked_at: Option<Time>,
        /// The reason that the CRL gives.
        reason: Option<&'static str>,
        /// `crl` or `ocsp`: what says so.
        source: Phrase,
        /// Who issued the CRL, or answered by OCSP.
        crl_issuer: String,
    }
    en {
        title: "The certificate was revoked",
        message: "{certificate} was revoked by its issuer at {revoked_at} (reason: {reason}), so says the {source} of {crl_issuer}.",
    }
    zh {
        title: "证书已被吊销",
        message: "{certificate} 已于 {revoked_at} 被签发者吊销（原因：{reason}），依据是 {crl_issuer} 的 {source}。",
    }
    reference en {
        meaning: "The certificate is listed on a CRL of its issuer that was given, or an OCSP response says that it was revoked.",
        reason: "The issuer takes back its word: the key may be in other hands.",
        cause: "The key was compromised, the certificate was replaced, or the CA had to withdraw it.",
        mending: "Install a new certificate with a new key.",
        verifiers: "Most clients do not fetch CRLs by themselves: OpenSSL, Python, curl and Go look only when told; browsers use lists of their own. A revocation in a stapled OCSP response is minded by GnuTLS, Chrome and Firefox, and by no other of the clients asked.",
    }
    reference zh {
        meaning: "证书列在其签发者的一份 CRL 上，或有 OCSP 响应说明它已被吊销。",
        reason: "签发者收回了担保：密钥可能已落入他人之手。",
        cause: "密钥泄露、证书被替换，或 CA 不得不撤回。",
        mending: "用新密钥申请并安装新证书。",
        verifiers: "多数客户端不会自行下载 CRL：OpenSSL、Python、curl 和 Go 只在被要求时检查；浏览器使用自己的列表。随握手附上的 OCSP 响应写明已吊销时，测试过的客户端中只有 GnuTLS、Chrome 和 Firefox 在意。",
    }
}

declare_fault! {
    /// CRLs were given, and none of them settles the status of this certificate.
    RevocationUnknown = "revocation-unknown" at Certificate, "RFC 5280 §6.3.3",
    default Error, rfc5280 Error, cabf Error
    {
        /// `not-covered` where no CRL of its issuer was given; `listed-unchecked` where one lists it and its signature cannot be
        /// checked here, which is an error; else why the CRL did not count, in the words of `crl-not-used`, `crl-invalid` or
        /// `crl-expired`.
        reason: Phrase,
    }
    en {
        title: "Whether it was revoked is not known",
        message: "Nothing that was given about revocation settles whether {certificate} was revoked: {reason}.",
    }
    zh {
        title: "吊销状态未知",
        message: "所给的吊销信息都无法确定 {certificate} 是否已被吊销：{reason}。",
    }
    reference en {
        meaning: "CRLs were given, and none of them settles the status of this certificate. A warning or a note, but an error where one of them lists it and its signature cannot be checked here: that is never taken for good.",
        reason: "Whoever demands revocation checking must refuse a certificate of unknown status.",
        cause: "The CRL of that issuer is missing, is of another distribution point, or covers only a part of the certificates or reasons.",
        mending: "Give the CRL of every issuer on the path, from the distribution point that the certificate names.",
        verifiers: "OpenSSL with CRL checking says 3 (unable to get certificate CRL) or 44 (Different CRL scope); webpki refuses unless told to allow it.",
    }
    reference zh {
        meaning: "给了 CRL，但没有一份能确定这张证书的状态。通常是警告或提示；若某份 CRL 列出了它，而签名在此无法验证，则是错误：这种情况绝不当作有效。",
        reason: "要求检查吊销的一方，必须拒绝状态未知的证书。",
        cause: "缺少该签发者的 CRL，或给的是另一个分发点的 CRL，或它只覆盖部分证书或部分原因。",
        mending: "给出路径上每个签发者的 CRL，取自证书所写的分发点。",
        verifiers: "开启 CRL 检查的 OpenSSL 报 3（unable to get certificate CRL）或 44（Different CRL scope）；webpki 默认拒绝，除非设置为允许。",
    }
}

declare_fault! {
    /// The CRL is out of date.
    CrlExpired = "crl-expired" at Input, "RFC 5280 §5.1.2.5",
    default Warning, rfc5280 Warning, cabf Warning
    {
        /// Who issued the CRL.
        crl_issuer: String,
        /// When the next one was due.
        next_update: Time,
        /// The time verified at.
        at: Time,
    }
    en {
        title: "The CRL is out of date",
        message: "The next CRL of {crl_issuer} was due at {next_update}; at {at} this one does not know what was revoked since.",
    }
    zh {
        title: "CRL 已过期",
        message: "{crl_issuer} 的下一份 CRL 应在 {next_update} 发布；到 {at} 时，这一份已不包含此后的吊销信息。",
    }
    reference en {
        meaning: "The time of verification lies after the CRL's nextUpdate.",
        reason: "What was revoked since is not on it.",
        cause: "An old copy of the CRL.",
        mending: "Fetch the current CRL.",
        verifiers: "OpenSSL with CRL checking refuses the chain with 12 (CRL has expired); webpki ignores it unless told otherwise.",
    }
    reference zh {
        meaning: "验证时间晚于 CRL 的 nextUpdate。",
        reason: "此后吊销的证书不在其中。",
        cause: "使用了旧的 CRL 副本。",
        mending: "下载现行的 CRL。",
        verifiers: "开启 CRL 检查的 OpenSSL 以 12(CRL has expired) 拒绝；webpki 默认忽略，除非另行设置。",
    }
}

declare_fault! {
    /// The CRL cannot be relied on.
    CrlInvalid = "crl-invalid" at Input, "RFC 5280 §6.3.3 (f), (g)",
    default Warning, rfc5280 Error, cabf Error
    {
        /// Who issued the CRL; `?` where it cannot be read.
        crl_issuer: String,
        /// Why it does not count: `malformed`, `signature`, `signature-weak`, `signer-may-not-sign`, `signer-not-trusted`,
        /// `signer-revoked`, `signer-missing`, `not-yet-valid`, `scope-malformed`. Or what RFC 5280 §5 forbids of its form, while its
        /// entries are heeded: `encoding-not-der`, `number-missing`, `number-critical`, `next-update-missing`, `algorithms-differ`, `version`,
        /// `no-entries`, `scope-empty`, `scope-not-critical`, `delta-not-critical`, `remove-from-complete`, `entry-issuer-in-direct`.
        reason: Words,
        /// The field, where the CRL is written otherwise than it should be.
        field: Option<Words>,
        /// Where the odd bytes begin, counted from 0.
        offset: Option<usize>,
        /// How many they are.
        length: Option<usize>,
        /// The bytes around the place in hexadecimal, the odd ones in brackets.
        octets: Option<String>,
    }
    en {
        title: "The CRL cannot be relied on",
        message: "The CRL of {crl_issuer} is not in order: {reason}.",
    }
    zh {
        title: "CRL 不可靠",
        message: "{crl_issuer} 的 CRL 有问题：{reason}。",
    }
    reference en {
        meaning: "A CRL cannot be relied on: its signature, its signer or its form is not in order.",
        reason: "Whoever could forge a CRL could revoke anybody's certificate, or hide that one was revoked.",
        cause: "A CRL of another CA of the same name, a signer without cRLSign, a file that is none.",
        mending: "Fetch the CRL from the URL in the certificate, or have the CA mended.",
        verifiers: "OpenSSL with CRL checking refuses the chain: 8 (CRL signature failure), 35 (key usage does not include CRL signing signature), or 11 (CRL is not yet valid), also where an entry tells of a time that had come.",
    }
    reference zh {
        meaning: "CRL 不可靠：签名、签名者或格式有问题。",
        reason: "能伪造 CRL 的人，就能吊销任何人的证书，或隐瞒某张证书已被吊销。",
        cause: "同名的另一个 CA 的 CRL、没有 cRLSign 的签名者，或根本不是 CRL 的文件。",
        mending: "从证书里的网址下载 CRL，或请 CA 修正。",
        verifiers: "开启 CRL 检查的 OpenSSL 会拒绝：8（CRL signature failure）、35（key usage does not include CRL signing signature），或 11（CRL is not yet valid），即使其中的条目在所问时刻之前已经生效。",
    }
}

declare_fault! {
    /// The CRL is in order and decides nothing here.
    CrlNotUsed = "crl-not-used" at Input, "RFC 5280 §6.3.3 (b)",
    default Note, rfc5280 Note, cabf Note
    {
        /// Who issued the CRL.
        crl_issuer: String,
        /// `other-issuer`, `other-distribution-point`, `not-authorised`, `only-user-certificates`, `only-ca-certificates`,
        /// `only-attribute-certificates`, `some-reasons`, `critical-extension`, `critical-entry-extension`, `delta-without-base`,
        /// `delta-of-a-later-base`, `delta-outdated`, `signature-unchecked`, `superseded` or `lifted`.
        reason: Phrase,
        /// How many more of the same kind were given, which are not told one by one.
        more: usize,
    }
    en {
        title: "The CRL decides nothing here",
        message: "The CRL of {crl_issuer} was given and does not count: {reason}.",
    }
    zh {
        title: "这份 CRL 在此不起作用",
        message: "给出了 {crl_issuer} 的 CRL，但没有采用：{reason}。",
    }
    reference en {
        meaning: "A CRL was given that says nothing of this chain, or nothing that another does not say.",
        reason: "What a CRL does not cover it cannot clear: a certificate that is missing on it may be revoked all the same.",
        cause: "The CRL of another CA, another of the lists that a CA's certificates are divided among, or a delta CRL without its base.",
        mending: "Give the CRL from the distribution point that the certificate names; leave the others out.",
        verifiers: "OpenSSL with CRL checking says 3 (unable to get certificate CRL) or 44 (Different CRL scope); webpki passes such CRLs over.",
    }
    reference zh {
        meaning: "给出的 CRL 与这条链无关，或没有说出比别的 CRL 更多的内容。",
        reason: "CRL 没有覆盖的证书，它不能证明其有效：没列在上面的证书仍可能已被吊销。",
        cause: "别的 CA 的 CRL、同一 CA 分片发布的另一份 CRL，或缺少基础 CRL 的增量 CRL。",
        mending: "给出证书所写分发点的 CRL；其余的可以去掉。",
        verifiers: "开启 CRL 检查的 OpenSSL 报 3（unable to get certificate CRL）或 44（Different CRL scope）；webpki 会跳过这样的 CRL。",
    }
}

impl CrlInvalid {
    /// For a reason that no single place shows.
    fn of(crl_issuer: String, reason: Phrase) -> Self {
        let Phrase { token, en, zh } = reason;
        let reason = Words { token: token.to_owned(), en: en.to_owned(), zh: zh.to_owned() };
        Self { crl_issuer, reason, field: None, offset: None, length: None, octets: None }
    }

    /// For what stands in a place of it.
    fn at(crl_issuer: String, reason: Phrase, bytes: &[u8], place: &Deviation) -> Self {
        let (field, what) = (place.field.words(), told(bytes, place));
        let (offset, begins) = (place.offset, Encoding::begins_signed(bytes));
        let reason = Words {
            token: reason.token.to_owned(),
            en: format!("{}: {}, byte {offset}: {}", reason.en, field.en, what.en),
            zh: format!("{}：{}，第 {offset} 字节：{}", reason.zh, field.zh, what.zh),
        };
        Self {
            crl_issuer,
            reason,
            field: Some(field),
            offset: Some(offset),
            length: Some(place.length),
            octets: begins.then(|| octets(bytes, place)),
        }
    }

    /// Where what should be a CRL cannot be read as one.
    pub(crate) fn malformed(bytes: &[u8]) -> Self {
        // Whose it is cannot be told either.
        let nobody = "?".to_owned();
        match Encoding::of_crl(bytes).decisive() {
            Some(place) => Self::at(nobody, MALFORMED, bytes, place),
            None => Self::of(nobody, MALFORMED),
        }
    }
}

/// What an oddity in the writing of a CRL is told by, where nothing else tells it.
pub(crate) fn is_odd(deviation: &Deviation) -> bool {
    match deviation.kind {
        // no-entries, scope-empty
        Kind::SequenceEmpty => !matches!(deviation.field.part, Part::Revoked | Part::ExtensionValue),
        // RFC 5280 gives advice on those, and how the algorithm is written is told where it cannot be verified.
        Kind::IssuerWithoutSerial => false,
        Kind::ParametersAbsent | Kind::ParametersNull | Kind::ParametersOther => false,
        _ => true,
    }
}

pub(crate) const NOT_COVERED: Phrase =
    Phrase {
        token: "not-covered", en: "none of them is its issuer's", zh: "其中没有它的签发者的 CRL"
    };
const BY_CRL: Phrase = Phrase { token: "crl", en: "CRL", zh: "CRL" };
const BY_OCSP: Phrase = Phrase { token: "ocsp", en: "OCSP response", zh: "OCSP 响应" };
pub(crate) const NO_ISSUER: Phrase =
    Phrase { token: "no-issuer", en: "its issuer was not found", zh: "没有找到它的签发者" };
pub(crate) const LISTED_UNCHECKED: Phrase = Phrase {
    token: "listed-unchecked",
    en: "a CRL lists it, and the signature of that CRL cannot be checked here",
    zh: "有一份 CRL 列出了它，而这份 CRL 的签名在此无法验证",
};
pub(crate) const MALFORMED: Phrase =
    Phrase { token: "malformed", en: "it cannot be read", zh: "无法读取" };
pub(crate) const WRONG_SIGNATURE: Phrase = Phrase {
    token: "signature",
    en: "its signature does not verify with the issuer's key",
    zh: "用签发者的密钥无法验证它的签名",
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
pub(crate) const SIGNER_MAY_NOT_SIGN: Phrase = Phrase {
    token: "signer-may-not-sign",
    en: "its signer's keyUsage does not allow signing CRLs (cRLSign)",
    zh: "签名者的 keyUsage 不允许签发 CRL（缺少 cRLSign）",
};
pub(crate) const SIGNER_NOT_TRUSTED: Phrase = Phrase {
    token: "signer-not-trusted",
    en: "no valid path leads from its signer's certificate to the same anchor",
    zh: "从签名者的证书到同一信任锚没有有效路径",
};
pub(crate) const SIGNER_REVOKED: Phrase = Phrase {
    token: "signer-revoked",
    en: "its signer's certificate was revoked itself",
    zh: "签名者的证书本身已被吊销",
};
pub(crate) const SIGNER_MISSING: Phrase = Phrase {
    token: "signer-missing",
    en: "no certificate of its issuer was given",
    zh: "没有给出它的签发者的证书",
};
pub(crate) const NOT_YET_VALID: Phrase = Phrase {
    token: "not-yet-valid",
    en: "it was issued after the time of verification",
    zh: "它的签发时间晚于验证时间",
};
pub(crate) const EXPIRED: Phrase = Phrase {
    token: "expired",
    en: "its next issue was due before the time of verification",
    zh: "它的下一份在验证时间之前就应发布",
};
pub(crate) const SCOPE_MALFORMED: Phrase = Phrase {
    token: "scope-malformed",
    en: "its issuingDistributionPoint cannot be read or contradicts itself",
    zh: "它的 issuingDistributionPoint 无法读取或自相矛盾",
};
const NOT_DER: Phrase = Phrase {
    token: "encoding-not-der",
    en: "it is not written as RFC 5280 and DER prescribe (its entries are heeded all the same)",
    zh: "它没有按 RFC 5280 和 DER 的规定编码（其中的条目仍被采用）",
};
pub(crate) const NUMBER_MISSING: Phrase = Phrase {
    token: "number-missing",
    en: "it has no CRL number, which RFC 5280 §5.2.3 demands; its entries are heeded all the same",
    zh: "它没有 RFC 5280 §5.2.3 要求的 CRL 编号；其中的条目仍被采用",
};
pub(crate) const NUMBER_CRITICAL: Phrase = Phrase {
    token: "number-critical",
    en: "its CRL number is critical, which RFC 5280 §5.2.3 does not allow; its entries are heeded all the same",
    zh: "它的 CRL 编号被标为关键扩展，RFC 5280 §5.2.3 不允许；其中的条目仍被采用",
};
pub(crate) const NEXT_UPDATE_MISSING: Phrase = Phrase {
    token: "next-update-missing",
    en: "it does not say when the next one is due, which RFC 5280 §5.1.2.5 demands; its entries are heeded all the same",
    zh: "它没有 RFC 5280 §5.1.2.5 要求的 nextUpdate；其中的条目仍被采用",
};
pub(crate) const ALGORITHMS_DIFFER: Phrase = Phrase {
    token: "algorithms-differ",
    en: "it names one signature algorithm inside and another outside, which RFC 5280 §5.1.1.2 does not allow; its entries are heeded all the same",
    zh: "它内外两处写的签名算法不同，RFC 5280 §5.1.1.2 不允许；其中的条目仍被采用",
};
pub(crate) const VERSION: Phrase = Phrase {
    token: "version",
    en: "it has extensions without being of version 2 (RFC 5280 §5.1.2.1); its entries are heeded all the same",
    zh: "它带有扩展，却不是第 2 版（RFC 5280 §5.1.2.1）；其中的条目仍被采用",
};
pub(crate) const NO_ENTRIES: Phrase = Phrase {
    token: "no-entries",
    en: "its list of entries is there and empty, where RFC 5280 §5.1.2.6 wants it left out",
    zh: "它的条目列表存在却为空，RFC 5280 §5.1.2.6 要求此时省略",
};
pub(crate) const SCOPE_EMPTY: Phrase = Phrase {
    token: "scope-empty",
    en: "its issuingDistributionPoint is empty, which RFC 5280 §5.2.5 does not allow; its entries are heeded all the same",
    zh: "它的 issuingDistributionPoint 为空，RFC 5280 §5.2.5 不允许；其中的条目仍被采用",
};
pub(crate) const SCOPE_NOT_CRITICAL: Phrase = Phrase {
    token: "scope-not-critical",
    en: "its issuingDistributionPoint is not critical, which RFC 5280 §5.2.5 demands; its entries are heeded all the same",
    zh: "它的 issuingDistributionPoint 没有标为关键扩展，而 RFC 5280 §5.2.5 要求如此；其中的条目仍被采用",
};
pub(crate) const DELTA_NOT_CRITICAL: Phrase = Phrase {
    token: "delta-not-critical",
    en: "its deltaCRLIndicator is not critical, which RFC 5280 §5.2.4 demands; its entries are heeded all the same",
    zh: "它的 deltaCRLIndicator 没有标为关键扩展，而 RFC 5280 §5.2.4 要求如此；其中的条目仍被采用",
};
pub(crate) const REMOVAL_IN_COMPLETE: Phrase = Phrase {
    token: "remove-from-complete",
    en: "an entry takes a certificate off the list (removeFromCRL), which RFC 5280 §5.3.1 allows in delta CRLs only; it is taken at its word",
    zh: "有条目要把证书移出列表（removeFromCRL），RFC 5280 §5.3.1 只允许增量 CRL 这样写；此处照字面理解",
};
pub(crate) const ENTRY_ISSUER_IN_DIRECT: Phrase = Phrase {
    token: "entry-issuer-in-direct",
    en: "an entry is about another issuer's certificate, which RFC 5280 §5.3.3 allows in indirect CRLs only; it is taken at its word",
    zh: "有条目针对另一签发者的证书，RFC 5280 §5.3.3 只允许间接 CRL 这样写；此处照字面理解",
};
pub(crate) const OTHER_ISSUER: Phrase = Phrase {
    token: "other-issuer",
    en: "it is the CRL of none of the issuers of this chain",
    zh: "它不是这条链上任何签发者的 CRL",
};
pub(crate) const OTHER_POINT: Phrase = Phrase {
    token: "other-distribution-point",
    en: "it is of another distribution point than the certificate names",
    zh: "它属于另一个分发点，不是证书所写的那个",
};
pub(crate) const NOT_INDIRECT: Phrase = Phrase {
    token: "not-authorised",
    en: "it is another issuer's, and the certificate and the CRL do not both say that it may speak for this one",
    zh: "它由另一签发者签发，而证书与这份 CRL 没有都说明它可以代为发布",
};
pub(crate) const ONLY_USER: Phrase = Phrase {
    token: "only-user-certificates",
    en: "it covers end-entity certificates only",
    zh: "它只覆盖终端实体证书",
};
pub(crate) const ONLY_CA: Phrase =
    Phrase {
        token: "only-ca-certificates", en: "it covers CA certificates only", zh: "它只覆盖 CA 证书"
    };
pub(crate) const ONLY_ATTRIBUTE: Phrase = Phrase {
    token: "only-attribute-certificates",
    en: "it covers attribute certificates only",
    zh: "它只覆盖属性证书",
};
pub(crate) const SOME_REASONS: Phrase = Phrase {
    token: "some-reasons",
    en: "it covers some of the reasons for revocation only, and nothing else that was given covers the others",
    zh: "它只覆盖部分吊销原因，其余原因没有别的 CRL 覆盖",
};
pub(crate) const CRITICAL: Phrase = Phrase {
    token: "critical-extension",
    en: "it has a critical extension that this program does not know",
    zh: "它带有本程序不认识的关键扩展",
};
pub(crate) const CRITICAL_ENTRY: Phrase = Phrase {
    token: "critical-entry-extension",
    en: "an entry has a critical extension that this program does not know",
    zh: "它有条目带有本程序不认识的关键扩展",
};
pub(crate) const DELTA_ALONE: Phrase = Phrase {
    token: "delta-without-base",
    en: "it is a delta CRL, and no CRL was given that it continues",
    zh: "它是增量 CRL，却没有给出它所接续的 CRL",
};
pub(crate) const DELTA_TOO_NEW: Phrase = Phrase {
    token: "delta-of-a-later-base",
    en: "it is a delta CRL that continues a later CRL than the one that was given",
    zh: "它是增量 CRL，所接续的 CRL 比给出的更新",
};
pub(crate) const DELTA_TOO_OLD: Phrase = Phrase {
    token: "delta-outdated",
    en: "it is a delta CRL, and the complete one that was given is as new",
    zh: "它是增量 CRL，而给出的完整 CRL 已不比它旧",
};
pub(crate) const SUPERSEDED: Phrase = Phrase {
    token: "superseded",
    en: "another CRL that counts says all that it could",
    zh: "另一份被采用的 CRL 已包含它能说明的一切",
};
pub(crate) const LIFTED: Phrase = Phrase {
    token: "lifted",
    en: "its entry was a hold, which a newer CRL no longer has",
    zh: "它的条目只是暂停，较新的 CRL 已不再列出",
};

/// The most CRLs of which it is told one by one that they decide nothing; the rest are counted.
const MOST_TOLD: usize = 32;

/// What becomes of one CRL on a path.
#[derive(Default)]
struct Fate {
    used: bool,
    /// Why it did not count, and whether something else settled the status all the same.
    refused: Option<(Phrase, bool)>,
}

/// Every link against the CRLs that were given.
pub(super) fn check(context: &Context<'_>, path: &CertificationPath, findings: &mut Vec<Finding>) {
    let Some(revocation) = context.revocation.filter(|revocation| !revocation.is_empty()) else {
        return;
    };
    let mut fates: BTreeMap<usize, Fate> = BTreeMap::new();
    let mut not_covered = false;
    let mut answers: BTreeMap<usize, Option<(Phrase, bool)>> = BTreeMap::new();
    for link in &path.links {
        let standing = revocation.settle(context, path, link);
        let asked = revocation.asked(context, path, link);
        let verdict = ocsp::stricter(&standing.state, &asked);
        let settled = !matches!(verdict, Verdict::Unknown(_));
        for (index, reason) in &asked.refused {
            answers.entry(*index).or_insert(Some((*reason, settled)));
        }
        if let Some((index, status)) = asked.counted {
            answers.insert(index, None);
            if let Status::Revoked { at, reason } = status
                && !matches!(standing.state, State::Revoked(..))
            {
                let crl_issuer =
                    revocation.responses().get(index).map(Response::responder_name).unwrap_or_default();
                let fault = CertificateRevoked { revoked_at: at, reason, source: BY_OCSP, crl_issuer };
                findings.push(Finding::on(link.subject, fault));
            }
        }
        for (index, reason) in &standing.refused {
            let fate = fates.entry(*index).or_default();
            let weightier = fate.refused.is_none_or(|(_, known)| known && !settled);
            if weightier {
                fate.refused = Some((*reason, settled));
            }
        }
        for index in &standing.counted {
            fates.entry(*index).or_default().used = true;
        }
        match (&standing.state, verdict) {
            (State::Good(_), Verdict::Good | Verdict::Revoked) => {}
            // An OCSP response settles what no CRL does.
            (State::Unknown(reason), Verdict::Good | Verdict::Revoked) if *reason != LISTED_UNCHECKED => {}
            (_, Verdict::Unknown(Some(reason))) if reason == RESPONDER_DOES_NOT_KNOW => {
                let finding = Finding::on(link.subject, RevocationUnknown { reason });
                findings.push(finding.at_most(Severity::Warning));
            }
            (State::Good(_), Verdict::Unknown(_)) => {}
            (State::Revoked(by, listed), _) => {
                let crl_issuer =
                    revocation.crls().get(*by).map(|crl| crl.issuer_name.clone()).unwrap_or_default();
                let fault = CertificateRevoked {
                    revoked_at: listed.at,
                    reason: listed.reason,
                    source: BY_CRL,
                    crl_issuer,
                };
                findings.push(Finding::on(link.subject, fault));
            }
            (State::Unknown(reason), _) => {
                let finding = Finding::on(link.subject, RevocationUnknown { reason: *reason });
                if *reason == LISTED_UNCHECKED {
                    findings.push(finding);
                } else if *reason == NOT_COVERED {
                    // That the question brought no CRL of an issuer is no fault of anybody: told once, nearest the end entity.
                    if !not_covered {
                        findings.push(finding.at_most(Severity::Note));
                    }
                    not_covered = true;
                } else if is_fault(*reason) {
                    // It follows from what is wrong with the CRL, which is told there.
                    findings.push(finding.at_most(Severity::Note));
                } else {
                    findings.push(finding.at_most(Severity::Warning));
                }
            }
        }
    }
    let mut untold: Vec<(&Crl, Phrase)> = Vec::new();
    for (index, crl) in revocation.crls().iter().enumerate() {
        let fate = fates.remove(&index).unwrap_or_default();
        let place = Place::Input { field: crl.field, source: Some(crl.source) };
        let crl_issuer = || crl.issuer_name.clone();
        let mut tell = |finding: Finding, heavy: bool| {
            findings.push(if heavy { finding } else { finding.at_most(Severity::Note) });
        };
        let (refused, settled) =
            fate.refused.map_or((None, false), |(reason, settled)| (Some(reason), settled));
        let is_over = crl.next_update.filter(|until| *until < context.at);
        if let Some(next_update) = is_over.filter(|_| fate.used || refused == Some(EXPIRED)) {
            let fault = CrlExpired { crl_issuer: crl_issuer(), next_update, at: context.at };
            // Used all the same: for what it lists, or as the base of a delta CRL that is current.
            tell(Finding::new(place.clone(), fault), fate.used || !settled);
        } else if fate.used && crl.this_update > context.at {
            let fault = CrlInvalid::of(crl_issuer(), NOT_YET_VALID);
            tell(Finding::new(place.clone(), fault), true);
        }
        match refused.or((!fate.used).then_some(OTHER_ISSUER)) {
            Some(EXPIRED) | None => {}
            Some(_) if fate.used => {}
            Some(reason) if is_fault(reason) => {
                tell(Finding::new(place.clone(), CrlInvalid::of(crl_issuer(), reason)), !settled);
            }
            Some(reason) => untold.push((crl, reason)),
        }
        let counts = fate.used || refused == Some(EXPIRED);
        for reason in &crl.forms {
            tell(Finding::new(place.clone(), CrlInvalid::of(crl_issuer(), *reason)), counts);
        }
        if let Some(odd) = &crl.odd {
            let fault = CrlInvalid::at(crl_issuer(), NOT_DER, &crl.der, odd);
            tell(Finding::new(place.clone(), fault), counts);
        }
    }
    for (index, response) in revocation.responses().iter().enumerate() {
        let place = Place::Input { field: response.field, source: Some(response.source) };
        let responder = response.responder_name();
        let fate = response.refusal.map(|reason| Some((reason, false)));
        match fate.or_else(|| answers.get(&index).copied()) {
            Some(None) => {}
            Some(Some((reason, settled))) => {
                let finding = Finding::new(place, OcspInvalid { responder, reason });
                findings.push(if settled { finding.at_most(Severity::Note) } else { finding });
            }
            None => {
                findings.push(Finding::new(place, OcspNotUsed { responder, reason: OTHER_CERTIFICATE }));
            }
        }
    }
    let more = untold.len().saturating_sub(MOST_TOLD);
    for (position, (crl, reason)) in untold.into_iter().take(MOST_TOLD).enumerate() {
        let more = if position + 1 == MOST_TOLD { more } else { 0 };
        let place = Place::Input { field: crl.field, source: Some(crl.source) };
        findings.push(Finding::new(place, CrlNotUsed { crl_issuer: crl.issuer_name.clone(), reason, more }));
    }
}

/// Something is wrong with a CRL that does not count for this reason.
fn is_fault(reason: Phrase) -> bool {
    [
        WRONG_SIGNATURE,
        SIGNATURE_WEAK,
        SIGNER_MAY_NOT_SIGN,
        SIGNER_NOT_TRUSTED,
        SIGNER_REVOKED,
        SIGNER_MISSING,
        NOT_YET_VALID,
        EXPIRED,
        SCOPE_MALFORMED,
    ]
    .contains(&reason)
}
