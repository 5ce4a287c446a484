//! The code reference in `docs/` is what the declarations say today.
#![cfg(not(target_arch = "wasm32"))]

#[path = "../examples/reference/measured.rs"]
mod measured;
#[path = "../examples/reference/pages.rs"]
mod pages;

use std::path::Path;

#[test]
fn the_reference_is_up_to_date() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    let stale = pages::stale(&docs, &pages::all()).unwrap();
    assert!(
        stale.is_empty(),
        "docs/ is stale in {} pages ({} …). Renew it: {}",
        stale.len(),
        stale.iter().take(3).cloned().collect::<Vec<_>>().join(", "),
        pages::COMMAND
    );
}
