//! What must hold of the report on any question, whatever was pasted.

use chainwhy::fault::Severity;
use chainwhy::question::{Anchors, At, Material, Piece};
use chainwhy::report::{Place, Report, Verdict};
use chainwhy::{Question, explain};

/// A question about this chain, with nothing trusted but what is given.
pub fn question(chain: Piece, anchors: Vec<Piece>, crls: Vec<Piece>) -> Question {
    Question {
        chain: Material(vec![chain]),
        anchors: Anchors { mozilla: false, pasted: Some(Material(anchors)) },
        crls: Material(crls),
        server_name: Some("www.example.com".to_owned()),
        at: At::Seconds(1_800_000_000.0),
        ..Question::default()
    }
}

/// Asks, and checks what is promised of every answer.
pub fn examine(question: &Question) {
    let report = explain(question);
    let errors = report.findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    match report.verdict {
        Verdict::Trusted => assert_eq!(errors, 0, "trusted with errors"),
        Verdict::Untrusted => assert!(errors > 0, "not trusted without an error"),
        // What was pasted may be less than all that was sent, which is a warning.
        Verdict::Unreadable | Verdict::Unanswerable => assert!(!report.findings.is_empty(), "not judged without a reason"),
    }
    places_lie_in(&report, question);
    // The same question has the same answer.
    assert_eq!(report, explain(question));
}

fn places_lie_in(report: &Report, question: &Question) {
    let [Piece::Text(text)] = question.chain.0.as_slice() else { return };
    // Lines of text that was decoded first are lines of what it was decoded to.
    if text.contains('\0') {
        return;
    }
    let lines = text.replace("\r\n", "\n").replace('\r', "\n").split('\n').count();
    for finding in &report.findings {
        if let Place::Input { field: chainwhy::fault::InputField::Chain, line: Some(first), end_line: Some(last), .. } =
            &finding.place
        {
            assert!(*first >= 1 && first <= last, "{first}–{last}");
            assert!(usize::try_from(*last).is_ok_and(|last| last <= lines), "line {last} of {lines}");
        }
    }
}
