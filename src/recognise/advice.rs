//! Advice in the pasted text that must not be followed, with the reason.

use std::sync::LazyLock;

use super::phrases::Phrases;
use super::text::Text;

/// A piece of bad advice.
#[derive(Clone, Debug)]
pub struct BadAdvice {
    /// The line it stands on.
    pub quoted: String,
    /// The line of the paste, from 1.
    pub line: u32,
    /// Why not, in English.
    pub why_en: &'static str,
    /// Why not, in Simplified Chinese.
    pub why_zh: &'static str,
}

struct Temptation {
    phrases: &'static [&'static str],
    /// What must stand on the same line for the phrase to be advice.
    beside: &'static str,
    en: &'static str,
    zh: &'static str,
}

static TEMPTATIONS: &[Temptation] = &[
    Temptation {
        phrases: &[
            "verify=False",
            "verify = False",
            "ssl=False",
            "verify_ssl=False",
            "ssl_verify=False",
            "ssl.CERT_NONE",
            "cert_reqs='CERT_NONE'",
            "check_hostname = False",
            "check_hostname=False",
            "_create_unverified_context",
            "PYTHONHTTPSVERIFY=0",
            "ssl_verify false",
            "ssl_verify: false",
            "urllib3.disable_warnings",
            "TCPConnector(ssl=False",
            "TCPConnector(verify_ssl=False",
        ],
        beside: "",
        en: "This switches verification off: anyone on the way can then answer in the server's name, read the tokens that are sent and change what comes back. Give the client the right trust anchor instead.",
        zh: "这会关闭验证：途中的任何人都可以冒充服务器，读取发送的令牌，篡改返回的内容。应当把正确的信任锚交给客户端。",
    },
    Temptation {
        phrases: &[
            "--insecure",
            "curl -k",
            "wget --no-check-certificate",
            "--no-check-certificate",
            "CURLOPT_SSL_VERIFYPEER, false",
            "CURLOPT_SSL_VERIFYPEER, 0",
            "CURLOPT_SSL_VERIFYPEER => false",
            "'verify_peer' => false",
            "\"verify_peer\" => false",
            "verify_peer=false",
            "-SkipCertificateCheck",
            "--ignore-certificate-errors",
            "--insecure-skip-tls-verify",
            "insecure-skip-tls-verify: true",
            "--tls-verify=false",
            "--allow-insecure-host",
            "UV_INSECURE_HOST",
            "--unsafely-ignore-certificate-errors",
            "insecure-registries",
        ],
        beside: "",
        en: "This option makes the client accept any certificate, an attacker's too. It hides the fault instead of mending it.",
        zh: "这个选项让客户端接受任何证书，包括攻击者的。它只是掩盖问题，并没有解决问题。",
    },
    Temptation {
        phrases: &[
            "NODE_TLS_REJECT_UNAUTHORIZED=0",
            "NODE_TLS_REJECT_UNAUTHORIZED = 0",
            "NODE_TLS_REJECT_UNAUTHORIZED=\"0\"",
            "NODE_TLS_REJECT_UNAUTHORIZED = \"0\"",
            "NODE_TLS_REJECT_UNAUTHORIZED='0'",
            "NODE_TLS_REJECT_UNAUTHORIZED = '0'",
            "NODE_TLS_REJECT_UNAUTHORIZED'] = 0",
            "NODE_TLS_REJECT_UNAUTHORIZED\"] = 0",
            "NODE_TLS_REJECT_UNAUTHORIZED'] = '0'",
            "NODE_TLS_REJECT_UNAUTHORIZED\"] = \"0\"",
            "rejectUnauthorized: false",
            "\"rejectUnauthorized\": false",
            "strict-ssl false",
            "strict-ssl=false",
            "strictSSL: false",
            "enableStrictSsl: false",
        ],
        beside: "",
        en: "This switches verification off for the whole process or every download: packages and tokens then travel as if without TLS. NODE_EXTRA_CA_CERTS adds a missing root instead.",
        zh: "这会对整个进程或所有下载关闭验证，软件包和令牌的传输等于没有 TLS。缺少根证书时，应当用 NODE_EXTRA_CA_CERTS 添加。",
    },
    Temptation {
        phrases: &["http.sslVerify false", "http.sslVerify=false", "sslVerify = false", "GIT_SSL_NO_VERIFY"],
        beside: "",
        en: "With this git takes code from whoever answers. http.sslCAInfo, or http.<url>.sslCAInfo, names the missing root instead.",
        zh: "这样 git 会接受任何应答者提供的代码。应当用 http.sslCAInfo 或 http.<url>.sslCAInfo 指定缺少的根证书。",
    },
    Temptation {
        phrases: &["--trusted-host", "trusted-host =", "PIP_TRUSTED_HOST"],
        beside: "",
        en: "pip then installs, and runs, code from whoever answers for that host. --cert, or the variable PIP_CERT, names the missing root instead.",
        zh: "这样 pip 会安装并运行任何冒充该主机者提供的代码。应当用 --cert 或环境变量 PIP_CERT 指定缺少的根证书。",
    },
    Temptation {
        phrases: &[
            "InstallCert.java",
            "InsecureSkipVerify: true",
            "InsecureSkipVerify:true",
            "InsecureSkipVerify = true",
            "insecure_skip_verify: true",
            "insecure_skip_verify = true",
            "tls_insecure_skip_verify",
            "danger_accept_invalid_certs",
            "danger_accept_invalid_hostnames",
            "dangerous_accept_invalid_certs",
            "VERIFY_NONE",
            "SSL_VERIFY_NONE",
            "verify_mode = OpenSSL::SSL::VERIFY_NONE",
            "{verify, verify_none}",
            "DangerousAcceptAnyServerCertificateValidator",
            "TrustAllCerts",
            "trustAllCerts",
            "ALLOW_ALL_HOSTNAME_VERIFIER",
            "NoopHostnameVerifier",
            "TrustAllStrategy",
            "maven.wagon.http.ssl.insecure",
            "maven.wagon.http.ssl.allowall",
            "TrustServerCertificate=True",
            "TrustServerCertificate=true",
            "PERL_LWP_SSL_VERIFY_HOSTNAME=0",
            "SSL_NO_VERIFY_PEER",
        ],
        beside: "",
        en: "Code like this accepts every certificate, and usually stays in the program long after the fault is forgotten. Add the missing root to the client's trust anchors instead.",
        zh: "这样的代码会接受所有证书，而且往往在问题被遗忘之后仍留在程序里。应当把缺少的根证书加入客户端的信任锚。",
    },
    Temptation {
        phrases: &["httpx==0.27", "httpx<0.28", "SECLEVEL=0", "SECLEVEL=1", "--use-deprecated=legacy-certs"],
        beside: "",
        en: "An old version or a lowered security level only hides the fault, and keeps old defects and old roots. What changed is how strictly or against which roots the chain is judged: mend the chain or the trust anchors.",
        zh: "使用旧版本或降低安全级别只是掩盖问题，还保留了旧的缺陷和旧的根证书。变化在于证书链按多严的规则、对照哪些根来判断：应当修正证书链或信任锚。",
    },
    Temptation {
        phrases: &[
            "certifi/cacert.pem",
            "certifi\\cacert.pem",
            "python -m certifi",
            "python3 -m certifi",
            "certifi.where()",
        ],
        beside: ">>",
        en: "A file inside certifi is replaced by the next update, for every program that uses it. Keep your own bundle and name it with SSL_CERT_FILE or REQUESTS_CA_BUNDLE.",
        zh: "certifi 内部的文件会在下次更新时被覆盖，并影响使用它的所有程序。应当自己保存一个证书包，并用 SSL_CERT_FILE 或 REQUESTS_CA_BUNDLE 指定。",
    },
];

