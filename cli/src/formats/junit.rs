//! Test results as JUnit's XML has them: one suite a question, one test for the verdict and one for each finding.

use chainwhy::fault::Severity;

use super::xml;
use crate::show::Answer;

pub fn write(answers: &[Answer]) -> String {
    let mut suites = String::new();
    let (mut all, mut failed) = (0, 0);
    for answer in answers {
        let report = &answer.report;
        let name = xml(&answer.name);
        let errors: Vec<_> =
            report.findings.iter().filter(|finding| finding.severity == Severity::Error).collect();
        let refused = report.exit_status() != 0;
        let tests = errors.len() + 1;
        let failures = errors.len() + usize::from(refused);
        (all, failed) = (all + tests, failed + failures);
        suites.push_str(&format!("  <testsuite name=\"{name}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" skipped=\"0\">\n"));
        suites.push_str(&case(
            &name,
            "verdict",
            refused.then_some((report.summary.as_str(), report.summary.as_str())),
        ));
        for finding in errors {
            suites.push_str(&case(&name, finding.code, Some((&finding.title, &finding.message))));
        }
        suites.push_str("  </testsuite>\n");
    }
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites tests=\"{all}\" failures=\"{failed}\" errors=\"0\">\n{suites}</testsuites>\n"
    )
}

fn case(class: &str, name: &str, failure: Option<(&str, &str)>) -> String {
    match failure {
        None => format!("    <testcase classname=\"{class}\" name=\"{name}\"/>\n"),
        Some((title, message)) => format!(
            "    <testcase classname=\"{class}\" name=\"{name}\">\n      <failure message=\"{}\">{}</failure>\n    </testcase>\n",
            xml(title),
            xml(message)
        ),
    }
}
