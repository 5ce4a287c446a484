use super::*;

/// What is found, as it stands there.
fn found(text: &str) -> Vec<&str> {
    find(text).into_iter().map(|secret| &text[secret.start..secret.end]).collect()
}

const KEY: &str = "MC4CAQAwBQYDK2VwBCIEIEJ3hHMk0ihjxNkkd7Y3hs0m0gmRzkTZ0w4tFgA+hXgk";

#[test]
fn a_key_is_found_with_its_label_and_without() {
    let pem = format!("-----BEGIN PRIVATE KEY-----\n{KEY}\n-----END PRIVATE KEY-----");
    assert_eq!(found(&format!("one\n{pem}\ntwo")), [pem.as_str()]);
    assert_eq!(found(&format!("key {KEY} and words")), [KEY]);
    assert_eq!(found(&format!("https://{KEY}/x")), [format!("//{KEY}/x")]);
}

#[test]
fn what_is_public_is_none() {
    for text in [
        "",
        "-----BEGIN PRIVATE KEY-----",
        "the block begins with -----BEGIN PRIVATE KEY----- and ends with -----END PRIVATE KEY-----, as usual",
        "-----BEGIN PRIVATE KEY-----\nprivate key removed here; it is never needed\n-----END PRIVATE KEY-----\n",
        "ssl_certificate_key /etc/nginx/ssl/example-2024.key;",
        "private_key: /etc/ssl/private/server-key-2024.pem",
        "    Master-Key: 4B7C8D0E1F2A3B4C5D6E7F8091A2B3C4D5E6F708192A3B4C5D6E7F8091A2B3C4D5E6F708192A3B4C",
        "Server public key is 2048 bit",
        "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\"}",
        "{\"d\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\"}",
        "https://example.com/a@b and me@example.com",
        "30 82 01 22 30 0d 06 09 2a 86 48 86 f7 0d 01 01 01 05 00 03 82 01 0f 00",
    ] {
        assert_eq!(found(text), [""; 0], "{text}");
    }
}

#[test]
fn names_and_passwords_of_addresses_are_found() {
    assert_eq!(found("curl https://me:s3cret@example.com/ and http://you@b.example"), ["me:s3cret", "you"]);
    assert_eq!(found(r"https:\/\/me:pw@example.com\/"), ["me:pw"]);
}

#[test]
fn the_members_of_a_json_web_key_are_found_and_no_others() {
    let value = "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU";
    let text = format!("a {{'kty': 'OKP', 'x': '{value}', 'd': '-{value}', \"qi\":\"{value}---{value}\"}}");
    assert_eq!(found(&text), [format!("-{value}"), format!("{value}---{value}")]);
}

#[test]
fn key_stores_are_found() {
    let store = format!("/u3+7QAAAAIAAAABAAAAAQABa{}", "x9Fq".repeat(20));
    assert_eq!(found(&format!("unable to get local issuer certificate {store}\n")), [store.as_str()]);
}

#[test]
fn places_count_as_javascript_counts() {
    assert_eq!(in_utf16(&format!("证书😀 {KEY}")), [5, 5 + 64, 0]);
}

/// Whatever is pasted, it is gone through once.
#[cfg(not(target_arch = "wasm32"))]
#[test]
#[expect(clippy::disallowed_methods, reason = "a test of time has to look at the clock")]
fn a_quarter_of_a_megabyte_is_looked_through_soon() {
    for piece in [
        "-",
        "M",
        "MIIE ",
        "MC4C",
        "3082",
        "30 ",
        "48,",
        "0x30,",
        "BEGIN ",
        "END",
        "PRIVATE KEY ",
        "-----BEGIN PRIVATE KEY-----",
        "://",
        "://a",
        "\\",
        "\\n",
        "%",
        "&",
        "<a",
        "LS0tLS1CRUdJTiBQUklW",
        "LS0tLS1CRUdJTiBQUklW ",
        "\"d\":\"",
        "kty d: aaaaaaaaaaaaaaaaaaaa ",
        "=",
        "\u{200b}",
        "证",
        "-----END PRIVATE KEY-----",
        KEY,
        "Private-Lines ",
        "TFMwdExTMUNSVWRKVGlCU1UwRWc",
    ] {
        let text = piece.repeat(250_000 / piece.len());
        let start = std::time::Instant::now();
        let count = find(&text).len();
        let taken = start.elapsed();
        println!("{piece:?}: {taken:?}, {count}");
        assert!(taken < std::time::Duration::from_secs(10), "{piece:?} took {taken:?}");
    }
}
