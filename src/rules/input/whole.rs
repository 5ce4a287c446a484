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
