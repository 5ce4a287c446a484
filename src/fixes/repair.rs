//! Repairs that can be tried: the question is changed as the fix would change the world, and examined again.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Words;
use super::blanks::Blanks;
use crate::certificate::{Certificate, Origin, bounds};
use crate::clients;
use crate::examined::Examined;
use crate::fault::{CertificateId, Finding, Severity};
use crate::input::{Says, TrustSettings};
use crate::notation::pem;
use crate::order::gather;
use crate::path::CertificationPath;
use crate::question::{Material, Piece, Question};
use crate::report::{Fix, Verdict, Who};
use crate::rules::{Code, Fault};
use crate::server_name::ServerName;
use crate::signature::SignatureMemo;

/// A change to the question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Repair {
    /// Send the certificates of the best path in order, and no others.
    TidyBundle,
    /// Trust the Mozilla roots as well.
    TrustMozilla,
    /// Trust the root that the chain ends at, or the renewed root that was sent along.
    TrustTheRoot,
    /// Trust the end entity, which signed itself.
    TrustTheServer,
    /// Ask for the name of the certificate that comes nearest to the one asked for.
    AskForTheNearestName,
    /// Take out the pasted anchors that have the name of the anchor that is used, and another key.
    DropStaleAnchors,
    /// Take out the pasted anchors that have expired.
    DropExpiredAnchors,
    /// Take out the pasted anchors that are servers' certificates.
    DropServerAnchors,
    /// Write what was sent as PEM should be, in the order in which it stands.
    RewriteChain,
    /// Write the pasted anchors as PEM should be.
    RewriteAnchors,
    /// Send the intermediates that stand among the anchors, and trust the roots alone.
    SendWhatIsAnAnchor,
    /// Send the intermediates that are known and were not sent.
    SendWhatIsKnown,
    /// Take the certificates that stand among the CRLs for a part of the chain.
    ReadCertificatesAmongCrls,
}

/// A set of anchors larger than this came from a package, and is not handed back as text.
const MOST_ANCHORS_TOLD: usize = 20;

/// From a question to what is found out about it: the floor above knows how.
pub(crate) type Examine<'a> = &'a dyn Fn(&Question, &SignatureMemo) -> Examined;

/// Where repairs are tried, each once however many findings it could mend.
pub(super) struct Bench<'a> {
    question: &'a Question,
    before: &'a Examined,
    memo: &'a SignatureMemo,
    /// Asks the whole question again.
    examine: Examine<'a>,
    tried: BTreeMap<Repair, Option<Outcome>>,
    /// Which clients accept as it is; asked once it is wanted.
    accepting: Option<Vec<bool>>,
}

/// What came of a repair. The certificates that it was tried on are not kept: they may be many, and so are the repairs.
struct Outcome {
    verdict: Verdict,
    is_anchored: bool,
    /// What was found, and how severe it is.
    findings: Vec<(Code, Severity)>,
    /// A client that accepts as it is refuses afterwards, or nothing was mended.
    loses: bool,
    /// What the server would have to send, where the repair tells it.
    bundle: Option<String>,
}

impl Outcome {
    fn of(repair: Repair, after: &Examined, loses: bool) -> Self {
        let rules = after.asked.rules;
        Self {
            verdict: after.verdict(),
            loses,
            is_anchored: after.best().is_some_and(CertificationPath::is_anchored),
            findings: after
                .findings
                .iter()
                .map(|finding| (finding.code(), finding.severity(rules)))
                .collect(),
            bundle: if repair.completes() { bundle(after) } else { None },
        }
    }
}

impl<'a> Bench<'a> {
    pub(super) fn new(
        question: &'a Question,
        before: &'a Examined,
        memo: &'a SignatureMemo,
        examine: Examine<'a>,
    ) -> Self {
        Self { question, before, memo, examine, tried: BTreeMap::new(), accepting: None }
    }