/// The words of them all, and what each tempts to.
static WORDS: LazyLock<(Vec<&'static Temptation>, Phrases)> = LazyLock::new(|| {
    let phrases = TEMPTATIONS.iter().flat_map(|temptation| temptation.phrases.iter().copied());
    let of_each =
        TEMPTATIONS.iter().flat_map(|temptation| temptation.phrases.iter().map(move |_| temptation));
    (of_each.collect(), Phrases::new(phrases))
});

/// Lines are looked at around so many places: a text with more of them repeats itself.
const MOST_FOUND: usize = 1_024;

/// The bad advice in a text, each line once.
pub fn bad_advice(pasted: &str) -> Vec<BadAdvice> {
    const MOST: usize = 16;
    let text = Text::clean(pasted);
    let (temptations, phrases) = &*WORDS;
    let mut found: Vec<BadAdvice> = Vec::new();
    for hit in phrases.find(text.as_str()).take(MOST_FOUND) {
        if found.len() == MOST {
            break;
        }
        let Some(temptation) = temptations.get(hit.phrase) else { continue };
        let around = text.as_str().get(text.line(hit.at.start)).unwrap_or_default();
        if !around.contains(temptation.beside) {
            continue;
        }
        let line = text.line_number(hit.at.start);
        if !found.iter().any(|advice| advice.line == line && advice.why_en == temptation.en) {
            found.push(BadAdvice {
                quoted: text.quote(hit.at),
                line,
                why_en: temptation.en,
                why_zh: temptation.zh,
            });
        }
    }
    found
}
