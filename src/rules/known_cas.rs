//! What is known in the world about the CA that a path ends at: a product that inspects TLS, or a root with a history.

use super::Context;
use crate::certificate::name::Name;
use crate::fault::{CertificateId, Finding, declare_fault};
use crate::interception;
use crate::path::CertificationPath;
use crate::question::Language;
use crate::root_history::{self, Event};

declare_fault! {
    /// The path ends in the CA of a product that puts its own certificates in place of the servers'.
    IssuerIsInterception = "issuer-is-interception" at Certificate, "",
    default Note, rfc5280 Note, cabf Note
    {
        /// The product.
        product: &'static str,
        /// Who makes it.
        vendor: &'static str,
        /// The name that it is known by here.
        issuer_name: String,
        /// What to ask for, in the language asked for.
        advice: String,
        /// Where the name is documented.
        source: &'static str,
    }
    en {
        title: "This looks like a product that inspects TLS",
        message: "{certificate} was issued by “{issuer_name}”, which looks like {product}: not the server answered, but something between. {advice}",
    }
    zh {
        title: "看起来是检查 TLS 流量的产品",
        message: "{certificate} 由 “{issuer_name}” 签发,看起来是 {product}:应答的不是服务器本身,而是中间的设备或软件。{advice}",
    }
}

declare_fault! {
    /// Something happened to a root: it expired, was removed, distrusted or replaced.
    RootHistory = "root-history" at Certificate, "",
    default Note, rfc5280 Note, cabf Note
    {
        /// The CA.
        ca: String,
        /// `expired`, `removed`, `distrusted-for-new-certificates`, `distrusted`, `replaced` or `rule`.
        event: &'static str,
        /// The day.
        date: String,
        /// By whom it was decided.
        by: &'static str,
        /// What stands in its place.
        successor: Option<String>,
        /// What there is to say, in the language asked for.
        note: String,
        /// Where it can be read.
        source: &'static str,
    }
    en {
        title: "Something happened to this CA",
        message: "“{ca}” ({date}, {by}): {note}",
    }
    zh {
        title: "这个 CA 有过变动",
        message: "“{ca}”({date},{by}):{note}",
    }
}

/// The CA above the last certificate of the path, and the last certificate itself.
pub(super) fn check(context: &Context<'_>, path: &CertificationPath, findings: &mut Vec<Finding>) {
    check_interception(context, path, findings);
    // A trusted path needs no history.
    let anchored = path.is_anchored();
    let last = context.bag.get(path.last());
    let dated = findings.len();
    if !anchored || last.not_after < context.at {
        tell_history(
            context,
            path.last(),
            &last.subject,
            Some(&crate::certificate::hex(&last.sha256)),
            findings,
        );
    }
    if !anchored && findings.len() == dated && !last.is_self_issued() {
        tell_history(context, path.last(), &last.issuer, None, findings);
    }
}

fn check_interception(context: &Context<'_>, path: &CertificationPath, findings: &mut Vec<Finding>) {
    for id in &path.certificates {
        let certificate = context.bag.get(*id);
        let issuer: Vec<(&str, &str)> = certificate
            .issuer
            .attributes
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        let Some(product) = interception::looks_like(&issuer) else { continue };
        if !product.kind.is_interception() {
            continue;
        }
        let advice = match context.language {
            Language::English => product.advice_en(),
            Language::Chinese => product.advice_zh(),
        };
        let issuer_name = certificate.issuer.label().unwrap_or_default();
        let fault = IssuerIsInterception {
            product: product.name,
            vendor: product.vendor,
            issuer_name,
            advice,
            source: product.source,
        };
        findings.push(Finding::on(*id, fault));
        return;
    }
}

fn tell_history(
    context: &Context<'_>,
    at: CertificateId,
    name: &Name,
    sha256: Option<&str>,
    findings: &mut Vec<Finding>,
) {
    let Some(common_name) = name.common_name().or_else(|| name.first("OU")) else { return };
    for fact in root_history::about(common_name, name.first("O"), sha256) {
        let event = match fact.event {
            Event::Expired => "expired",
            Event::Removed => "removed",
            Event::DistrustedForNewCertificates => "distrusted-for-new-certificates",
            Event::Distrusted => "distrusted",
            Event::Replaced => "replaced",
            Event::Rule => "rule",
        };
        let note = match context.language {
            Language::English => fact.note_en,
            Language::Chinese => fact.note_zh,
        };
        let fault = RootHistory {
            ca: common_name.to_owned(),
            event,
            date: fact.date.into_owned(),
            by: fact.by,
            successor: fact.successor.map(str::to_owned),
            note: note.into_owned(),
            source: fact.source.url,
        };
        findings.push(Finding::on(at, fault));
    }
}
