//! RFC 5280 §4.1.2.5: a certificate is used within its validity period.

use super::Context;
use crate::certificate::{Certificate, Origin};
use crate::fault::{Days, Finding, Phrase, Time, Words, declare_fault};
use crate::path::CertificationPath;

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
        days: Days,
    }
    en {
        title: "The certificate has expired",
        message: "{certificate} expired on {not_after}, {days} before the time of verification ({at}).",
    }
    zh {
        title: "证书已过期",
        message: "{certificate} 的有效期到 {not_after} 为止；到验证时间（{at}）已过期{days}。",
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
        reason: "过了这个日期，CA 不再为名称与密钥的对应关系负责，也不再公布其吊销状态。",
        cause: "自动续期失败；新证书已安装但服务器没有重新加载；或证书链文件里的中间证书、交叉证书一直没有更换。",
        mending: "续期证书，或把过期的中间证书换成现行版本，然后重新加载服务器。如果所有网站都显示过期，请检查客户端时钟。",
        verifiers: "对终端实体证书和中间证书，各验证器一致。OpenSSL、Go 和 GnuTLS 还会检查信任锚的日期，rustls 和 Java 不检查。",
    }
}

declare_fault! {
    /// The validity period had not begun at the time of the question.
    CertificateNotYetValid = "certificate-not-yet-valid" at Certificate, "RFC 5280 §4.1.2.5",
    default Error, rfc5280 Error, cabf Error
    {
        /// When the validity period begins.
        not_before: Time,
        /// The time verified at.
        at: Time,
    }
    en {
        title: "The certificate is not valid yet",
        message: "{certificate} is valid from {not_before}; the time verified at is {at}. If that is not the real time, a clock is wrong.",
    }
    zh {
        title: "证书尚未生效",
        message: "{certificate} 自 {not_before} 起有效；验证时间是 {at}。如果这不是真实时间，说明时钟不准。",
    }
    reference en {
        meaning: "The time of verification lies before the certificate's notBefore.",
        reason: "The CA vouches for the binding only from that date on.",
        cause: "A clock that is behind (a device without battery, a virtual machine that was resumed), or a certificate made for later.",
        mending: "Set the clock. If it is right, wait or use the certificate that is valid now.",
        verifiers: "All agree for end entities and intermediates.",
    }
    reference zh {
        meaning: "验证时间早于证书的 notBefore。",
        reason: "CA 只从该日期起担保名称与密钥的对应关系。",
        cause: "时钟落后（没有电池的设备、恢复运行的虚拟机），或证书是为将来准备的。",
        mending: "校准时钟。如果时钟无误，请等待，或使用当前有效的证书。",
        verifiers: "对终端实体和中间证书，各客户端一致。",
    }
}

declare_fault! {
    /// The validity period ends before it begins.
    ValidityInverted = "validity-inverted" at Certificate, "RFC 5280 §4.1.2.5",
    default Error, rfc5280 Error, cabf Error
    {
        /// When the validity period would begin.
        not_before: Time,
        /// When it would end.
        not_after: Time,
    }
    en {
        title: "The validity period ends before it begins",
        message: "{certificate} is valid from {not_before} until {not_after}: at no time at all.",
    }
    zh {
        title: "有效期的结束早于开始",
        message: "{certificate} 的有效期从 {not_before} 到 {not_after}：任何时候都无效。",
    }
    reference en {
        meaning: "notAfter lies before notBefore.",
        reason: "Such a certificate is valid at no time.",
        cause: "A faulty issuing program.",
        mending: "Have the certificate issued anew.",
        verifiers: "webpki names it; the others say that it has expired or is not valid yet.",
    }
    reference zh {
        meaning: "notAfter 早于 notBefore。",
        reason: "这样的证书任何时候都无效。",
        cause: "签发程序有缺陷。",
        mending: "重新签发证书。",
        verifiers: "webpki 会直接指出；其他客户端报已过期或尚未生效。",
    }
}

declare_fault! {
    /// The trust anchor's own certificate is outside its validity period.
    AnchorExpired = "anchor-expired" at Certificate, "RFC 5280 §4.1.2.5",
    default Error, rfc5280 Error, cabf Error
    {
        /// When its validity period begins.
        not_before: Time,
        /// When it ends.
        not_after: Time,
        /// The time verified at.
        at: Time,
    }
    en {
        title: "The trust anchor has expired",
        message: "The chain leads to {certificate}, which you trust, but that certificate is valid from {not_before} until {not_after} only.",
    }
    zh {
        title: "信任锚已过期",
        message: "证书链通向你信任的 {certificate}，但它的有效期只是从 {not_before} 到 {not_after}。",
    }
    reference en {
        meaning: "The trust anchor that the path leads to is outside its own validity period.",
        reason: "RFC 5280 leaves an anchor's dates to the relying party; OpenSSL, Go and browsers heed them.",
        cause: "An old trust store, or a private root that was not renewed in time.",
        mending: "Renew the root with the same name and key and distribute it, or update the trust store; for a public root, install the CA's current chain.",
        verifiers: "rustls and Java accept it; OpenSSL (10), Go, GnuTLS, Node and browsers refuse it.",
    }
    reference zh {
        meaning: "证书路径通向的信任锚已不在有效期内。",
        reason: "RFC 5280 把信任锚的日期留给依赖方决定；OpenSSL、Go 和浏览器会检查。",
        cause: "旧的信任库，或私有根没有及时续期。",
        mending: "以相同的名称和密钥续期根证书并分发，或更新信任库；公共根则安装该 CA 现行的证书链。",
        verifiers: "rustls 和 Java 接受；OpenSSL（10）、Go、GnuTLS、Node 和浏览器拒绝。",
    }
}

