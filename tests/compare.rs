//! Two answers set beside each other: what changed, and who gains or loses by it.
#![cfg(not(target_arch = "wasm32"))]

#[allow(dead_code, reason = "only the questions of the cases are used here")]
#[path = "common/cases.rs"]
mod cases;

use chainwhy::compare;
use chainwhy::compare::Comparison;
use chainwhy::question::Question;
use chainwhy::report::Verdict;

fn whats(comparison: &Comparison) -> Vec<&str> {
    comparison.changes.iter().map(|change| change.what).collect()
}

#[test]
fn the_same_is_no_change() {
    let asked = cases::question("healthy/two-tiers");
    let found = compare(&asked, &asked);
    assert_eq!((found.before, found.after), (Verdict::Trusted, Verdict::Trusted));
    assert_eq!(found.summary, "Trusted before and after.");
    assert!(
        found.changes.is_empty()
            && found.clients.is_empty()
            && found.appeared.is_empty()
            && found.gone.is_empty()
    );
}

#[test]
fn a_bundle_without_its_intermediate_loses_clients() {
    let before = cases::question("healthy/two-tiers");
    let after =
        Question { chain: cases::question("issuer-not-found/intermediate-missing").chain, ..before.clone() };
    let found = compare(&before, &after);
    assert_eq!((found.before, found.after), (Verdict::Trusted, Verdict::Untrusted));
    assert_eq!(whats(&found), ["certificateRemoved", "path"]);
    assert!(found.changes[0].text.contains("Example Intermediate"), "{:?}", found.changes[0]);
    let openssl = found.clients.iter().find(|one| one.client == "openssl-3").unwrap();
    assert_eq!((openssl.before, openssl.after), (Some(true), Some(false)));
    assert!(
        openssl.why.is_some() && openssl.text.starts_with("OpenSSL 3 (s_client): accepts → refuses."),
        "{openssl:?}"
    );
    assert_eq!(found.appeared.first().map(|one| one.code), Some("issuer-not-found"));
    // The other way round it is gained.
    let back = compare(&after, &before);
    assert_eq!(whats(&back), ["certificateAdded", "path"]);
    assert!(back.summary.starts_with("It was not trusted and is now."), "{}", back.summary);
    assert_eq!(back.gone.first().map(|one| one.code), Some("issuer-not-found"));
}

#[test]
fn a_renewed_certificate_is_compared_field_by_field() {
    let before = cases::question("certificate-expired/end-entity");
    let after = Question { chain: cases::question("healthy/two-tiers").chain, ..before.clone() };
    let found = compare(&before, &after);
    assert_eq!(whats(&found), ["notBefore", "notAfter"]);
    assert_eq!(
        found.changes[1].text,
        "“www.example.com” is valid until 2026-07-30T00:00:00Z rather than 2026-04-01T00:00:00Z."
    );
    let chinese = compare(&before, &Question { language: Some("zh-CN".into()), ..after });
    assert_eq!(
        chinese.changes[1].text,
        "“www.example.com” 的到期时间由 2026-04-01T00:00:00Z 变为 2026-07-30T00:00:00Z。"
    );
    assert!(chinese.summary.starts_with("原来不受信任，现在受信任。"), "{}", chinese.summary);
}

#[test]
fn another_set_of_anchors_is_told() {
    // The longer path is the one to talk about, and it is still there.
    let before = cases::question("outlook/of-september-2021-with-the-old-root-only");
    let after = Question {
        anchors: cases::question("outlook/of-september-2021-with-both-roots").anchors,
        ..before.clone()
    };
    assert_eq!(whats(&compare(&before, &after)), ["anchors"]);
}
