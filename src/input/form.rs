//! What a certificate is for in the file that it stands in: the key, element or name that it is the value of.
//!
//! A Secret, a kubeconfig, Vault's answer and SAML metadata hold certificates of different roles side by side. Which is which, the
//! word in front of each says.

use super::base64::sextet;

/// What a certificate is for, by the word in front of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Role {
    /// Nothing says so.
    #[default]
    Unsaid,
    /// It is sent: `tls.crt`, `certificate`.
    Sent,
    /// It is trusted, and is sent by nobody: `ca.crt`, `caBundle`, `issuing_ca`.
    Trusted,
    /// A client shows it: `client-certificate-data`.
    Client,
    /// It is a private key, or should be: `tls.key`.
    Key,
    /// It signs or encrypts messages, and no chain is built: SAML, JSON Web Keys.
    Message,
}

/// What stands in front of a certificate.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Label {
    /// The key, element or alias.
    pub key: String,
    /// What it says.
    pub role: Role,
    /// Where the value begins: certificates of one value have it in common.
    pub value: usize,
}

/// Words longer than this are no keys.
const LONGEST_KEY: usize = 64;
/// How far before a value its key is looked for.
const FARTHEST: usize = 512;

/// Words by which files say what is trusted, without `_`, `-` and `.`, in lower case.
const TRUSTED: &[&str] = &[
    "cacrt",
    "capem",
    "cacert",
    "cacertpem",
    "cacertificate",
    "cacertificates",
    "cacertificatepem",
    "cachain",
    "cabundle",
    "cabundlecrt",
    "cabundlepem",
    "cafile",
    "cadata",
    "capath",
    "issuingca",
    "rootca",
    "rootcapem",
    "rootcacrt",
    "rootcert",
    "rootcertpem",
    "rootcrt",
    "rootpem",
    "rootcertificate",
    "certificateauthority",
    "certificateauthoritydata",
    "clientca",
    "clientcafile",
    "trustedca",
    "trustedcertificate",
    "trustbundle",
    "trustbundlepem",
    "tlsca",
    "tlscacert",
    "sslca",
    "sslrootcert",
    "serverca",
    "servercapem",
    "servercacert",
    "clientcacert",
    "trustedcacertificates",
    "truststore",
    "truststorepem",
    "cacerts",
    "cacertspem",
    "tlscabundlepem",
    "servicecacrt",
    "caroot",
    "rootsandintermediates",
    "additionaltrustbundle",
    "trustedcas",
    "trustanchors",
    "ca",
];
/// Words for what is sent.
const SENT: &[&str] = &[
    "tlscrt",
    "tlscert",
    "certificate",
    "certificatepem",
    "cert",
    "certpem",
    "crt",
    "servercrt",
    "servercert",
    "servercertificate",
    "serverpem",
    "fullchain",
    "fullchainpem",
    "certificatechain",
    "certchain",
    "certchainpem",
    "sslcertificate",
    "chain",
    "chainpem",
    "crtlist",
    "certfile",
    "tlscertificate",
    "publiccert",
    "certificatebody",
];
/// Words for what a client shows.
const CLIENT: &[&str] = &[
    "clientcertificatedata",
    "clientcertificate",
    "clientcrt",
    "clientcert",
    "clientpem",
    "clientcertpem",
    "usercrt",
    "usercert",
    "userpem",
    "sslcert",
    "postgresqlcrt",
    "xforwardedclientcert",
    "xamznmtlsclientcert",
    "xamznmtlsclientcertleaf",
    "xclientcert",
    "xclientcertificate",
    "xsslclientcert",
    "xsslclientcertificate",
    "sslclientcert",
    "sslclientescapedcert",
];
/// Members that only say how a value is written: what it is for, the word around them says.
const WRAPPING: &[&str] = &[
    "inline_bytes",
    "inline_string",
    "inlineBytes",
    "inlineString",
    "cert",
    "certificate",
    "pem",
    "der",
    "data",
    "value",
    "content",
    "contents",
    "raw",
    "body",
    "text",
    "Cert",
    "Chain",
];
/// Elements and members for keys of messages.
const MESSAGE: &[&str] = &["x509certificate", "x5c"];