    /// The fix, with `proved` set; nothing where the repair does not apply, or is only worth telling where it helps.
    pub(super) fn propose(&mut self, repair: Repair, finding: &Finding, blanks: &Blanks) -> Option<Fix> {
        let mended = self.mends(repair, finding)?;
        let (who, words, told) = repair.told();
        if !mended && told == Told::WhereItHelps {
            return None;
        }
        let bundle = match repair {
            Repair::TidyBundle => bundle(self.before),
            Repair::SendWhatIsAnAnchor | Repair::SendWhatIsKnown => {
                self.tried.get(&repair).and_then(|tried| tried.as_ref()?.bundle.clone())
            }
            Repair::RewriteChain => Some(sent(self.before)),
            Repair::RewriteAnchors
            | Repair::DropStaleAnchors
            | Repair::DropExpiredAnchors
            | Repair::DropServerAnchors => self.anchors_left(repair),
            // Never a root that was only sent: it has to come from whoever runs the CA.
            _ => None,
        };
        Some(Fix {
            who,
            client: None,
            text: blanks.fill_words(words.in_language(self.before.asked.language)),
            command: None,
            basis: None,
            source: None,
            proved: Some(mended),
            bundle,
        })
    }

    /// Whether the finding is gone once the repair is made, and nothing is worse.
    fn mends(&mut self, repair: Repair, finding: &Finding) -> Option<bool> {
        let before = self.before;
        if !self.tried.contains_key(&repair) {
            let outcome = self.try_out(repair);
            self.tried.insert(repair, outcome);
        }
        let after = self.tried.get(&repair)?.as_ref()?;
        let rules = before.asked.rules;
        let weight = finding.severity(rules);
        // As a note about a path that is not taken, it may stay.
        let is_there = |(code, severity): &(Code, Severity)| *code == finding.code() && *severity <= weight;
        let gone = !after.findings.iter().any(is_there);
        let no_worse = after.verdict == before.verdict() || after.verdict == Verdict::Trusted;
        // Nothing that is trusted is of use unless the chain leads there.
        let leads_there = !repair.changes_where_it_ends() || after.is_anchored;
        Some(gone && leads_there && !after.loses && (finding.is_error(rules) || no_worse))
    }

    /// Makes the repair and examines the question again; nothing where it does not apply, or where the budget does not suffice.
    fn try_out(&mut self, repair: Repair) -> Option<Outcome> {
        let work = self.memo.work();
        let octets = |known: &Certificate| known.der.as_ref().map_or(0, |der| der.len());
        let all: usize = self.before.bag.iter().map(|(_, known)| octets(known)).sum();
        if work.is_gone() || all > bounds::MOST_OCTETS_TO_REPAIR {
            return None;
        }
        let changed = repair.apply(self.question, self.before)?;
        let after = (self.examine)(&changed, self.memo);
        // Clients are asked only where something is gone: else nothing is mended, whoever accepts.
        let loses = self.keeps_all(&after) || self.loses(&changed, &after);
        // What was cut short proves nothing.
        (!work.is_gone()).then(|| Outcome::of(repair, &after, loses))
    }

    /// Whether all that was found is found as well after a repair.
    fn keeps_all(&self, after: &Examined) -> bool {
        let rules = self.before.asked.rules;
        let told = |finding: &Finding| (finding.code(), finding.severity(rules));
        let still: BTreeSet<(Code, Severity)> = gather(after.findings.iter().map(told));
        self.before.findings.iter().all(|finding| still.contains(&told(finding)))
    }

    /// Whether a client that accepts as it is refuses after a repair.
    fn loses(&mut self, changed: &Question, after: &Examined) -> bool {
        let host = self.question.server_name.as_deref();
        let before = self.accepting.get_or_insert_with(|| clients::accepting(self.before, self.memo, host));
        let still = clients::accepting(after, self.memo, changed.server_name.as_deref());
        before.iter().zip(&still).any(|(before, after)| *before && !after)
    }

    /// The pasted anchors that a repair leaves, as text.
    fn anchors_left(&self, repair: Repair) -> Option<String> {
        let left = repair.anchors_left(self.before);
        let told = (1..=MOST_ANCHORS_TOLD).contains(&left.len());
        told.then(|| left.iter().filter_map(|anchor| anchor.der.as_deref()).map(pem).collect())
    }
}

/// Whether a repair is told of even if it does not mend the finding.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Told {
    Always,
    WhereItHelps,
}

