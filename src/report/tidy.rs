//! The last step of a report: no text leaves it with a character that is not seen or that turns round what stands beside it.

use super::Report;
use crate::text::tidy;

impl Report {
    /// Writes out what would not be seen, in every text that may quote a stranger. What a certificate says of itself was
    /// written out where it was read.
    pub(crate) fn tidy(&mut self) {
        tidy(&mut self.summary);
        self.remarks.iter_mut().for_each(tidy);
        self.reference.error.iter_mut().for_each(tidy);
        for finding in &mut self.findings {
            tidy(&mut finding.title);
            tidy(&mut finding.message);
            for fix in &mut finding.fixes {
                tidy(&mut fix.text);
                fix.command.iter_mut().for_each(tidy);
            }
        }
        for path in &mut self.paths {
            path.problem.iter_mut().for_each(|problem| tidy(&mut problem.message));
        }
        for answer in &mut self.clients {
            answer.error.iter_mut().for_each(tidy);
            answer.why.iter_mut().for_each(tidy);
            answer.reason.iter_mut().for_each(|reason| tidy(&mut reason.text));
        }
        self.understood.iter_mut().for_each(|understood| tidy(&mut understood.what));
        self.status.iter_mut().for_each(|status| status.why.iter_mut().for_each(tidy));
        for recognised in &mut self.recognised {
            tidy(&mut recognised.quoted);
            tidy(&mut recognised.message);
        }
    }
}
