//! What makes all that was pasted no question that can be answered.

use crate::fault::{Words, declare_fault};

declare_fault! {
    /// What was given as trust anchors could not be read: that is not the same as no anchors.
    AnchorsNotRead = "anchors-not-read" at Input, "RFC 5280 §6.1.1 (d)",
    default Error, rfc5280 Error, cabf Error
    {
        /// What it is instead, by its code.
        form: Words,
    }
    en {
        title: "The trust anchors were not read",
        message: "What was given as trust anchors was not read: {form}. What is trusted is therefore not known, and nothing follows for the chain.",
    }
    zh {
        title: "信任锚没有读出来",
        message: "作为信任锚给出的内容没有读出来：{form}。因此不知道信任的是什么，对证书链也得不出结论。",
    }
    reference en {
        meaning: "Something was given as trust anchors, and no certificate could be read from it: a key store without its password, a web page, a printout, a file in a form that is not known.",
        reason: "A store that was not opened is not an empty store: the right root may well be in it.",
        cause: "A Java or PKCS #12 trust store was given as it is, or the text of `keytool -list -v` or `openssl x509 -text` instead of the certificate.",
        mending: "Give the anchors in PEM: the report says which command prints them from what was given.",
        verifiers: "Java opens such a store; most others refuse to start or trust nothing when they are given one.",
    }
    reference zh {
        meaning: "给出了信任锚，但没能从中读出任何证书：没有密码的密钥库、网页、文本打印，或格式未知的文件。",
        reason: "没有打开的信任库不等于空的信任库：正确的根证书很可能就在里面。",
        cause: "直接给出了 Java 或 PKCS #12 信任库，或者给的是 `keytool -list -v`、`openssl x509 -text` 的文本而不是证书。",
        mending: "以 PEM 形式给出信任锚：报告会说明用什么命令从所给的文件中输出它们。",
        verifiers: "Java 能打开这样的信任库；其他客户端拿到它，大多无法启动或什么都不信任。",
    }
}

/// The form of a file of trust anchors that is not PEM.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FileForm {
    /// As Windows saves a certificate.
    Der,
    /// In either writing.
    Pkcs7,
    /// PKCS #12.
    Pkcs12,
    /// JKS or JCEKS.
    Java,
}

impl FileForm {
    /// Its name in the evidence and in sentences.
    pub(crate) fn words(self) -> Words {
        let (token, en, zh) = match self {
            Self::Der => ("der", "a certificate in DER", " DER 格式的证书"),
            Self::Pkcs7 => ("pkcs7", "a PKCS #7 message", " PKCS #7 消息"),
            Self::Pkcs12 => ("pkcs12", "a PKCS #12 key store", " PKCS #12 密钥库"),
            Self::Java => ("java", "a Java key store", " Java 密钥库"),
        };
        Words { token: token.to_owned(), en: en.to_owned(), zh: zh.to_owned() }
    }
}

declare_fault! {
    /// The file of trust anchors has a form that not every client reads.
    AnchorsForm = "anchors-form" at Input, "RFC 7468 §5",
    default Warning, rfc5280 Warning, cabf Warning
    {
        /// Which form.
        form: Words,
    }
    en {
        title: "The trust anchors are not in PEM",
        message: "What was given as trust anchors is {form}. It was read here; a client that reads PEM alone finds no certificate in such a file and trusts nothing.",
    }
    zh {
        title: "信任锚不是 PEM 格式",
        message: "作为信任锚给出的是{form}。这里已经读取；但只读 PEM 的客户端在这样的文件里找不到任何证书，也就什么都不信任。",
    }
    reference en {
        meaning: "The trust anchors are in DER, PKCS #7, PKCS #12 or a Java key store, and the file was given as it is. The certificates in it may be the right ones.",
        reason: "Most clients read their anchors as PEM. Some refuse to start over such a file, some pass over it without a word and then know no issuer.",
        cause: "A certificate was exported from Windows (.cer, .p7b) and named in SSL_CERT_FILE, --cacert or NODE_EXTRA_CA_CERTS as it was.",
        mending: "Write it as PEM: `openssl x509 -inform DER -in corp.cer -out corp.pem`, `openssl pkcs7 -print_certs -in corp.p7b -out corp.pem`, `openssl pkcs12 -nokeys -in corp.p12 -out corp.pem`, `keytool -list -rfc -keystore corp.jks > corp.pem`.",
        verifiers: "OpenSSL and Python say “no certificate or crl found”, curl error 77; Node and Go pass over it. Java reads DER, PKCS #7 and its own stores, Windows and macOS DER, PKCS #7 and PKCS #12.",
    }
    reference zh {
        meaning: "信任锚是 DER、PKCS #7、PKCS #12 或 Java 密钥库，文件原样给出。其中的证书本身可能是对的。",
        reason: "多数客户端只把 PEM 读作信任锚。有的遇到这样的文件拒绝启动，有的不声不响地忽略，然后找不到签发者。",
        cause: "从 Windows 导出的证书（.cer、.p7b）未经转换就写进了 SSL_CERT_FILE、--cacert 或 NODE_EXTRA_CA_CERTS。",
        mending: "转换成 PEM：`openssl x509 -inform DER -in corp.cer -out corp.pem`、`openssl pkcs7 -print_certs -in corp.p7b -out corp.pem`、`openssl pkcs12 -nokeys -in corp.p12 -out corp.pem`、`keytool -list -rfc -keystore corp.jks > corp.pem`。",
        verifiers: "OpenSSL 和 Python 报 “no certificate or crl found”，curl 报错误 77，Node 和 Go 直接忽略。Java 能读 DER、PKCS #7 和自己的密钥库，Windows 和 macOS 能读 DER、PKCS #7 和 PKCS #12。",
    }
}

declare_fault! {
    /// More than one server's certificate in one question.
    SeveralEndEntities = "several-end-entities" at Input, "RFC 5280 §6.1",
    default Error, rfc5280 Error, cabf Error
    {
        /// The subjects.
        names: Vec<String>,
    }
    en {
        title: "More than one server's certificate was given",
        message: "Several files or pieces were given, and more than one begins with a server's own certificate: {names}. Which of them is asked about is not said, and nothing was judged.",
    }
    zh {
        title: "给出了不止一张服务器证书",
        message: "给出了多个文件或多份内容，其中不止一份以服务器自己的证书开头：{names}。没有说明问的是哪一张，因此没有作任何判断。",
    }
    reference en {
        meaning: "A question is about one chain, and the pieces that were given hold certificates of several servers, or an old and a new one of the same.",
        reason: "Were one of them taken in silence, the answer would be “trusted” while the other has expired.",
        cause: "Several files were named on a command line to have each of them checked.",
        mending: "Ask about each by itself; the program does so with `--each`.",
        verifiers: "A server sends one certificate of its own. Others that stand in the same file behind it are not needed, and clients pass over them.",
    }
    reference zh {
        meaning: "一个问题只涉及一条证书链，而给出的各份内容里有多个服务器的证书，或者同一服务器的新旧两张证书。",
        reason: "如果悄悄只取其中一张，就会在另一张已过期时得出“受信任”。",
        cause: "在命令行上列出多个文件，想要逐一检查。",
        mending: "请分别提问；命令行程序可以用 `--each` 逐个检查。",
        verifiers: "服务器只发送一张自己的证书。同一文件中排在它后面的其他服务器证书用不到，客户端会忽略。",
    }
}