/// What a key says of its value.
pub(crate) fn role_of(key: &str) -> Role {
    let word: String = key
        .chars()
        .take(LONGEST_KEY)
        .filter(|character| character.is_ascii_alphanumeric())
        .map(|character| character.to_ascii_lowercase())
        .collect();
    let among = |words: &[&str]| words.contains(&word.as_str());
    if among(TRUSTED) {
        Role::Trusted
    } else if among(CLIENT) {
        Role::Client
    } else if among(MESSAGE) {
        Role::Message
    } else if among(SENT) {
        Role::Sent
    } else if word.ends_with("key") || word.ends_with("keydata") || word.ends_with("keypem") {
        Role::Key
    } else {
        Role::Unsaid
    }
}

/// What stands in front of the value that begins at `start`, in a text of which everything up to `from` is dealt with. `before`: what
/// stood in front of the certificate before; it holds on where nothing but separators stands between.
pub(super) fn label(text: &str, from: usize, start: usize, before: Option<&Label>) -> Option<Label> {
    let nearest = start.saturating_sub(FARTHEST).max(from);
    let mut nearest = nearest.min(start);
    while !text.is_char_boundary(nearest) {
        nearest += 1;
    }
    let between = text.get(nearest..start).unwrap_or_default();
    if let Some(before) = before
        && nearest == from
        && is_separator(between)
    {
        return Some(before.clone());
    }
    let key = element(between).or_else(|| member(between))?;
    let key = if WRAPPING.contains(&key) { around(between, key).unwrap_or(key) } else { key };
    Some(Label { role: role_of(key), key: key.to_owned(), value: start })
}

/// Whether nothing stands between two certificates but what separates the parts of one value.
fn is_separator(between: &str) -> bool {
    let mut rest = between;
    while let Some(first) = rest.chars().next() {
        rest = match rest.strip_prefix("\\n").or_else(|| rest.strip_prefix("\\r")) {
            Some(rest) => rest,
            None if first.is_whitespace() || matches!(first, '"' | '\'' | ',' | '\\' | '-' | '|') => {
                rest.get(first.len_utf8()..).unwrap_or_default()
            }
            None => return false,
        };
    }
    true
}

/// The name of the element that a text ends in the start tag of, without its prefix.
fn element(between: &str) -> Option<&str> {
    let (_, tag) = between.trim_end().strip_suffix('>')?.rsplit_once('<')?;
    let name = tag.split([' ', '\t', '\n']).next()?;
    let name = name.rsplit(':').next()?;
    let is_name = !name.is_empty()
        && name.len() <= LONGEST_KEY
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_name.then_some(name)
}

/// The key of `key: `, `"key": ["`, `key = <<EOT`, `key: |`, `const char *key = "`, `key(` and their like.
fn member(between: &str) -> Option<&str> {
    let opening = [' ', '\t', '\n', '\r', '"', '\'', '`', '\\', '[', '(', '{', '|', '>', '-', '+', '*'];
    let mut rest = between.trim_end_matches(opening);
    // What a document in the text is introduced by.
    if let Some((before, word)) = rest.rsplit_once("<<")
        && !word.is_empty()
        && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'"' | b'~'))
    {
        rest = before.trim_end();
    }
    let rest =
        rest.strip_suffix([':', '='])?.trim_end_matches([':', ' ', '\t', '"', '\'', '\\', '[', ']', '+']);
    let is_part = |character: char| character.is_ascii_alphanumeric() || matches!(character, '_' | '-' | '.');
    let length: usize =
        rest.chars().rev().take_while(|character| is_part(*character)).map(char::len_utf8).sum();
    let key = rest.get(rest.len() - length..)?.trim_start_matches(['-', '.']);
    (!key.is_empty() && key.len() <= LONGEST_KEY).then_some(key)
}

