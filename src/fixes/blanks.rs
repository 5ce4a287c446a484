//! The names that texts and commands are filled with.
//!
//! A text may quote a certificate. A command may not: whoever makes a certificate chooses what stands in it, and whoever reads
//! a report pastes its commands into a shell. So a command is filled with [`ShellWord`]s alone, which are made by comparison
//! with what a host name or an address may consist of, and a command that wants one which is not there is left out.

use crate::certificate::Certificate;
use crate::examined::Examined;
use crate::fault::{CertificateId, Finding, Place};
use crate::rules::{Code, Fault};
use crate::server_name::ServerName;
use crate::text;

/// A word that no shell takes for anything but itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ShellWord(String);

impl ShellWord {
    /// A host: letters, digits, hyphens, underscores and dots, which is all that a [`ServerName`] has. Not an IPv6 address,
    /// whose brackets in a URL are a pattern to a shell.
    fn host(name: &ServerName) -> Option<Self> {
        match name {
            ServerName::Ip(address) if address.is_ipv6() => None,
            name => Self::of(name.to_string(), |byte| matches!(byte, b'.' | b'-' | b'_')),
        }
    }

    /// A host as an entry of a subjectAltName in openssl's configuration.
    fn alternative_name(name: &ServerName) -> Option<Self> {
        let kind = if matches!(name, ServerName::Dns(_)) { "DNS" } else { "IP" };
        Self::of(format!("{kind}:{name}"), |byte| matches!(byte, b'.' | b'-' | b'_' | b':'))
    }

    /// An address that a certificate gives: http or https, a host that is one, no user, query or fragment.
    fn url(text: &str) -> Option<Self> {
        let rest = text.strip_prefix("http://").or_else(|| text.strip_prefix("https://"))?;
        let (authority, _) = rest.split_once('/')?;
        let host = match authority.split_once(':') {
            Some((host, port)) if !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit()) => host,
            Some(_) => return None,
            None => authority,
        };
        Self::host(&ServerName::parse(host)?)?;
        let is_plain = |byte| matches!(byte, b'.' | b'-' | b'_' | b'/' | b':' | b'%' | b'+' | b'=' | b',');
        Self::of(text.to_owned(), is_plain)
    }

    fn of(text: String, is_allowed: impl Fn(u8) -> bool) -> Option<Self> {
        /// Longer than any host name, and than any address that was seen in a public CA's certificates.
        const MOST: usize = 256;
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || is_allowed(byte);
        (text.len() <= MOST && text.bytes().all(plain) && !text.starts_with('-')).then_some(Self(text))
    }
}

/// What the blanks of the advice on one finding are filled with.
pub(super) struct Blanks {
    host: Option<ShellWord>,
    /// The port of the server, where the paste tells one.
    port: Option<u16>,
    alternative_name: Option<ShellWord>,
    issuer_url: Option<ShellWord>,
    crl_url: Option<ShellWord>,
    /// What a text calls the certificate that the finding is about, its issuer, and the nearest name.
    certificate: String,
    issuer: String,
    nearest: String,
}

impl Blanks {
    pub(super) fn new(finding: &Finding, examined: &Examined) -> Self {
        let bag = &examined.bag;
        let subject = subject(finding, examined);
        let certificate = subject.map(|id| bag.get(id));
        let asked = &examined.asked;
        let told = || asked.address.as_ref().and_then(|address| ServerName::parse(&address.host));
        let host = asked.server_name.clone().or_else(told).or_else(|| own_name(examined));
        let language = examined.asked.language;
        let name = |id: CertificateId| text::name_of(id, bag, language);
        let quoted = |label: &str| format!("“{}”", text::foreign(label, text::LONGEST_NAME, language));
        let issuer = match (&*finding.fault, &finding.place) {
            (_, Place::Link { issuer: Some(issuer), .. }) => name(*issuer),
            (Fault::IssuerNotFound(evidence), _) => quoted(&evidence.issuer_name),
            _ => certificate
                .and_then(|certificate| certificate.issuer.label())
                .map(|label| quoted(&label))
                .unwrap_or_default(),
        };
        Self {
            port: examined
                .asked
                .address
                .as_ref()
                .filter(|address| {
                    host.as_ref().is_none_or(|host| ServerName::parse(&address.host).as_ref() == Some(host))
                })
                .and_then(|address| address.port),
            host: host.as_ref().and_then(ShellWord::host),
            alternative_name: host.as_ref().and_then(ShellWord::alternative_name),
            issuer_url: certificate.and_then(issuer_url),
            crl_url: certificate.and_then(crl_url),
            certificate: subject.map(name).unwrap_or_default(),
            issuer,
            nearest: match &*finding.fault {
                Fault::NameMismatch(evidence) => text::foreign(
                    evidence.nearest.as_deref().unwrap_or_default(),
                    text::LONGEST_NAME,
                    language,
                ),
                _ => String::new(),
            },
        }
    }

