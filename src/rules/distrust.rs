//! A trust anchor that the relying party still has, and that root programs stopped trusting.

use super::Context;
use crate::certificate::Certificate;
use crate::fault::{Finding, Time, declare_fault};
use crate::path::CertificationPath;
use crate::question::Language;
use crate::root_history::{self, Event, Fact};

declare_fault! {
    /// The anchor bears the name of a CA that root programs stopped trusting.
    AnchorDistrusted = "anchor-distrusted" at Certificate, "RFC 5280 §6.1.1 (d)",
    default Warning, rfc5280 Note, cabf Warning
    {
        /// The CA.
        ca: String,
        /// `distrusted`, or `distrusted-for-new-certificates`: only what was issued after the day.
        event: &'static str,
        /// The day, or the month.
        date: String,
        /// Who decided.
        by: &'static str,
        /// What there is to say, in the language asked for.
        note: String,
        /// Where it can be read.
        source: &'static str,
    }
    en {
        title: "Others stopped trusting this CA",
        message: "The chain ends at {certificate}, which your trust anchors still hold. It bears the name of a CA that others stopped trusting. {note} ({date}, {by})",
    }
    zh {
        title: "别处已不再信任这个 CA",
        message: "证书链终止于 {certificate}，它仍在你的信任锚之中，但名称属于别处已不再信任的 CA。{note}（{date}，{by}）",
    }
    reference en {
        meaning: "The path ends at a trust anchor with the name of a CA that a browser or root program stopped trusting, and the certificate of the server is one that this decision covers.",
        reason: "Each relying party chooses its anchors. Where a CA broke the rules, root programs end trust in it, at once or for whatever it issues after a day.",
        cause: "An old or hand-made set of anchors, or a CA that still issues from a distrusted root.",
        mending: "Have the server's certificate issued by another CA; then remove the anchor.",
        verifiers: "Only who maintains a list of its own refuses: Chrome, Firefox, Java and Apple for their built-in roots. Firefox goes by the days in Mozilla's list, Java 17.0.15 by days of its own for Entrust and Camerfirma, whatever the trust store; both are built in here. OpenSSL, Go, curl and rustls trust what is in the set.",
    }
    reference zh {
        meaning: "路径终止于这样的信任锚：浏览器或根证书计划已不再信任同名的 CA，而且服务器的证书在该决定的范围之内。",
        reason: "信任锚由每个依赖方自行选择。CA 违反规则时，根证书计划会终止信任，或立即生效，或只针对某日之后签发的证书。",
        cause: "信任锚集合陈旧或由人工维护，或者 CA 仍在用不受信任的根签发。",
        mending: "请其他 CA 签发服务器的证书，然后移除该信任锚。",
        verifiers: "只有自行维护名单的客户端会拒绝：Chrome、Firefox、Java 和苹果对其内置根如此。Firefox 依据 Mozilla 列表中的日期，Java 17.0.15 对 Entrust 和 Camerfirma 另有日期，与信任库无关；二者都内置于此。OpenSSL、Go、curl 和 rustls 信任集合里的一切。",
    }
}

/// What is on record about the anchor that the path ends at.
pub(super) fn check(context: &Context<'_>, path: &CertificationPath, findings: &mut Vec<Finding>) {
    if !path.is_anchored() {
        return;
    }
    let anchor = context.bag.get(path.last());
    let Some(ca) = anchor.subject.common_name().or_else(|| anchor.subject.first("OU")) else { return };
    let issued = context.bag.get(path.end_entity()).not_before.to_iso8601();
    let now = context.at.to_iso8601();
    let sha256 = crate::certificate::hex(&anchor.sha256);
    // Moments and days in this notation are in order as texts are. Of several decisions the widest is told, then the first.
    let covers = |fact: &Fact| match fact.event {
        Event::Distrusted => now.as_str() >= fact.date.as_ref(),
        Event::DistrustedForNewCertificates => day(&issued) > fact.date.as_ref(),
        Event::Expired | Event::Removed | Event::Replaced | Event::Rule => false,
    };
    let decisions = root_history::about(ca, anchor.subject.first("O"), Some(&sha256));
    let Some(fact) = decisions.into_iter().filter(covers).min_by_key(|fact| fact.event != Event::Distrusted)
    else {
        return;
    };
    let fault = AnchorDistrusted {
        ca: ca.to_owned(),
        event: fact.event.as_str(),
        date: fact.date.into_owned(),
        by: fact.by,
        note: match context.language {
            Language::English => fact.note_en,
            Language::Chinese => fact.note_zh,
        }
        .into_owned(),
        source: fact.source.url,
    };
    findings.push(Finding::on(path.last(), fault));
}

/// The moments at which an anchor loses its trust for all certificates.
pub(crate) fn moments(anchor: &Certificate) -> Vec<Time> {
    if !anchor.origin.is_anchor() {
        return Vec::new();
    }
    let Some(ca) = anchor.subject.common_name().or_else(|| anchor.subject.first("OU")) else {
        return Vec::new();
    };
    let sha256 = crate::certificate::hex(&anchor.sha256);
    let decisions = root_history::about(ca, anchor.subject.first("O"), Some(&sha256));
    let decided = decisions.into_iter().filter(|fact| fact.event == Event::Distrusted);
    decided.filter_map(|fact| Time::parse(&fact.date)).collect()
}

fn day(moment: &str) -> &str {
    moment.split_once('T').map_or(moment, |(day, _)| day)
}