declare_fault! {
    /// The end entity is valid for longer than Apple's systems, or the rules for public CAs, allow.
    ValidityPeriodTooLong = "validity-period-too-long" at Certificate, "CA/B BR §6.3.2",
    default Warning, rfc5280 Note, cabf Error
    {
        /// From beginning to end.
        days: Days,
        /// Who allows less, and how much.
        limit: Phrase,
    }
    en {
        title: "The certificate is valid for too long",
        message: "{certificate} is valid for {days}, and {limit}.",
    }
    zh {
        title: "证书的有效期过长",
        message: "{certificate} 的有效期长达{days}；{limit}。",
    }
    reference en {
        meaning: "The server's certificate is valid for more days than Apple's systems or the Baseline Requirements allow.",
        reason: "The longer a certificate lives, the longer a lost key or a wrong name does harm.",
        cause: "A certificate from a CA of one's own, made for several years so that nobody has to think of it.",
        mending: "Issue it for a shorter time (90 days, or a year at most) and let a tool renew it. The certificates of CAs may live longer.",
        verifiers: "macOS and iOS refuse what was issued since July 2019 for more than 825 days, from private CAs too; others do not look. Public CAs may issue for 398 days since September 2020, for 200 since March 2026, for 100 from March 2027 and for 47 from March 2029 on.",
    }
    reference zh {
        meaning: "服务器证书的有效期超过了苹果系统或 Baseline Requirements 允许的天数。",
        reason: "证书的有效期越长，密钥泄露或名称有误造成的危害就越久。",
        cause: "自建 CA 为了省事，一次签发了好几年的证书。",
        mending: "缩短有效期（90 天，最多一年），并用工具自动续期。CA 证书的有效期可以更长。",
        verifiers: "macOS 和 iOS 拒绝 2019 年 7 月以后签发、有效期超过 825 天的证书，私有 CA 签发的也不例外；其他客户端不检查。公共 CA 自 2020 年 9 月起最多签发 398 天，2026 年 3 月起 200 天，2027 年 3 月起 100 天，2029 年 3 月起 47 天。",
    }
}

declare_fault! {
    /// The answer changes for the worse within the days that were asked about.
    StopsWorkingSoon = "stops-working-soon" at Certificate, "RFC 5280 §4.1.2.5",
    default Warning, rfc5280 Warning, cabf Warning
    {
        /// The last second in which everything is as it is now.
        until: Time,
        /// Whole days until then.
        days: Days,
        /// The clients that refuse from then on.
        clients: Vec<String>,
        /// What ends or begins: the code of the fault that it brings about.
        cause: Words,
        /// `verdict` where nobody who goes by these rules trusts it any more, `clients` where only some clients refuse.
        who: Words,
    }
    en {
        title: "This stops working soon",
        message: "In {days}, after {until}, {cause}; from then on {who}.",
    }
    zh {
        title: "即将失效",
        message: "再过{days}，{until} 之后，{cause}；此后{who}。",
    }
    reference en {
        meaning: "Within the days of `warnDays` something that the chain rests on ends, and the answer changes: for the verdict, or for clients that accept it now.",
        reason: "A certificate that ends is the commonest outage, and the end of a cross-certificate or an old root breaks only some clients, which nobody notices in time.",
        cause: "The server's certificate, an intermediate, a cross-certificate or the trust anchor nears the end of its validity; or a CRL or OCSP response is about to be out of date.",
        mending: "Renew what ends, or replace it in the bundle, before that day. Ask with `outlook` to see every such moment and which clients it concerns.",
        verifiers: "No verifier warns: each accepts until the last second and refuses from the next.",
    }
    reference zh {
        meaning: "在 `warnDays` 指定的天数内，证书链所依赖的内容将要到期，结论会因此改变：要么整体不再受信任，要么一部分现在接受的客户端会拒绝。",
        reason: "证书到期是最常见的故障；而交叉证书或旧根到期只影响一部分客户端，往往没有人及时发现。",
        cause: "服务器证书、中间证书、交叉证书或信任锚的有效期临近结束，或者 CRL、OCSP 响应即将过期。",
        mending: "在这一天之前续期，或在证书链文件中替换即将到期的证书。提问时加上 `outlook`，可以看到每个变化的时刻以及受影响的客户端。",
        verifiers: "没有验证器会提前提醒：到最后一秒都接受，下一秒就拒绝。",
    }
}

