//! What mends a fault: who must act, what to do, and a command that does it.
//!
//! Where a fix is a changed chain or another set of anchors, it is applied in memory and examined again: then the report
//! can say that it was proved.

mod repair;

use crate::explain::Examined;
use crate::question::{Language, Question};
use crate::report::{Fix, Who};
use crate::rules::Code;
use crate::signature::SignatureMemo;
use repair::{Bench, Repair};

/// A text in both languages.
#[derive(Clone, Copy)]
pub(crate) struct Words {
    pub en: &'static str,
    pub zh: &'static str,
}

impl Words {
    pub(crate) fn in_language(self, language: Language) -> &'static str {
        match language {
            Language::English => self.en,
            Language::Chinese => self.zh,
        }
    }
}

/// What mends each of the findings, the most likely first.
pub(crate) fn propose(question: &Question, examined: &Examined, memo: &SignatureMemo) -> Vec<Vec<Fix>> {
    let mut bench = Bench::new(question, examined, memo);
    examined
        .findings
        .iter()
        .map(|finding| {
            repairs(finding.code()).iter().filter_map(|repair| bench.propose(*repair, finding)).collect()
        })
        .collect()
}

/// Changes to the question that could mend a fault, and that can be tried here.
fn repairs(code: Code) -> &'static [Repair] {
    match code {
        Code::ChainOutOfOrder
        | Code::CertificateUnused
        | Code::RootIncluded
        | Code::CertificateDuplicated => &[Repair::TidyBundle],
        Code::IssuerNotFound | Code::AnchorsEmpty => &[Repair::TrustMozilla],
        Code::RootNotTrusted | Code::EndEntitySelfSigned => &[Repair::TrustTheRoot],
        _ => &[],
    }
}

pub(crate) fn fix(who: Who, text: String) -> Fix {
    Fix { who, client: None, text, command: None, proved: None, bundle: None }
}