    /// Whether the certificate gives a safe address of its issuer's certificate.
    pub(super) fn has_issuer_url(&self) -> bool {
        self.issuer_url.is_some()
    }

    /// Whether that address is one of a PKCS #7 file rather than of a certificate (RFC 5280 §4.2.2.1).
    pub(super) fn issuer_url_is_pkcs7(&self) -> bool {
        self.issuer_url.as_ref().is_some_and(|ShellWord(url)| url.ends_with(".p7c") || url.ends_with(".p7b"))
    }

    /// Whether the finding is about a certificate that is known.
    pub(super) fn names_certificate(&self) -> bool {
        !self.certificate.is_empty()
    }

    /// Whether the certificate gives a safe address of a CRL.
    pub(super) fn has_crl_url(&self) -> bool {
        self.crl_url.is_some()
    }

    /// The command with nothing but safe words in its blanks; none where a word is lacking.
    pub(super) fn fill_command(&self, template: &str) -> Option<String> {
        let lacks = |blank: &str, word: &Option<ShellWord>| template.contains(blank) && word.is_none();
        if lacks("{issuer-url}", &self.issuer_url) || lacks("{crl-url}", &self.crl_url) {
            return None;
        }
        let word = |word: &Option<ShellWord>, otherwise: &str| {
            word.as_ref().map_or(otherwise.to_owned(), |ShellWord(word)| word.clone())
        };
        // Not `text::fill`: a command has braces of its own.
        let is_s_client = template.contains("s_client -connect {host}:443");
        let server = self.port.map(|port| {
            let starttls = if is_s_client { crate::address::starttls(port) } else { "" };
            format!("{}:{port}{starttls}", word(&self.host, "HOST"))
        });
        let blanks = [
            ("{host}:443", server.unwrap_or_else(|| String::from("{host}:443"))),
            ("{host}", word(&self.host, "HOST")),
            ("{alternative-name}", word(&self.alternative_name, "DNS:HOST")),
            ("{issuer-url}", word(&self.issuer_url, "")),
            ("{crl-url}", word(&self.crl_url, "")),
        ];
        Some(blanks.iter().fold(template.to_owned(), |text, (blank, word)| text.replace(blank, word)))
    }

    /// The host and port of the server, as plain words.
    pub(super) fn server(&self) -> (&str, u16) {
        let host = self.host.as_ref().map_or("HOST", |ShellWord(host)| host.as_str());
        (host, self.port.unwrap_or(443))
    }

    /// The text with names in its blanks.
    pub(super) fn fill_words(&self, template: &str) -> String {
        text::fill(template, &|blank| match blank {
            "certificate" => self.certificate.clone(),
            "issuer" => self.issuer.clone(),
            "nearest" => self.nearest.clone(),
            _ => String::new(),
        })
    }
}

/// The certificate that a finding is about: for a link the one that was signed; for a list or response the one whose status is
/// wanted of it; for a path the one that it ends at.
pub(super) fn subject(finding: &Finding, examined: &Examined) -> Option<CertificateId> {
    match finding.place {
        Place::Certificate(id) | Place::Link { subject: id, .. } => Some(id),
        Place::Input { .. } if tells_status(finding.code()) => status_wanted(examined),
        Place::Path(_) | Place::Anchors | Place::Request(_) | Place::Input { .. } => {
            examined.best().map(crate::path::CertificationPath::last)
        }
    }
}

/// Whether such a finding is about what tells whether certificates were revoked.
fn tells_status(code: Code) -> bool {
    matches!(
        code,
        Code::CrlExpired
            | Code::CrlInvalid
            | Code::CrlNotUsed
            | Code::InputNoCrl
            | Code::OcspInvalid
            | Code::OcspNotUsed
    )
}