/// Who limits validity periods since when: the first day of issue, and the days allowed. The latest first.
struct Limit {
    since: i64,
    days: i64,
    told: Phrase,
}

/// <https://support.apple.com/en-us/103769>; from 1 July 2019 on.
static APPLE: Limit = Limit {
    since: 1_561_939_200,
    days: 825,
    told: Phrase {
        token: "apple",
        en: "macOS and iOS take none that was issued since July 2019 for more than 825 days, whoever issued it",
        zh: "macOS 和 iOS 不接受 2019 年 7 月以后签发、有效期超过 825 天的证书，无论由谁签发",
    },
};

/// CA/B BR §6.3.2: from 15 March 2029, 2027 and 2026 and from 1 September 2020 on.
static PUBLIC_CAS: [Limit; 4] = [
    Limit {
        since: 1_868_227_200,
        days: 47,
        told: Phrase {
            token: "public-cas-47",
            en: "public CAs may issue for 47 days at most since March 2029",
            zh: "自 2029 年 3 月起公共 CA 最多只能签发 47 天",
        },
    },
    Limit {
        since: 1_805_068_800,
        days: 100,
        told: Phrase {
            token: "public-cas-100",
            en: "public CAs may issue for 100 days at most since March 2027",
            zh: "自 2027 年 3 月起公共 CA 最多只能签发 100 天",
        },
    },
    Limit {
        since: 1_773_532_800,
        days: 200,
        told: Phrase {
            token: "public-cas-200",
            en: "public CAs may issue for 200 days at most since March 2026",
            zh: "自 2026 年 3 月起公共 CA 最多只能签发 200 天",
        },
    },
    Limit {
        since: 1_598_918_400,
        days: 398,
        told: Phrase {
            token: "public-cas-398",
            en: "public CAs may issue for 398 days at most since September 2020",
            zh: "自 2020 年 9 月起公共 CA 最多只能签发 398 天",
        },
    },
];

impl Limit {
    fn is_exceeded(&self, certificate: &Certificate) -> bool {
        certificate.not_before.0 >= self.since
            && length(certificate) > self.days.saturating_mul(SECONDS_A_DAY)
    }
}

/// In seconds, both ends included.
fn length(certificate: &Certificate) -> i64 {
    certificate.not_after.0.saturating_sub(certificate.not_before.0).saturating_add(1)
}

/// What Apple minds of every CA, and of public ones what they are held to.
fn check_length(context: &Context<'_>, path: &CertificationPath, findings: &mut Vec<Finding>) {
    let id = path.end_entity();
    let certificate = context.bag.get(id);
    if certificate.origin.is_anchor() || certificate.is_ca() {
        return;
    }
    let is_public = context.bag.get(path.last()).origin == Origin::Mozilla;
    // The built-in roots are those for servers.
    let is_of_tls = context.purpose.may_be_tls();
    let limits =
        core::iter::once(&APPLE).chain(PUBLIC_CAS.iter().filter(|_| is_public)).filter(|_| is_of_tls);
    let Some(limit) = limits.into_iter().find(|limit| limit.is_exceeded(certificate)) else { return };
    // A second more than the limit is a day more.
    let whole_days = length(certificate) / SECONDS_A_DAY;
    let days = Days(whole_days.max(limit.days.saturating_add(1)));
    findings.push(Finding::on(id, ValidityPeriodTooLong { days, limit: limit.told }));
}

const SECONDS_A_DAY: i64 = 86_400;

/// Every certificate on the path against the time asked.
pub(super) fn check(context: &Context<'_>, path: &CertificationPath, findings: &mut Vec<Finding>) {
    let at = context.at;
    for id in &path.certificates {
        let certificate = context.bag.get(*id);
        let (not_before, not_after) = (certificate.not_before, certificate.not_after);
        if certificate.origin.is_anchor() {
            if at < not_before || at > not_after {
                findings.push(Finding::on(*id, AnchorExpired { not_before, not_after, at }));
            }
        } else if not_before > not_after {
            findings.push(Finding::on(*id, ValidityInverted { not_before, not_after }));
        } else if at < not_before {
            findings.push(Finding::on(*id, CertificateNotYetValid { not_before, at }));
        } else if at > not_after {
            let days = Days(at.0.saturating_sub(not_after.0) / SECONDS_A_DAY);
            findings.push(Finding::on(*id, CertificateExpired { not_after, at, days }));
        }
    }
    check_length(context, path, findings);
}