impl Repair {
    /// Who makes the repair, and what is said of it.
    fn told(self) -> (Who, Words, Told) {
        match self {
            Self::TidyBundle => (Who::Server, TIDY, Told::Always),
            // For a private CA the public roots are no answer.
            Self::TrustMozilla => (Who::Client, MOZILLA, Told::WhereItHelps),
            Self::TrustTheRoot => (Who::Client, ROOT, Told::WhereItHelps),
            Self::TrustTheServer => (Who::Client, SERVER, Told::Always),
            Self::AskForTheNearestName => (Who::Client, NEAREST_NAME, Told::WhereItHelps),
            Self::DropStaleAnchors => (Who::Client, STALE, Told::WhereItHelps),
            Self::DropExpiredAnchors => (Who::Client, EXPIRED, Told::WhereItHelps),
            Self::DropServerAnchors => (Who::Client, NO_CA, Told::WhereItHelps),
            Self::SendWhatIsKnown => (Who::Server, SEND_KNOWN, Told::WhereItHelps),
            Self::SendWhatIsAnAnchor => (Who::Server, SEND_ANCHOR, Told::WhereItHelps),
            Self::RewriteChain | Self::RewriteAnchors => (Who::You, REWRITE, Told::WhereItHelps),
            Self::ReadCertificatesAmongCrls => (Who::You, AMONG_CRLS, Told::WhereItHelps),
        }
    }

    /// What the server sends is made whole.
    fn completes(self) -> bool {
        matches!(self, Self::SendWhatIsAnAnchor | Self::SendWhatIsKnown)
    }

    fn changes_where_it_ends(self) -> bool {
        matches!(
            self,
            Self::TrustMozilla | Self::TrustTheRoot | Self::TrustTheServer | Self::SendWhatIsAnAnchor
        )
    }

    /// The question as it would be once the repair is made; none where there is nothing to change.
    fn apply(self, question: &Question, examined: &Examined) -> Option<Question> {
        // Where some of very many anchors were not read, what is left of them cannot be written anew.
        let rewrites = matches!(
            self,
            Self::DropStaleAnchors
                | Self::DropExpiredAnchors
                | Self::DropServerAnchors
                | Self::RewriteAnchors
                | Self::SendWhatIsAnAnchor
        );
        if rewrites && examined.anchors.passed_over > 0 {
            return None;
        }
        let mut changed = examined.readings.ask_again(question);
        match self {
            Self::TidyBundle => changed.chain = Material(vec![Piece::Text(bundle(examined)?)]),
            Self::TrustMozilla if question.anchors.mozilla => return None,
            Self::TrustMozilla => changed.anchors.mozilla = true,
            Self::TrustTheRoot => trust(&mut changed, sent_roots(examined), examined)?,
            Self::TrustTheServer => trust(&mut changed, vec![examined.best()?.end_entity()], examined)?,
            Self::AskForTheNearestName => changed.server_name = Some(nearest_name(examined)?),
            Self::DropStaleAnchors | Self::DropExpiredAnchors | Self::DropServerAnchors => {
                let left = self.anchors_left(examined);
                let pasted = examined.bag.iter().filter(|(_, known)| known.origin == Origin::PastedAnchor);
                if left.is_empty() || left.len() == pasted.count() {
                    return None;
                }
                changed.anchors.pasted = Some(Material(pieces(left).collect()));
            }
            Self::RewriteChain if examined.sent == 0 => return None,
            Self::RewriteChain => changed.chain = Material(vec![Piece::Text(sent(examined))]),
            Self::RewriteAnchors => {
                changed.anchors.pasted = Some(Material(pieces(self.anchors_left(examined)).collect()));
            }
            Self::SendWhatIsAnAnchor => {
                let pasted = examined.bag.iter().map(|(_, known)| known);
                let (roots, intermediates): (Vec<_>, Vec<_>) = pasted
                    .filter(|known| known.origin == Origin::PastedAnchor)
                    .partition(|known| known.is_self_issued() || !known.is_ca());
                if intermediates.is_empty() {
                    return None;
                }
                changed.chain.0.extend(pieces(intermediates));
                changed.anchors.pasted = Some(Material(pieces(roots).collect()));
            }
            Self::SendWhatIsKnown => {
                let known = Arc::clone(examined.readings.intermediates.as_ref()?);
                changed.chain.0.extend(Material::from(known).0);
            }
            Self::ReadCertificatesAmongCrls => {
                if !examined
                    .findings
                    .iter()
                    .any(|finding| matches!(*finding.fault, Fault::InputIsCertificate(_)))
                {
                    return None;
                }
                // Read as a part of the chain, they are no strangers.
                changed.chain.0.extend(question.crls.0.iter().cloned());
                changed.crls = Material::default();
            }
        }
        Some(changed)
    }

