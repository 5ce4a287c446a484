//! The same fault many times over: a hostile certificate has thousands of names, and a report is of bounded size.

use crate::fault::{CertificateId, Finding, Place, Severity, declare_fault};
use crate::rules::{Code, Fault};

/// Findings of one code and one weight that are told of one place. A certificate that somebody uses has one or two.
const MOST_ALIKE: usize = 20;

declare_fault! {
    /// More faults of a kind than are listed.
    CertificateFindingsOmitted = "certificate-findings-omitted" at Certificate, "",
    default Note, rfc5280 Note, cabf Note
    {
        /// The code of those left out.
        omitted: String,
        /// How many.
        count: usize,
    }
    en {
        title: "More findings of the same kind",
        message: "Not listed: {count?1 more finding|# more findings} of `{omitted}` in {certificate}.",
    }
    zh {
        title: "还有同类问题",
        message: "{certificate} 另有 {count} 处 `{omitted}` 未列出。",
    }
    reference en {
        meaning: "One kind of finding occurs more than 20 times in a certificate; the rest are counted and not listed.",
        reason: "A thousand times the same sentence helps nobody, and the report stays of bounded size.",
        cause: "A certificate with a great many names or extensions, made by a faulty program or to do harm.",
        mending: "Mend the cause of the findings that are listed: it is most likely that of the others too.",
        verifiers: "This concerns the report only.",
    }
    reference zh {
        meaning: "同一张证书中某种问题出现超过 20 次，其余的只计数，不逐条列出。",
        reason: "同一句话重复上千次对谁都没有帮助，报告的大小也由此有界。",
        cause: "证书里的名称或扩展非常多，由有缺陷的程序生成，或者蓄意为之。",
        mending: "先消除已列出问题的根源，其余的多半同源。",
        verifiers: "这只关系到报告本身。",
    }
}

/// What makes findings alike: code, place and weight.
type Kind = (Code, Place, [Severity; 3]);

/// Counts what one certificate is found to have of a kind, so that no finding is made of what would be left out again.
pub(super) struct Tally {
    code: Code,
    count: usize,
}

impl Tally {
    /// Findings of a kind that are made of one certificate: enough for each weight and reason that they can have.
    const MOST: usize = 100;

    pub(super) fn of(code: Code) -> Self {
        Self { code, count: 0 }
    }

    /// Whether one more is to be made a finding. It counts in any case.
    pub(super) fn admits(&mut self) -> bool {
        self.count = self.count.saturating_add(1);
        self.count <= Self::MOST
    }

    /// Tells how many were not.
    pub(super) fn close(self, id: CertificateId, findings: &mut Vec<Finding>) {
        let count = self.count.saturating_sub(Self::MOST);
        if count > 0 {
            let omitted = self.code.as_str().to_owned();
            findings.push(Finding::on(id, CertificateFindingsOmitted { omitted, count }));
        }
    }
}

/// Leaves out what repeats. Of each weight enough stays, so that nothing becomes lighter by it.
pub(super) fn leave_out_repetitions(findings: &mut Vec<Finding>) {
    if findings.len() <= MOST_ALIKE {
        return;
    }
    let mut told: Vec<(Kind, usize)> = Vec::new();
    // What was not made a finding in the first place is told together with what is left out here.
    let mut unmade: Vec<(CertificateId, String, usize)> = Vec::new();
    findings.retain(|finding| {
        if let (Fault::CertificateFindingsOmitted(known), Place::Certificate(id)) =
            (&*finding.fault, &finding.place)
        {
            unmade.push((*id, known.omitted.clone(), known.count));
            return false;
        }
        let kind = (finding.code(), finding.place.clone(), finding.limits);
        let known = match told.iter().position(|(known, _)| *known == kind) {
            Some(known) => known,
            None => {
                told.push((kind, 0));
                told.len().saturating_sub(1)
            }
        };
        told.get_mut(known).is_some_and(|(_, count)| {
            *count = count.saturating_add(1);
            *count <= MOST_ALIKE
        })
    });
    for ((code, place, _), count) in told {
        let count = count.saturating_sub(MOST_ALIKE);
        if let Place::Certificate(id) | Place::Link { subject: id, .. } = place
            && count > 0
        {
            unmade.push((id, code.as_str().to_owned(), count));
        }
    }
    while let Some((id, omitted, count)) = unmade.pop() {
        match unmade.iter_mut().find(|(other, code, _)| *other == id && *code == omitted) {
            Some((.., total)) => *total = total.saturating_add(count),
            None => findings.push(Finding::on(id, CertificateFindingsOmitted { omitted, count })),
        }
    }
}
