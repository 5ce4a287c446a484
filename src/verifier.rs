//! Many questions about the same trust anchors, which are read once.

use crate::explain::explain;
use crate::paste;
use crate::question::{Anchors, Question};
use crate::report::Report;

/// Trust anchors, read and kept, for questions that name none of their own.
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
}

impl Verifier {
    /// Reads the trust anchors of a question, with its passwords; nothing else of it is looked at.
    #[must_use]
    pub fn new(question: &Question) -> Self {
        Self { anchors: paste::anchors_of(question), named: question.anchors_named }
    }

    /// The report for a question, as [`explain`] gives it: judged by the anchors that are kept unless the question has its own.
    #[must_use]
    pub fn explain(&self, question: &Question) -> Report {
        if question.anchors_named || question.anchors != Anchors::default() {
            return explain(question);
        }
        explain(&Question { anchors: self.anchors.clone(), anchors_named: self.named, ..question.clone() })
    }
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;

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
}
