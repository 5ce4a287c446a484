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

#[test]
fn what_tools_print_of_a_key_is_found() {
    let digits = "    5a:0c:9f:11:22:33:44:55:66:77:88:99:aa:bb:cc\n    dd:ee:ff:00:11:22";
    let text = format!("Private-Key: (256 bit)\npriv:\n{digits}\npub: none\n");
    assert_eq!(found(&text), [digits.trim_start()]);
    assert_eq!(found(&text.replace("priv:", "prime1:")), [digits.trim_start()]);
    assert_eq!(found(&text.replace("priv:", "modulus:")), [""; 0]);
    let value = "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU=";
    let xml = format!(
        "<RSAKeyValue><Modulus>{value}</Modulus><P>{value}</P><InverseQ>{value}</InverseQ></RSAKeyValue>"
    );
    assert_eq!(found(&xml), [value, value]);
    let age = "AGE-SECRET-KEY-1QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7LQPZRY9X8GF2TVDW0S3JN54";
    assert_eq!(found(&format!("# public key: age1xyz\n{age}\n")), [age]);
    let peer = "[Peer]\nPublicKey = f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU=\nPresharedKey = ";
    assert_eq!(found(&format!("{peer}{value}\n")), [value.trim_end_matches('=')]);
}

#[test]
fn a_key_is_found_under_two_layers_of_a_url_and_in_utf_16_in_base64() {
    use base64ct::{Base64, Encoding};
    let pem = format!("-----BEGIN PRIVATE KEY-----\n{KEY}\n-----END PRIVATE KEY-----");
    let once = pem.replace('\n', "%0A").replace('+', "%2B").replace(' ', "%20").replace('/', "%2F");
    assert_eq!(found(&once.replace('%', "%25")).len(), 1);
    let utf_16: Vec<u8> = format!("\u{feff}{pem}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = pem.encode_utf16().flat_map(u16::to_be_bytes).collect();
    for octets in [utf_16, big] {
        let text = Base64::encode_string(&octets);
        assert_eq!(found(&format!("x {text}")), [text.trim_end_matches('=')]);
    }
}

#[test]
fn a_key_in_groups_is_taken_whole() {
    for size in [4, 5, 8, 10, 11] {
        let groups: Vec<&str> =
            (0..KEY.len()).step_by(size).map(|at| &KEY[at..KEY.len().min(at + size)]).collect();
        let text = groups.join(" ");
        assert_eq!(found(&format!("the key {text} and words behind it")), [text.as_str()], "{size}");
        assert_eq!(found(&text.replace(' ', "\n")).len(), 1);
    }
}

/// What stands behind a key in a Secret is no part of it: a certificate that went with it would make another answer of the question.
#[test]
fn a_certificate_behind_a_key_stays() {
    let wrapped = |text: &str| <base64ct::Base64 as base64ct::Encoding>::encode_string(text.as_bytes());
    let key = wrapped(&format!("-----BEGIN PRIVATE KEY-----\n{KEY}\n-----END PRIVATE KEY-----\n"));
    let certificate =
        wrapped(&format!("-----BEGIN CERTIFICATE-----\n{}\n-----END CERTIFICATE-----\n", "MIIB".repeat(40)));
    for name in ["tls.key", "key", "client-key-data"] {
        let text = format!("data:\n  {name}: {key}\n  ca.crt: {certificate}\n  other: x\n");
        assert_eq!(found(&text), [key.trim_end_matches('=')], "{name}");
    }
}
