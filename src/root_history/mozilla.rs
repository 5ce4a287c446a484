//! Roots of Mozilla's list that are trusted only for servers' certificates issued up to a day, that day included
//! (CKA_NSS_SERVER_DISTRUST_AFTER of NSS 3.132): SHA-256 and day. Written by `examples/distrust.rs`.

/// The list that it is taken from.
pub(super) const VERSION: &str = "NSS 3.132";

pub(super) static TRUSTED_UP_TO: &[(&str, &str)] = &[
    // Entrust Root Certification Authority - EC1
    ("02ed0eb28c14da45165c566791700d6451d7fb56f0b2ab1d3b8eb070e56edff5", "2024-11-30"),
    // Entrust Root Certification Authority - G2
    ("43df5774b03e7fef5fe40d931a7bedf1bb2e6b42738c4e6d3841103d3aa7f339", "2024-11-30"),
    // Entrust.net Premium 2048 Secure Server CA
    ("6dc47172e01cbcb0bf62580d895fe2b8ac9ad4f873801e0c10b9c837d21eb177", "2024-11-30"),
    // Izenpe.com
    ("2530cc8e98321502bad96f9b1fba1b099e2d299e0f4548bb914f363bc0d4531f", "2026-04-15"),
];
