//! The command line as it was typed, parsed and not yet read.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, Parser, Subcommand, ValueEnum};

const EXAMPLES: &str = "\
Examples:
  openssl s_client -connect example.com:443 -showcerts </dev/null | chainwhy --host example.com
  chainwhy connect example.com
  chainwhy connect mail.example.com:587 --starttls smtp
  chainwhy fullchain.pem --anchors company-root.pem --host api.corp.example
  chainwhy doctor api.corp.example

Exit status: 0 trusted, 1 untrusted, 2 unreadable or a question that cannot be answered, 3 the program itself broke.
With several questions, the highest of them.";

/// Says whether a certificate chain leads to a trust anchor, and if not, which link fails, why, and what mends it.
#[derive(Debug, Parser)]
#[command(name = "chainwhy", version, after_help = EXAMPLES, args_conflicts_with_subcommands = true, max_term_width = 100)]
pub struct CommandLine {
    #[command(subcommand)]
    pub command: Option<Command>,
    #[command(flatten)]
    pub ask: Ask,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Takes the chain from a server exactly as it is sent, and judges it
    Connect(Connect),
    /// Lists the trust stores of this machine by client, and says which of them lead to a server's certificate
    Doctor(Doctor),
    /// Asks again and again, for a monitor: exit status and Prometheus text
    Watch(Watch),
    /// Prints a completion script for a shell
    Completions { shell: clap_complete::Shell },
    /// Prints the manual page (roff)
    Man,
}

/// A question about files.
#[derive(Debug, Args, Clone)]
pub struct Ask {
    /// PEM with any text around it, DER, PKCS#7; "-" is standard input, which is read where nothing is named
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Judge each file by itself
    #[arg(long)]
    pub each: bool,
    /// Read one question (JSON) a line, write one report (JSON) a line, in order; other options are defaults for all
    #[arg(long)]
    pub ndjson: bool,
    /// With --ndjson: how many questions are worked on at once (default: the number of processors)
    #[arg(long, value_name = "N", requires = "ndjson")]
    pub jobs: Option<usize>,
    /// Say what would change with the chain of this file in place of the first; may be repeated
    #[arg(long, value_name = "FILE", conflicts_with_all = ["each", "ndjson"])]
    pub compare: Vec<PathBuf>,
    #[command(flatten)]
    pub question: QuestionArgs,
    #[command(flatten)]
    pub output: Output,
}

/// What a chain is judged by.
#[derive(Debug, Args, Clone)]
pub struct QuestionArgs {
    /// What to trust, may be repeated: a file or folder of certificates, `system`, or the built-in `mozilla` roots
    #[arg(long, value_name = "FILE|DIR|system|mozilla")]
    pub anchors: Vec<String>,
    /// DNS name or IP address that the certificate must be valid for; may be repeated
    #[arg(long, value_name = "NAME")]
    pub host: Vec<String>,
    /// Time to verify at: ISO 8601 or Unix seconds (default: now)
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    pub at: Option<String>,
    /// serverAuth (default), clientAuth, emailProtection, codeSigning, timeStamping, ocspSigning, documentSigning, any
    #[arg(long)]
    pub purpose: Option<String>,
    /// Mail address that the certificate must be valid for
    #[arg(long, value_name = "ADDRESS")]
    pub email: Option<String>,
    /// Tell when the answer changes, for which clients, and why
    #[arg(long)]
    pub outlook: bool,
    /// Certificate revocation list, may be repeated
    #[arg(long, value_name = "FILE")]
    pub crl: Vec<PathBuf>,
    /// OCSP response (DER or base64), may be repeated
    #[arg(long, value_name = "FILE")]
    pub ocsp: Vec<PathBuf>,
    /// List of signed certificate timestamps that came with the handshake (bytes or base64), may be repeated
    #[arg(long, value_name = "FILE")]
    pub scts: Vec<PathBuf>,
    /// The logs whose timestamps count: a list as Google and Apple publish theirs (log_list v3, JSON)
    #[arg(long, value_name = "FILE")]
    pub ct_logs: Option<PathBuf>,
    /// default, rfc5280 or cabf: whose rules make a fault an error
    #[arg(long)]
    pub rules: Option<String>,
    /// en or zh-CN (default: by LC_ALL, LC_MESSAGES, LANG)
    #[arg(long, alias = "language", value_name = "LANGUAGE")]
    pub lang: Option<String>,
    /// An error message or traceback of a client, to compare with
    #[arg(long, value_name = "FILE")]
    pub error_text: Option<PathBuf>,
    /// Complete the chain from the addresses in its certificates (HTTP, as the certificates say); what was fetched never counts
    /// as sent
    #[arg(long)]
    pub fetch: bool,
    /// With --fetch: also from private and link-local addresses
    #[arg(long, requires = "fetch")]
    pub fetch_private: bool,
    /// Also end with 1 where a certificate on the path, or the anchor, ends within this many days
    #[arg(long, value_name = "DAYS")]
    pub warn_days: Option<u32>,
}