/// The word around a member that only wraps, where it says what the value is for: `"trusted_ca": {"inline_bytes": `,
/// `name: ca.crt` in the line before `value: `, `x-forwarded-client-cert: By=…;Cert=`.
fn around<'t>(between: &'t str, key: &str) -> Option<&'t str> {
    let (before, _) = between.rsplit_once(key)?;
    let says = |word: &&str| !matches!(role_of(word), Role::Unsaid | Role::Key);
    let before = before.trim_end_matches(['"', '\'', ' ', '-', '\t']);
    // A header of a proxy has several parts.
    if let Some(part) = before.strip_suffix(';') {
        let line = part.rsplit(['\n', '\r']).next()?;
        return line.split_once(':').map(|(name, _)| name.trim()).filter(says);
    }
    let outer = before.trim_end_matches(['"', '\'', ' ', '\t', '\n', '\r', '{', '[', '(']);
    if outer.ends_with([':', '=']) {
        return member(outer).filter(says);
    }
    // The line before gives the name.
    let line = before.trim_end_matches([' ', '\t', '\n', '\r', ',']).rsplit(['\n', '\r', ',']).next()?;
    let (name, value) = line.split_once(':').or_else(|| line.split_once('='))?;
    let bare = |text: &'t str| text.trim_matches([' ', '\t', '"', '\'', '-', '{']);
    matches!(bare(name), "name" | "Name" | "key" | "Key" | "filename" | "path")
        .then(|| bare(value))
        .filter(says)
}

/// Whether the base64 in an element begins behind other text, as where somebody pasted the lines that OpenSSL prints before it: where.
pub(super) fn base64_behind_text(text: &str, start: usize, end: usize) -> Option<usize> {
    const MOST_TRIES: usize = 8;
    let element = text.get(start..end)?;
    element.match_indices("MII").map(|(at, _)| start + at).take(MOST_TRIES).find(|at| {
        text.as_bytes()
            .get(*at..end)
            .is_some_and(|rest| rest.iter().take(64).filter(|byte| sextet(**byte).is_some()).count() >= 60)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(before: &str) -> Option<String> {
        label(before, 0, before.len(), None).map(|label| label.key)
    }

    #[test]
    fn keys_are_found_in_front_of_their_values() {
        for (before, wanted) in [
            ("data:\n  tls.crt: ", Some("tls.crt")),
            ("  ca.crt: |\n    ", Some("ca.crt")),
            ("  \"ca_chain\": [\"", Some("ca_chain")),
            ("{\"data\":{\"certificate\":\"", Some("certificate")),
            ("  x5c:\n    - ", Some("x5c")),
            ("    certificate-authority-data: ", Some("certificate-authority-data")),
            ("resource \"x\" \"y\" {\n  ca_cert_pem = <<-EOT\n    ", Some("ca_cert_pem")),
            ("const char* rootCACertificate = \\\n\"", Some("rootCACertificate")),
            ("<ds:X509Data><ds:X509Certificate>\n", Some("X509Certificate")),
            ("<X509Certificate xmlns=\"http://x/\">", Some("X509Certificate")),
            ("const ca = `", Some("ca")),
            ("a chain:\n", Some("chain")),
            ("\"trusted_ca\": {\n  \"inline_bytes\": \"", Some("trusted_ca")),
            ("{\"serverCaCert\":{\"cert\":\"", Some("serverCaCert")),
            ("- name: ca.crt\n  value: |\n    ", Some("ca.crt")),
            ("- name: OTHER\n  value: |\n    ", Some("value")),
            ("x-forwarded-client-cert: By=spiffe://a;Hash=0;Cert=\"", Some("x-forwarded-client-cert")),
            ("{\"server\":{\"cert\":\"", Some("cert")),
            ("hello there\n", None),
            ("", None),
        ] {
            assert_eq!(key(before).as_deref(), wanted, "{before}");
        }
    }

    #[test]
    fn words_have_roles() {
        for (word, role) in [
            ("ca.crt", Role::Trusted),
            ("caBundle", Role::Trusted),
            ("certificate-authority-data", Role::Trusted),
            ("issuing_ca", Role::Trusted),
            ("tls.crt", Role::Sent),
            ("client-certificate-data", Role::Client),
            ("X509Certificate", Role::Message),
            ("whatever", Role::Unsaid),
        ] {
            assert_eq!(role_of(word), role, "{word}");
        }
    }

    #[test]
    fn a_value_goes_on_over_separators() {
        let text = "tls.crt: |\n  A\n  B";
        let (first, second) = (text.find('A').unwrap(), text.find('B').unwrap());
        let before = label(text, 0, first, None);
        assert_eq!(label(text, first + 1, second, before.as_ref()), before);
        assert_eq!(label("x\ny B", 0, 4, before.as_ref()), None);
    }
}
