//! Repairs that can be tried: the question is changed as the fix would change the world, and examined again.

use std::collections::BTreeMap;

use super::{Words, fix};
use crate::certificate::Origin;
use crate::explain::wire::pem;
use crate::explain::{Examined, examine};
use crate::fault::{CertificateId, Finding};
use crate::question::{Material, Piece, Question};
use crate::report::{Fix, Verdict, Who};
use crate::signature::SignatureMemo;

/// A change to the question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Repair {
    /// Send the certificates of the best path in order, and no others.
    TidyBundle,
    /// Trust the Mozilla roots as well.
    TrustMozilla,
    /// Trust what the chain ends at.
    TrustTheRoot,
}

/// Where repairs are tried, each once however many findings it could mend.
pub(super) struct Bench<'a> {
    question: &'a Question,
    before: &'a Examined,
    memo: &'a SignatureMemo,
    tried: BTreeMap<Repair, Option<Examined>>,
}

impl<'a> Bench<'a> {
    pub(super) fn new(question: &'a Question, before: &'a Examined, memo: &'a SignatureMemo) -> Self {
        Self { question, before, memo, tried: BTreeMap::new() }
    }

    /// The fix, with `proved` set; nothing where the repair does not apply.
    pub(super) fn propose(&mut self, repair: Repair, finding: &Finding) -> Option<Fix> {
        let mended = self.mends(repair, finding)?;
        let language = self.before.asked.language;
        let (who, words, bundle) = match repair {
            Repair::TidyBundle => (Who::Server, TIDY, bundle(self.before)),
            // Said only where it helps: for a private CA the public roots are no answer.
            Repair::TrustMozilla if !mended => return None,
            Repair::TrustMozilla => (Who::Client, MOZILLA, None),
            Repair::TrustTheRoot => (Who::Client, TRUST, None),
        };
        let text = words.in_language(language).to_owned();
        Some(Fix { proved: Some(mended), bundle, ..fix(who, text) })
    }

    /// Whether the finding is gone once the repair is made.
    fn mends(&mut self, repair: Repair, finding: &Finding) -> Option<bool> {
        let (question, before, memo) = (self.question, self.before, self.memo);
        let after = self
            .tried
            .entry(repair)
            .or_insert_with(|| repair.apply(question, before).map(|changed| examine(&changed, memo)));
        let after = after.as_ref()?;
        let gone = !after.findings.iter().any(|found| found.code() == finding.code());
        let no_worse = after.verdict() == before.verdict() || after.verdict() == Verdict::Trusted;
        Some(gone && (finding.is_error(before.asked.rules) || no_worse))
    }
}

impl Repair {
    /// The question as it would be once the repair is made.
    fn apply(self, question: &Question, examined: &Examined) -> Option<Question> {
        let mut changed = question.clone();
        match self {
            Self::TidyBundle => changed.chain = Material(vec![Piece::Text(bundle(examined)?)]),
            Self::TrustMozilla if question.anchors.mozilla => return None,
            Self::TrustMozilla => changed.anchors.mozilla = true,
            Self::TrustTheRoot => {
                let root = examined.best()?.last();
                let pasted = changed.anchors.pasted.get_or_insert_default();
                pasted.0.push(Piece::Text(pem(examined.bag.get(root).der.as_deref()?)));
            }
        }
        Some(changed)
    }
}

const TIDY: Words = Words {
    en: "Send the certificates in this order and leave out the others: the server's own first, then each issuer, without the root.",
    zh: "按这个顺序发送证书,其余的不要发送:先是服务器自己的证书,然后依次是各级签发者,不含根证书。",
};
const MOZILLA: Words = Words {
    en: "Trust the public roots as well: the set of anchors that was given replaces them, and this chain leads to one of them.",
    zh: "同时信任公共根证书:所给的信任锚集合取代了它们,而这条证书链正通向其中之一。",
};
const TRUST: Words = Words {
    en: "If this CA is meant to be trusted, get its certificate from whoever runs it (not from the connection that fails), compare the SHA-256 fingerprint, and add it to the client's trust anchors.",
    zh: "如果本来就应当信任这个 CA,请向其运营者索取证书(不要取自这条出错的连接),核对 SHA-256 指纹,再把它加入客户端的信任锚。",
};

/// The best path's certificates as the server should send them: in order, without anchor and root.
fn bundle(examined: &Examined) -> Option<String> {
    let best = examined.best()?;
    let is_sent = |id: &&CertificateId| examined.bag.get(**id).origin == Origin::Chain;
    let is_root = |id: CertificateId| {
        let certificate = examined.bag.get(id);
        id != best.end_entity() && certificate.is_ca() && certificate.is_self_issued()
    };
    let kept = best.certificates.iter().filter(is_sent).filter(|id| !is_root(**id));
    kept.map(|id| examined.bag.get(*id).der.as_deref().map(pem)).collect()
}