/// How the answer is given.
#[derive(Debug, Args, Clone)]
pub struct Output {
    /// Form of the answer
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// Print the report as JSON (the same as --format json)
    #[arg(long)]
    pub json: bool,
    /// The whole report, rather than the answer
    #[arg(long)]
    pub full: bool,
    /// Print nothing: the exit status is the answer
    #[arg(long, short)]
    pub quiet: bool,
    /// Write the fixes out for this server, client or platform: nginx, python, node, docker-debian …, or all; may be repeated
    #[arg(long = "for", value_name = "SOFTWARE")]
    pub software: Vec<String>,
    /// Write the corrected bundle to a file, where the answer has one
    #[arg(long, value_name = "FILE")]
    pub fix: Option<PathBuf>,
    /// Also end with 1: `warning`, or `client:ID` where that client refuses; may be repeated
    #[arg(long, value_name = "WHAT")]
    pub fail_on: Vec<String>,
    /// End with 0 only where each of these clients accepts (comma-separated ids)
    #[arg(long, value_name = "IDS", value_delimiter = ',')]
    pub require_client: Vec<String>,
    /// Explain a finding code (`issuer-not-found`) and end
    #[arg(long, value_name = "CODE")]
    pub explain: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For a person
    Text,
    /// For an issue or a pull request
    Markdown,
    /// The report
    Json,
    /// Static analysis results (OASIS SARIF 2.1.0)
    Sarif,
    /// Test results
    Junit,
    /// Annotations of a GitHub workflow
    Github,
}

/// A question to a server.
#[derive(Debug, Args, Clone)]
pub struct Connect {
    /// HOST, HOST:PORT (an IPv6 address in brackets) or a URL
    #[arg(required = true, value_name = "HOST[:PORT]")]
    pub target: String,
    #[command(flatten)]
    pub way: Way,
    /// Print the chain as it was sent (PEM) and end
    #[arg(long)]
    pub pem: bool,
    #[command(flatten)]
    pub question: QuestionArgs,
    #[command(flatten)]
    pub output: Output,
}

