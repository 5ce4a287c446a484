//! Anchors as a file: who cannot read its form has none of them, whatever stands in it.
//!
//! What was given is given to clients as it is. Measured with OpenSSL 3.0, curl 7.88, Python 3.12, Node 20 (its `ca` option and
//! NODE_EXTRA_CA_CERTS), Go 1.27, Java 17 (`CertificateFactory`), wget on GnuTLS 3.7, PHP 8.2 and Ruby 3.1.

use super::Refusal;
use crate::certificate::Origin;
use crate::examined::Examined;
use crate::fault::{InputField, Place};
use crate::rules::{Code, Fault};

/// The form of a file of anchors, as far as clients part over it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// DER, as Windows saves a certificate.
    Der,
    /// PKCS #7, in either writing.
    Pkcs7,
    /// A store of Java.
    JavaStore,
    Pkcs12,
    /// END and BEGIN stand on one line.
    Joined,
    /// A block of it is broken.
    Broken,
}

/// A file of anchors that not every client can read.
pub(super) struct AnchorFile {
    form: Form,
    /// The finding that tells of the form.
    pub finding: usize,
}

impl AnchorFile {
    /// Of what was given, where it is one file and nothing else is trusted.
    pub(super) fn of(examined: &Examined) -> Option<Self> {
        if examined.anchors.mozilla {
            return None;
        }
        let told = |(finding, told): (usize, &crate::fault::Finding)| {
            let Place::Input { field: InputField::Anchors, source } = &told.place else { return None };
            let form = match &*told.fault {
                Fault::AnchorsForm(evidence) => match evidence.form.token.as_str() {
                    "der" => Form::Der,
                    "pkcs7" => Form::Pkcs7,
                    "pkcs12" => Form::Pkcs12,
                    _ => Form::JavaStore,
                },
                Fault::PemBlocksJoined(_) => Form::Joined,
                Fault::PemTruncated(_) | Fault::PemBase64Invalid(_) => Form::Broken,
                _ => return None,
            };
            Some((form, finding, source.map(|source| source.piece)))
        };
        let (form, finding, piece) = examined.findings.iter().enumerate().find_map(told)?;
        let mut anchors =
            examined.bag.iter().filter(|(_, known)| known.origin == Origin::PastedAnchor).peekable();
        anchors.peek()?;
        let is_all = anchors.all(|(_, known)| known.source.map(|source| source.piece) == piece);
        is_all.then_some(Self { form, finding })
    }

    /// Whether it hangs on which block is broken, and where: PHP leaves out a block that it cannot read, and one that breaks off takes
    /// the next with it.
    pub(super) fn is_open(&self, client: &str) -> bool {
        self.form == Form::Broken && client == "php"
    }

    /// What a client says that cannot read it; nothing of one that can, or of which it is not known.
    pub(super) fn refusal(&self, client: &str) -> Option<Refusal> {
        let reads_pem_alone =
            !matches!(client, "java-17" | "chrome" | "firefox" | "windows" | "dotnet" | "macos");
        let loses = match self.form {
            Form::Der | Form::Pkcs7 => reads_pem_alone,
            Form::JavaStore => client != "java-17",
            Form::Pkcs12 => reads_pem_alone || matches!(client, "chrome" | "firefox"),
            // GnuTLS and what goes from marker to marker take the blocks apart.
            Form::Joined => is_of_openssl(client) || matches!(client, "go" | "java-17" | "php"),
            // Go passes over the block alone.
            Form::Broken => {
                is_of_openssl(client)
                    || is_of_gnutls(client)
                    || matches!(client, "java-17" | "pyca-cryptography")
            }
        };
        let nothing_found = !matches!(self.form, Form::Joined | Form::Broken);
        let words = match client {
            "curl" => "curl: (77) error setting certificate file: anchors",
            "cargo" => "[77] Problem with the SSL CA cert (path? access rights?)",
            "php" => {
                "Warning: no valid certs found cafile stream: `anchors' / Warning: file_get_contents(): Failed to enable crypto"
            }
            "ruby" if nothing_found => {
                "OpenSSL::SSL::SSLError: SSL_CTX_load_verify_file: no certificate or crl found"
            }
            "ruby" => "OpenSSL::SSL::SSLError: SSL_CTX_load_verify_file: PEM lib",
            "gnutls" if nothing_found => "Error setting the x509 trust file: No certificate was found.",
            "openssl-3" if nothing_found => {
                "error:05800088:x509 certificate routines:X509_load_cert_crl_file_ex:no certificate or crl found"
            }
            "openssl-3" => "error:05880009:x509 certificate routines:X509_load_cert_crl_file_ex:PEM lib",
            _ if client.starts_with("python-") && nothing_found => {
                "ssl.SSLError: [X509: NO_CERTIFICATE_OR_CRL_FOUND] no certificate or crl found"
            }
            _ if client.starts_with("python-") => "ssl.SSLError: [X509] PEM lib",
            _ => "",
        };
        let told: &'static [Code] = match self.form {
            Form::Joined => &[Code::PemBlocksJoined],
            Form::Broken => &[Code::PemTruncated, Code::PemBase64Invalid],
            _ => &[Code::AnchorsForm],
        };
        loses.then(|| Refusal { words: words.to_owned(), code: None, faults: told, at: None })
    }
}

/// Whether a client reads anchors in OpenSSL's own form, a TRUSTED CERTIFICATE, with its settings; `None` where that was not measured.
pub(super) fn reads_trusted_form(client: &str) -> Option<bool> {
    match client {
        "openssl-3" | "curl" | "cargo" | "node-20" | "node-24" | "php" | "ruby" | "perl-io-socket-ssl"
        | "openssl-1.1.1" => Some(true),
        _ if client.starts_with("python-") => Some(true),
        // Java reads none of the file.
        "go" | "java-17" | "rustls" | "uv" | "gnutls" | "wget" | "git-gnutls" | "pyca-cryptography" => {
            Some(false)
        }
        _ => None,
    }
}

/// OpenSSL's and BoringSSL's loader stop at what they do not understand.
fn is_of_openssl(client: &str) -> bool {
    client.starts_with("python-")
        || matches!(
            client,
            "openssl-3"
                | "curl"
                | "cargo"
                | "node-20"
                | "node-24"
                | "npm"
                | "bun"
                | "ruby"
                | "perl-io-socket-ssl"
                | "openssl-1.1.1"
        )
}

fn is_of_gnutls(client: &str) -> bool {
    matches!(client, "gnutls" | "wget" | "git-gnutls")
}