    /// The pasted anchors that stay.
    fn anchors_left(self, examined: &Examined) -> Vec<&Certificate> {
        let anchor =
            examined.best().filter(|best| best.is_anchored()).map(|best| examined.bag.get(best.last()));
        let stays = |certificate: &Certificate| match self {
            Self::DropStaleAnchors => anchor.is_none_or(|anchor| {
                anchor.subject.der != certificate.subject.der || anchor.spki == certificate.spki
            }),
            Self::DropExpiredAnchors => examined.asked.at.is_none_or(|at| at <= certificate.not_after),
            Self::DropServerAnchors => certificate.is_ca() || certificate.is_self_issued(),
            _ => true,
        };
        let pasted = examined.bag.iter().map(|(_, known)| known);
        pasted.filter(|known| known.origin == Origin::PastedAnchor && stays(known)).collect()
    }
}

/// The self-issued CA certificates that were sent and are no anchors: what a chain ends at, or the renewed root of a CA whose old one
/// is trusted.
fn sent_roots(examined: &Examined) -> Vec<CertificateId> {
    let end_entity = examined.best().map(CertificationPath::end_entity);
    let is_root = |(id, certificate): &(CertificateId, &Certificate)| {
        certificate.origin == Origin::Chain
            && certificate.is_self_issued()
            && Some(*id) != end_entity
            && examined.bag.find(&certificate.sha256, true).is_none()
    };
    examined.bag.iter().filter(is_root).map(|(id, _)| id).collect()
}

/// Whether a certificate was sent in OpenSSL's own form, with the mark that it is not to be trusted for the purpose.
pub(super) fn is_marked(id: CertificateId, examined: &Examined) -> bool {
    let purpose = examined.asked.purpose.required().map(|(_, number)| number);
    let sent = examined.bag.get(id).der.as_deref();
    examined.readings.chain.certificates.iter().any(|entry| {
        let says = |settings: &TrustSettings| settings.says(purpose) == Says::Rejected;
        entry.trust.as_ref().is_some_and(says) && sent == Some(entry.der.as_ref())
    })
}

fn trust(changed: &mut Question, ids: Vec<CertificateId>, examined: &Examined) -> Option<()> {
    let mut pieces: Vec<Piece> = ids
        .into_iter()
        // What whoever keeps it has distrusted is nobody's to trust.
        .filter(|id| !is_marked(*id, examined))
        .filter_map(|id| examined.bag.get(id).der.as_deref())
        .map(|der| Piece::Text(pem(der)))
        .collect();
    if pieces.is_empty() {
        return None;
    }
    changed.anchors.pasted.get_or_insert_default().0.append(&mut pieces);
    Some(())
}

/// Certificates as material, in the form that every client reads.
fn pieces(certificates: Vec<&Certificate>) -> impl Iterator<Item = Piece> {
    certificates
        .into_iter()
        .filter_map(|certificate| certificate.der.as_deref())
        .map(|der| Piece::Text(pem(der)))
}

/// The nearest name, where it is one that can be asked for.
fn nearest_name(examined: &Examined) -> Option<String> {
    examined.findings.iter().find_map(|finding| match &*finding.fault {
        Fault::NameMismatch(evidence) => {
            evidence.nearest.clone().filter(|name| ServerName::parse(name).is_some())
        }
        _ => None,
    })
}