/// How a server is reached.
#[derive(Debug, Default, Args, Clone)]
pub struct Way {
    /// Speak this protocol before TLS begins
    #[arg(long, value_enum)]
    pub starttls: Option<StartTls>,
    /// The name to ask for (SNI), where it is not the host; an empty one sends none
    #[arg(long, value_name = "NAME")]
    pub sni: Option<String>,
    /// Protocols to offer (ALPN), comma-separated
    #[arg(long, value_delimiter = ',', value_name = "NAMES")]
    pub alpn: Vec<String>,
    /// Offer this version alone
    #[arg(long, value_enum)]
    pub tls: Option<TlsVersion>,
    /// HTTP proxy to go through; otherwise HTTPS_PROXY and NO_PROXY say
    #[arg(long, value_name = "URL")]
    pub proxy: Option<String>,
    /// Go past any proxy
    #[arg(long, conflicts_with = "proxy")]
    pub no_proxy: bool,
    /// Ask through the proxy and directly: where the chains differ, the proxy answers in place of the server
    #[arg(long)]
    pub via_proxy_and_direct: bool,
    /// Ask each address of the name, and say where their chains differ
    #[arg(long)]
    pub all_addresses: bool,
    /// IPv4 only
    #[arg(short = '4', long)]
    pub ipv4: bool,
    /// IPv6 only
    #[arg(short = '6', long, conflicts_with = "ipv4")]
    pub ipv6: bool,
    /// Certificate to show to the server (PEM)
    #[arg(long, value_name = "FILE", requires = "client_key")]
    pub client_cert: Option<PathBuf>,
    /// Its private key (PEM, unencrypted)
    #[arg(long, value_name = "FILE", requires = "client_cert")]
    pub client_key: Option<PathBuf>,
    /// Seconds to wait for each step
    #[arg(long, value_name = "SECONDS", default_value = "10", value_parser = seconds)]
    pub timeout: Duration,
}

fn seconds(text: &str) -> Result<Duration, String> {
    let seconds: f64 = text.parse().map_err(|_| "not a number of seconds".to_owned())?;
    Duration::try_from_secs_f64(seconds)
        .ok()
        .filter(|timeout| !timeout.is_zero() && timeout.as_secs() <= 3600)
        .ok_or_else(|| "between 0 and 3600 seconds".to_owned())
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum StartTls {
    Smtp,
    Imap,
    Pop3,
    Ftp,
    Ldap,
    Xmpp,
    Postgres,
    Mysql,
}

impl StartTls {
    /// The port that the protocol has where none is named.
    pub fn port(self) -> u16 {
        match self {
            Self::Smtp => 25,
            Self::Imap => 143,
            Self::Pop3 => 110,
            Self::Ftp => 21,
            Self::Ldap => 389,
            Self::Xmpp => 5222,
            Self::Postgres => 5432,
            Self::Mysql => 3306,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TlsVersion {
    #[value(name = "1.2")]
    Tls12,
    #[value(name = "1.3")]
    Tls13,
}

/// What this machine trusts.
#[derive(Debug, Args, Clone)]
pub struct Doctor {
    /// HOST, HOST:PORT or a URL: whether each client accepts it with its own store
    #[arg(value_name = "HOST[:PORT]")]
    pub target: Option<String>,
    /// Look at the machine under this folder, as in a container's file system
    #[arg(long, value_name = "DIR", default_value = "/")]
    pub root: PathBuf,
    /// Use this chain in place of asking the host
    #[arg(long, value_name = "FILE")]
    pub chain: Option<PathBuf>,
    /// A root to add to the stores that lack it
    #[arg(long, value_name = "FILE")]
    pub add: Option<PathBuf>,
    /// Carry the change out: it is shown first, a copy of each file is kept, and --undo takes it back
    #[arg(long, requires = "add")]
    pub apply: bool,
    /// Take back what --apply did last
    #[arg(long, conflicts_with = "apply")]
    pub undo: bool,
    #[command(flatten)]
    pub way: Way,
    /// Time to verify at: ISO 8601 or Unix seconds (default: now)
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    pub at: Option<String>,
    /// en or zh-CN (default: by LC_ALL, LC_MESSAGES, LANG)
    #[arg(long, alias = "language", value_name = "LANGUAGE")]
    pub lang: Option<String>,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// A monitor's question.
#[derive(Debug, Args, Clone)]
pub struct Watch {
    /// Files, and hosts or URLs
    #[arg(required = true, value_name = "FILE|HOST")]
    pub what: Vec<String>,
    /// Seconds between rounds; without it there is one round
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    pub every: Option<Duration>,
    /// Write Prometheus text to this file (as a textfile collector reads it) rather than to standard output
    #[arg(long, value_name = "FILE")]
    pub textfile: Option<PathBuf>,
    #[command(flatten)]
    pub way: Way,
    #[command(flatten)]
    pub question: QuestionArgs,
}
