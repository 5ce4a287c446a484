//! Which of the certificates that were sent is the peer's own, and which one is taken for it.
//!
//! TLS sends the own certificate first (RFC 8446 §4.4.2), and whoever verifies takes the first, whatever it is. A paste may have
//! another order; the own certificate is then told by what it is, and that it does not stand first is a finding.

use crate::certificate::{Bag, Certificate, Origin};
use crate::fault::{CertificateId, Finding, InputField, Place, Source};
use crate::question::RuleSet;
use crate::rules::Code;

fn sent(bag: &Bag) -> impl Iterator<Item = (CertificateId, &Certificate)> {
    bag.iter().filter(|(_, known)| known.origin == Origin::Chain)
}

/// The peer's own certificate: the first, unless that is plainly a CA and exactly one other is none and has issued nothing.
pub(crate) fn find(bag: &Bag) -> Option<CertificateId> {
    let (first, certificate) = sent(bag).next()?;
    if !certificate.is_ca() {
        return Some(first);
    }
    let has_issued = |subject: &Certificate| {
        sent(bag).any(|(_, other)| other.issuer.der == subject.subject.der && other.sha256 != subject.sha256)
    };
    let mut others = sent(bag).skip(1).filter(|(_, other)| !other.is_ca() && !has_issued(other));
    match (others.next(), others.next()) {
        (Some((only, _)), None) => Some(only),
        _ => Some(first),
    }
}

/// The one that is taken for it: the first of the text that it stands in. Pieces that were given apart, and sets such as
/// PKCS #7's, have no order that anybody meant; where a form names each part (Vault's answer), the reader has put them in order.
pub(crate) fn taken_for_own(bag: &Bag, own: CertificateId) -> CertificateId {
    let place =
        |id: CertificateId| bag.get(id).source.and_then(|source| Some((source.piece, source.span?.line)));
    let Some((piece, line)) = place(own) else { return own };
    let before = |(id, _): &(CertificateId, &Certificate)| {
        *id < own && place(*id).is_some_and(|(its_piece, its_line)| its_piece == piece && its_line < line)
    };
    sent(bag).find(before).map_or(own, |(first, _)| first)
}

/// The own certificates of several peers, where pieces that were given apart begin with one each.
pub(crate) fn several(bag: &Bag) -> Vec<CertificateId> {
    let mut seen = Vec::new();
    let first_of_its_piece = sent(bag).filter(|(_, known)| {
        let piece = known.source.map(|source| source.piece);
        let is_first = piece.is_some() && !seen.contains(&piece);
        seen.push(piece);
        is_first
    });
    let has_issued = |subject: &Certificate| {
        sent(bag).any(|(_, other)| other.issuer.der == subject.subject.der && other.sha256 != subject.sha256)
    };
    let is_server = |certificate: &Certificate| {
        certificate.extensions.subject_alt_names.is_some()
            || certificate.extensions.extended_key_usage.is_some()
    };
    let own =
        first_of_its_piece.filter(|(_, known)| !known.is_ca() && is_server(known) && !has_issued(known));
    let own: Vec<CertificateId> = own.map(|(id, _)| id).collect();
    if own.len() > 1 { own } else { Vec::new() }
}

/// Whether what stands where the own certificate belongs could not be read: then it is not known, and none other is it.
pub(crate) fn is_unreadable(bag: &Bag, findings: &[Finding], rules: RuleSet) -> bool {
    let Some(own) = find(bag) else { return false };
    let Some(first) = sent(bag).next().and_then(|(_, first)| first.source) else { return false };
    let line = |source: &Source| source.span.map_or(0, |span| span.line);
    findings.iter().any(|finding| {
        let Place::Input { field: InputField::Chain | InputField::Paste, source: Some(source) } =
            &finding.place
        else {
            return false;
        };
        let stands_before = if source.piece == first.piece {
            line(source) < line(&first)
        } else {
            source.piece < first.piece && bag.get(own).is_ca()
        };
        is_a_certificate(finding.code()) && stands_before && finding.is_error(rules)
    })
}

/// Whether a code says, as an error, that what stands there and may be a certificate could not be read.
pub(crate) fn is_a_certificate(code: Code) -> bool {
    matches!(
        code,
        Code::CertificateMalformed
            | Code::PemTruncated
            | Code::PemBase64Invalid
            | Code::PemLabelMismatch
            | Code::PemElided
            | Code::PemBeginMissing
    )
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use crate::fault::Severity;
    use crate::question::{Anchors, At, Material, Piece, Question};
    use crate::report::{Report, Verdict};

    const REVERSED: &str = include_str!("../tests/cases/end-entity-not-first/reversed/chain.pem");
    const ROOT: &str = include_str!("../tests/cases/end-entity-not-first/reversed/anchors.pem");

    fn ask(pieces: Vec<&str>) -> Report {
        let text = |text: &str| Piece::Text(text.to_owned());
        crate::explain(&Question {
            chain: Material(pieces.into_iter().map(text).collect()),
            anchors: Anchors { mozilla: false, pasted: Some(Material(vec![text(ROOT)])) },
            server_name: Some("www.example.com".to_owned()),
            at: At::Text("2026-06-01T12:00:00Z".to_owned()),
            ..Question::default()
        })
    }

    fn blocks() -> (&'static str, &'static str) {
        let end = "-----END CERTIFICATE-----\n";
        REVERSED.split_at(REVERSED.find(end).unwrap() + end.len())
    }

    #[test]
    fn of_one_text_every_client_takes_the_first_certificate() {
        let report = ask(vec![REVERSED]);
        assert_eq!(report.verdict, Verdict::Untrusted);
        assert_eq!(
            (report.findings[0].code, report.findings[0].severity),
            ("end-entity-not-first", Severity::Error)
        );
        let mended = report.findings[0].fixes.iter().find(|fix| fix.bundle.is_some()).unwrap();
        let (intermediate, leaf) = blocks();
        assert_eq!(mended.proved, Some(true));
        assert_eq!(mended.bundle.as_deref(), Some([leaf, intermediate].concat().as_str()));
        assert_eq!(report.agreement.accept, 0);
    }

    #[test]
    fn pieces_that_were_given_apart_have_no_order() {
        let (intermediate, leaf) = blocks();
        let report = ask(vec![intermediate, leaf]);
        assert_eq!(report.verdict, Verdict::Trusted);
        let told: Vec<_> = report.findings.iter().map(|found| (found.code, found.severity)).collect();
        assert!(told.contains(&("end-entity-not-first", Severity::Note)), "{told:?}");
        assert_eq!(report.agreement.refuse, 0);
    }

    #[test]
    fn what_cannot_be_read_is_not_replaced_by_the_next() {
        let (intermediate, leaf) = blocks();
        let broken = leaf.replacen("MII", "MIJ", 1);
        for chain in [[broken.as_str(), intermediate].concat(), [&leaf[..200], "\n", intermediate].concat()] {
            let report = ask(vec![&chain]);
            assert_eq!(report.verdict, Verdict::Untrusted);
            assert!(report.paths.is_empty());
            assert_eq!(report.reference.accepted, None);
            assert!(report.agreement.unknown > 0);
            assert_eq!((report.agreement.accept, report.agreement.refuse), (0, 0));
            assert!(report.clients.iter().all(|row| row.why.is_some() && row.because == [0]));
            let errors = report.findings.iter().filter(|found| found.severity == Severity::Error);
            assert_eq!(errors.count(), 1, "{:?}", report.findings);
        }
    }
}
