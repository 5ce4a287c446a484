//! Prometheus' text exposition format.

use chainwhy::Report;
use chainwhy::report::Verdict;

/// What one question came to.
pub struct Sample {
    pub name: String,
    /// `None` where there was no answer to judge.
    pub report: Option<Report>,
    pub status: u8,
}

pub fn write(samples: &[Sample]) -> String {
    let mut text = String::new();
    let mut family = |name: &str, help: &str, rows: Vec<(String, String)>| {
        text.push_str(&format!("# HELP {name} {help}\n# TYPE {name} gauge\n"));
        for (labels, value) in rows {
            text.push_str(&format!("{name}{{{labels}}} {value}\n"));
        }
    };
    let target = |sample: &Sample| format!("target=\"{}\"", label(&sample.name));
    let with_report =
        || samples.iter().filter_map(|sample| sample.report.as_ref().map(|report| (sample, report)));
    family(
        "chainwhy_trusted",
        "Whether the chain is trusted: 1 yes, 0 no or no answer.",
        samples
            .iter()
            .map(|sample| {
                let trusted = sample.report.as_ref().is_some_and(|report| report.verdict == Verdict::Trusted);
                (target(sample), u8::from(trusted).to_string())
            })
            .collect(),
    );
    family(
        "chainwhy_exit_status",
        "What chainwhy would end with.",
        samples.iter().map(|sample| (target(sample), sample.status.to_string())).collect(),
    );
    family(
        "chainwhy_clients",
        "How many clients accept, refuse, or are not known to do either.",
        with_report()
            .flat_map(|(sample, report)| {
                let agreement = report.agreement;
                [("accept", agreement.accept), ("refuse", agreement.refuse), ("unknown", agreement.unknown)]
                    .map(|(answer, count)| {
                        (format!("{},answer=\"{answer}\"", target(sample)), count.to_string())
                    })
            })
            .collect(),
    );
    family(
        "chainwhy_not_after_seconds",
        "When the first certificate of the path ends, Unix seconds.",
        with_report()
            .filter_map(|(sample, report)| {
                let path = report.paths.first()?;
                let ends = report.certificates.iter().filter(|one| path.certificates.contains(&one.id));
                let first = ends.map(|one| one.not_after.as_str()).min()?;
                Some((target(sample), seconds(first)?.to_string()))
            })
            .collect(),
    );
    family(
        "chainwhy_finding",
        "A finding that is an error or a warning.",
        with_report()
            .flat_map(|(sample, report)| {
                let mut rows: Vec<(String, String)> = Vec::new();
                for finding in &report.findings {
                    let severity = match finding.severity {
                        chainwhy::fault::Severity::Error => "error",
                        chainwhy::fault::Severity::Warning => "warning",
                        chainwhy::fault::Severity::Note => continue,
                    };
                    let labels =
                        format!("{},code=\"{}\",severity=\"{severity}\"", target(sample), finding.code);
                    if !rows.iter().any(|(known, _)| *known == labels) {
                        rows.push((labels, "1".to_owned()));
                    }
                }
                rows
            })
            .collect(),
    );
    text
}

fn label(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n")
}

/// Unix seconds of `YYYY-MM-DDTHH:MM:SSZ` (days from civil, after Hinnant).
pub fn seconds(moment: &str) -> Option<i64> {
    let number = |from: usize, to: usize| moment.get(from..to)?.parse::<i64>().ok();
    let (year, month, day) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
    let (hour, minute, second) = (number(11, 13)?, number(14, 16)?, number(17, 19)?);
    let shifted = if month <= 2 { year - 1 } else { year };
    let era = shifted.div_euclid(400);
    let year_of_era = shifted - era * 400;
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    let days = era * 146_097 + day_of_era - 719_468;
    Some(((days * 24 + hour) * 60 + minute) * 60 + second)
}

#[cfg(test)]
mod tests {
    use super::seconds;

    #[test]
    fn moments_are_counted_in_seconds() {
        assert_eq!(seconds("1970-01-01T00:00:00Z"), Some(0));
        assert_eq!(seconds("2026-06-01T12:00:00Z"), Some(1_780_315_200));
        assert_eq!(seconds("2024-02-29T23:59:59Z"), Some(1_709_251_199));
        assert_eq!(seconds("soon"), None);
    }
}
