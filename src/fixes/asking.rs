//! Asking a server for its chain where openssl is not at hand. These programs have braces of their own, so they are put together here
//! and are no [`Advice`](super::advice::Advice).

use super::Words;
use super::blanks::Blanks;
use crate::question::Language;
use crate::report::{Basis, Fix, Who};

/// What asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asking {
    Python,
    PowerShell,
}

const PYTHON: Words = Words {
    en: "Without openssl, Python prints the server's own certificate:",
    zh: "没有 openssl 时，Python 可以输出服务器自己的证书：",
};

const POWERSHELL: Words = Words {
    en: "On Windows, PowerShell prints the certificates that were sent; it looks at them and sends nothing over the connection:",
    zh: "在 Windows 上，PowerShell 可以输出服务器发送的证书；它只查看证书，不会通过连接发送任何内容：",
};

impl Asking {
    /// The fix, with host and port in it.
    pub(super) fn tell(self, blanks: &Blanks, language: Language) -> Option<Fix> {
        let (host, port) = blanks.server();
        let (words, command, source) = match self {
            Self::Python => (
                PYTHON,
                format!("python3 -c \"import ssl; print(ssl.get_server_certificate(('{host}', {port})))\""),
                "https://docs.python.org/3/library/ssl.html#ssl.get_server_certificate",
            ),
            Self::PowerShell => (
                POWERSHELL,
                format!(
                    "$t = [Net.Sockets.TcpClient]::new('{host}', {port})\n\
                     $look = {{ param($s, $own, $chain, $e) @($own) + @($chain.ChainPolicy.ExtraStore) | ForEach-Object {{ \
                     '-----BEGIN CERTIFICATE-----'; [Convert]::ToBase64String($_.GetRawCertData(), 'InsertLineBreaks'); \
                     '-----END CERTIFICATE-----' }} | Out-Host; $false }}\n\
                     try {{ [Net.Security.SslStream]::new($t.GetStream(), $false, $look).AuthenticateAsClient('{host}') }} catch {{ }}"
                ),
                "https://learn.microsoft.com/dotnet/api/system.net.security.sslstream",
            ),
        };
        Some(Fix {
            who: Who::You,
            client: Some(match self {
                Self::Python => "python",
                Self::PowerShell => "powershell",
            }),
            text: words.in_language(language).to_owned(),
            command: Some(command),
            basis: Some(Basis::Documented),
            source: Some(source),
            proved: None,
            bundle: None,
        })
    }
}