const TIDY: Words = Words {
    en: "Send the certificates in this order and leave out the others: the server's own first, then each issuer, without the root.",
    zh: "按这个顺序发送证书，其余的不要发送：先是服务器自己的证书，然后依次是各级签发者，不含根证书。",
};
const MOZILLA: Words = Words {
    en: "Trust the public roots as well: the set of anchors that was given replaces them, and this chain leads to one of them.",
    zh: "同时信任公共根证书：所给的信任锚集合取代了它们，而这条证书链正通向其中之一。",
};
const ROOT: Words = Words {
    en: "If this CA is meant to be trusted, get its root from whoever runs it (not from the connection that fails), compare the SHA-256 fingerprint, and add it to the client's trust anchors.",
    zh: "如果本来就应当信任这个 CA，请向其运营者索取根证书（不要取自这条出错的连接），核对 SHA-256 指纹，再把它加入客户端的信任锚。",
};
const SERVER: Words = Words {
    en: "For a server of your own that nobody else uses: copy its certificate from its disk (not from the connection) into the client's trust anchors. Each renewal has to be copied again, and some clients take no server's certificate as an anchor; a small CA of your own is better.",
    zh: "如果这是只供自己使用的服务器：从它的磁盘上（而不是从连接中）复制证书，加入客户端的信任锚。每次续期都要重新复制，而且有些客户端不接受把服务器证书作为信任锚；自建一个小型 CA 更好。",
};
const NEAREST_NAME: Words = Words {
    en: "If {nearest} is the same server, connect to it by that name.",
    zh: "如果 {nearest} 是同一台服务器，请用这个名称连接。",
};
const STALE: Words = Words {
    en: "Take the other anchors of this name out of the set: this chain does not need them.",
    zh: "从集合中去掉同名的其他信任锚：这条证书链用不到它们。",
};
const EXPIRED: Words = Words {
    en: "Take the expired anchors out of the set: this chain does not need them.",
    zh: "从集合中去掉已过期的信任锚：这条证书链用不到它们。",
};
const NO_CA: Words = Words {
    en: "Take the servers' certificates out of the set: this chain does not need them.",
    zh: "从集合中去掉服务器证书：这条证书链用不到它们。",
};
const SEND_ANCHOR: Words = Words {
    en: "Send the intermediate along: it stands among the trust anchors here, and clients that have only the root above it want it from the server.",
    zh: "由服务器一并发送这张中间证书：它在这里位于信任锚之中，而只信任其上根证书的客户端要靠服务器发送。",
};
const SEND_KNOWN: Words = Words {
    en: "Send the missing issuer along: it is among the intermediates that were given as known, and completes the chain. Clients that do not fetch want it from the server.",
    zh: "由服务器一并发送缺少的签发者证书：它就在所给的已知中间证书里，加上它证书链就完整了。不会自行下载的客户端要靠服务器发送。",
};
const REWRITE: Words = Words {
    en: "Save this in its place: the same certificates, written as PEM should be.",
    zh: "用下面的内容替换：证书相同，按规范的 PEM 书写。",
};
const AMONG_CRLS: Words = Words {
    en: "Paste the certificate into the chain instead: it stands among the CRLs.",
    zh: "把这张证书贴到证书链一栏：它现在位于 CRL 栏中。",
};

/// All that repairs say.
#[cfg(test)]
pub(super) const WORDS: &[Words] = &[
    TIDY,
    MOZILLA,
    ROOT,
    SERVER,
    NEAREST_NAME,
    STALE,
    EXPIRED,
    NO_CA,
    SEND_ANCHOR,
    SEND_KNOWN,
    REWRITE,
    AMONG_CRLS,
];

/// Everything that was sent, in the order in which it stands.
fn sent(examined: &Examined) -> String {
    let chain = examined.bag.iter().map(|(_, known)| known).filter(|known| known.origin == Origin::Chain);
    chain.filter_map(|known| known.der.as_deref()).map(pem).collect()
}

/// The best path's certificates as the server should send them: in order, without anchor and root.
fn bundle(examined: &Examined) -> Option<String> {
    let best = examined.best()?;
    let is_sent = |id: &&CertificateId| examined.bag.get(**id).origin == Origin::Chain;
    let is_root = |id: CertificateId| {
        let certificate = examined.bag.get(id);
        id != best.end_entity() && certificate.is_ca() && certificate.is_self_issued()
    };
    let mut kept: Vec<CertificateId> =
        best.certificates.iter().filter(is_sent).filter(|id| !is_root(**id)).copied().collect();
    // What a server sends does not depend on what this client happens to trust: an intermediate that stands among the anchors as
    // well is sent all the same, and so is what was sent above it.
    let mut above = best.is_anchored().then(|| best.last());
    while let Some(id) = above {
        let anchor = examined.bag.get(id);
        let copy = examined.bag.find(&anchor.sha256, false);
        let Some(copy) = copy.filter(|copy| !is_root(*copy) && !kept.contains(copy)) else { break };
        kept.push(copy);
        above = examined
            .bag
            .iter()
            .find(|(_, known)| known.origin == Origin::Chain && known.subject.der == anchor.issuer.der)
            .map(|(id, _)| id);
    }
    kept.iter().map(|id| examined.bag.get(*id).der.as_deref().map(pem)).collect()
}