/// Of which certificate the status is wanted: the first that nothing settles, else the first that says where its list is.
fn status_wanted(examined: &Examined) -> Option<CertificateId> {
    let unsettled = examined.findings.iter().find_map(|finding| match finding.place {
        Place::Certificate(id) if finding.code() == Code::RevocationUnknown => Some(id),
        _ => None,
    });
    let with_address = |id: &CertificateId| crl_url(examined.bag.get(*id)).is_some();
    let path = examined.best()?;
    unsettled
        .or_else(|| path.certificates.iter().copied().find(with_address))
        .or_else(|| path.certificates.first().copied())
}

/// A name that the end entity is for, where none was asked for.
fn own_name(examined: &Examined) -> Option<ServerName> {
    let end_entity = examined.bag.get(examined.best()?.end_entity());
    end_entity.extensions.dns_names().into_iter().find_map(ServerName::parse)
}

fn issuer_url(certificate: &Certificate) -> Option<ShellWord> {
    let access = certificate.extensions.authority_info_access.as_ref()?;
    access.value.ca_issuers.iter().find_map(|url| ShellWord::url(url))
}

fn crl_url(certificate: &Certificate) -> Option<ShellWord> {
    certificate.extensions.crl_distribution_points.iter().find_map(|url| ShellWord::url(url))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> bool {
        ShellWord::url(text).is_some()
    }

    #[test]
    fn addresses_of_real_cas_are_taken() {
        for text in [
            "http://cacerts.digicert.com/DigiCertTLSRSASHA2562020CA1-1.crt",
            "http://r11.i.lencr.org/",
            "http://crt.sectigo.com/SectigoRSADomainValidationSecureServerCA.crt",
            "https://pki.goog/repo/certs/gts1c3.der",
            "http://www.microsoft.com/pki/mscorp/Microsoft%20RSA%20TLS%20CA%2001.crt",
            "http://pki.example.com:8080/ca/issuer,v=2.p7c",
        ] {
            assert!(url(text), "{text}");
        }
    }

    #[test]
    fn what_a_shell_would_act_on_is_not_taken() {
        for text in [
            "http://a.example/$(id).crt",
            "http://a.example/`id`.crt",
            "http://a.example/x;id",
            "http://a.example/x|sh",
            "http://a.example/x&id",
            "http://a.example/x>y",
            "http://a.example/x<y",
            "http://a.example/'x'",
            "http://a.example/\"x\"",
            "http://a.example/x\\y",
            "http://a.example/x\ny",
            "http://a.example/x y",
            "http://a.example/x\u{a0}y",
            "http://a.example/x?*",
            "http://a.example/{a,b}",
            "http://a.example/[ab]",
            "http://a.example/~x!",
            "http://a.example/x#y",
            "http://a.example/\u{202e}trc",
            "http://user@a.example/x",
            "http://a.example:80:80/x",
            "http://a.example:/x",
            "http://-o.example/x",
            "http:///x",
            "http://a.example",
            "ldap://a.example/cn=x",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "-o http://a.example/x",
            " http://a.example/x",
        ] {
            assert!(!url(text), "{text}");
        }
        assert!(!url(&format!("http://a.example/{}", "x".repeat(300))));
    }

    #[test]
    fn hosts_are_words_and_ipv6_addresses_are_not() {
        let host = |text| ServerName::parse(text).as_ref().and_then(ShellWord::host).map(|word| word.0);
        assert_eq!(host("API.Example.com"), Some("api.example.com".into()));
        assert_eq!(host("bücher.example"), Some("xn--bcher-kva.example".into()));
        assert_eq!(host("192.0.2.7"), Some("192.0.2.7".into()));
        assert_eq!(host("2001:db8::1"), None);
    }

    /// A command that wants an address which is not there, or is not safe, is not shown at all.
    #[test]
    fn a_command_without_its_address_is_left_out() {
        let blanks = Blanks {
            host: None,
            port: None,
            alternative_name: None,
            issuer_url: ShellWord::url("http://a.example/$(id)"),
            crl_url: None,
            certificate: String::new(),
            issuer: String::new(),
            nearest: String::new(),
        };
        assert_eq!(blanks.fill_command("curl {issuer-url}"), None);
        assert_eq!(blanks.fill_command("curl https://{host}/ ${x}"), Some("curl https://HOST/ ${x}".into()));
    }
}
