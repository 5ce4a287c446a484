//! Many questions about the same trust anchors, which are read once.

use crate::explain::explain_with;
use crate::paste;
use crate::question::{Anchors, Question};
use crate::report::Report;
use crate::signature::KeptSignatures;

/// Trust anchors, read and kept, for questions that name none of their own; and which signatures of CA certificates were found right
/// so far, which need not be worked out for the next chain under the same CA.
///
/// ```
/// use chainwhy::question::{Anchors, Material, Piece};
/// use chainwhy::{Question, Verifier};
///
/// let pem = String::from("-----BEGIN CERTIFICATE-----…");
/// let anchors = Anchors { mozilla: false, pasted: Some(Material(vec![Piece::Text(pem)])) };
/// let verifier = Verifier::new(&Question { anchors, ..Question::default() });
/// let report = verifier.explain(&Question { server_name: Some("api.example.com".into()), ..Question::default() });
/// assert_eq!(report.schema, 2);
/// ```
#[derive(Clone, Debug)]
pub struct Verifier {
    anchors: Anchors,
    named: bool,
    signatures: KeptSignatures,
}

impl Verifier {
    /// Reads the trust anchors of a question, with its passwords; nothing else of it is looked at.
    #[must_use]
    pub fn new(question: &Question) -> Self {
        Self {
            anchors: paste::anchors_of(question),
            named: question.anchors_named,
            signatures: KeptSignatures::default(),
        }
    }

    /// The report for a question, as [`explain`](crate::explain()) gives it: judged by the anchors that are kept unless the question has its own.
    #[must_use]
    pub fn explain(&self, question: &Question) -> Report {
        if question.anchors_named || question.anchors != Anchors::default() {
            return explain_with(question, &self.signatures);
        }
        let question =
            Question { anchors: self.anchors.clone(), anchors_named: self.named, ..question.clone() };
        explain_with(&question, &self.signatures)
    }
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;
    use crate::explain::explain;

    #[test]
    fn it_answers_as_explain_does() {
        let chain = include_str!("../tests/cases/certificate-expired/intermediate/chain.pem");
        let question = serde_json::json!({ "chain": chain, "anchors": chain, "at": "2026-06-01T00:00:00Z" });
        let whole: Question = serde_json::from_value(question).unwrap();
        let verifier = Verifier::new(&whole);
        let asked = Question { anchors: Anchors::default(), anchors_named: false, ..whole.clone() };
        for _ in 0..2 {
            assert_eq!(verifier.explain(&asked), explain(&whole));
        }
        // A question's own come first.
        let none =
            Question { anchors: Anchors { mozilla: false, pasted: Some(Default::default()) }, ..asked };
        assert_eq!(verifier.explain(&none), explain(&none));
    }

    /// A signature that was found right is of no use to another.
    #[test]
    fn what_is_kept_of_one_chain_says_nothing_of_a_changed_one() {
        let file = include_str!("../tests/cases/certificate-expired/intermediate/chain.pem");
        let anchors = include_str!("../tests/cases/certificate-expired/intermediate/anchors.pem");
        let ask = |chain: &str| -> Question {
            let question =
                serde_json::json!({ "chain": chain, "anchors": anchors, "at": "2026-06-01T00:00:00Z" });
            serde_json::from_value(question).unwrap()
        };
        let verifier = Verifier::new(&ask(""));
        let asked =
            |chain: &str| Question { anchors: Anchors::default(), anchors_named: false, ..ask(chain) };
        for _ in 0..2 {
            assert_eq!(verifier.explain(&asked(file)), explain(&ask(file)));
        }
        // The last letters of a certificate are its signature.
        let end = file.rfind("\n-----END").unwrap();
        let other = if &file[end - 8..end - 7] == "A" { "B" } else { "A" };
        let changed = format!("{}{other}{}", &file[..end - 8], &file[end - 7..]);
        let report = verifier.explain(&asked(&changed));
        assert_eq!(report, explain(&ask(&changed)));
        assert!(report.findings.iter().any(|finding| finding.code == "signature-invalid"), "{report:?}");
    }
}
