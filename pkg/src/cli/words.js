// The words of the command line itself, in both languages. What a report says comes from the report.

const en = {
  help: `Usage: chainwhy [FILE…] [options]

Says whether a certificate chain leads to a trust anchor, and if not, which link fails, why, and what mends it.
Reads whatever the files hold, or standard input where none is named ("-" names it): PEM with any text around it, DER,
PKCS#7, the output of a command, an error, a host name. Nothing is sent anywhere.

  openssl s_client -connect example.com:443 -showcerts </dev/null | chainwhy --host example.com

Options:
  --anchors FILE|mozilla  what to trust, may be repeated: a file of certificates, or the built-in Mozilla roots
                          (the default)
  --host NAME             DNS name or IP address that the certificate must be valid for
  --at TIME               time to verify at: ISO 8601 or Unix seconds (default: now)
  --purpose PURPOSE       serverAuth (default), clientAuth, emailProtection, codeSigning, timeStamping, ocspSigning,
                          documentSigning or any
  --email ADDRESS         mail address that the certificate must be valid for
  --outlook               tell when the answer changes, for which clients, and why
  --warn-days DAYS        warn where it stops working, for some client at least, within this many days
  --compare FILE          what would change with the chain of this file in place of the first, may be repeated
  --crl FILE              certificate revocation list, may be repeated
  --ocsp FILE             OCSP response (DER or base64), may be repeated
  --scts FILE             list of signed certificate timestamps that came with the handshake (bytes or base64), may be
                          repeated
  --ct-logs FILE          the logs whose timestamps count: a list as Google and Apple publish theirs (log_list v3, JSON)
  --rules RULES           default, rfc5280 or cabf: whose rules make a fault an error
  --lang LANGUAGE         en or zh-CN (default: by LC_ALL, LC_MESSAGES, LANG)
  --error-text FILE       an error message or traceback of a client, to compare with
  --for SOFTWARE          write the fixes out for this server, client or platform too, may be repeated: nginx, python,
                          node, docker-debian …, or all
  --each                  judge each file by itself
  --full                  print the whole report rather than the answer
  --json                  print the report as JSON
  --ndjson                read one question (JSON) a line, write one report (JSON) a line; the other options are
                          defaults for all of them
  -h, --help              print this
  -V, --version           print the version

Exit status: 0 trusted, 1 untrusted, 2 unreadable or a bad question, 3 chainwhy itself broke; with --each and --ndjson
the highest of all.
`,
  shortHelp: `Usage: chainwhy [FILE…] [--host NAME] [--anchors FILE|mozilla] [options]
       openssl s_client -connect HOST:443 -showcerts </dev/null | chainwhy --host HOST
"chainwhy --help" lists the options.
`,
  tryHelp: 'Try "chainwhy --help".',
  optionUnknown: (option) => `unknown option ${option}`,
  optionValue: (option, needed) => (needed ? `option ${option} needs a value` : `option ${option} takes no value`),
  optionTwice: (option) => `option ${option} is given twice`,
  standardInputTwice: 'standard input ("-") can be read only once',
  cannotRead: (file, reason) => `cannot read ${file}: ${reason}`,
  cannotWrite: (reason) => `cannot write the answer: ${reason}`,
  broke: (reason) => `it broke on this question (${reason}). That is a defect of chainwhy: please report it`,
};

const zh = {
  help: `用法：chainwhy [文件…] [选项]

判断证书链能否通向信任锚；如果不能，指出断在哪一环、为什么、怎样修好。
从文件读取 PEM（前后可有其他文字）、DER 或 PKCS#7；不写文件名则读标准输入（也可写作 "-"）。
不会向任何地方发送数据。

  openssl s_client -connect example.com:443 -showcerts </dev/null | chainwhy --host example.com

选项：
  --anchors 文件|mozilla  信任哪些证书，可重复：证书文件，或内置的 Mozilla 根证书（默认）
  --host 名称             证书应当适用的域名或 IP 地址
  --at 时间               按哪个时刻验证：ISO 8601 或 Unix 秒数（默认为当前时间）
  --purpose 用途          serverAuth（默认）、clientAuth、emailProtection、codeSigning、timeStamping、ocspSigning、
                          documentSigning 或 any
  --email 地址            证书应当适用的邮件地址
  --outlook               说明结论何时会变、影响哪些客户端、为什么
  --warn-days 天数        若在这些天内失效（哪怕只对部分客户端），给出警告
  --compare 文件          换成该文件中的证书链会有什么变化，可重复
  --crl 文件              证书吊销列表，可重复
  --ocsp 文件             OCSP 响应（DER 或 base64），可重复
  --scts 文件             握手时附带的 SCT 列表（字节或 base64），可重复
  --ct-logs 文件          承认哪些日志的时间戳：Google 和 Apple 公布的日志列表（log_list v3，JSON）
  --rules 规则            default、rfc5280 或 cabf：按谁的规则判定为错误
  --lang 语言             en 或 zh-CN（默认取自 LC_ALL、LC_MESSAGES、LANG）
  --error-text 文件       客户端的报错信息，用来对照
  --for 软件              同时给出针对该服务器、客户端或平台的改法，可重复：nginx、python、node、
                          docker-debian 等，或 all
  --each                  每个文件单独判断
  --full                  输出完整报告，而不只是结论
  --json                  以 JSON 输出报告
  --ndjson                每行读一个问题（JSON），每行写一份报告（JSON）；其余选项作为各行的默认值
  -h, --help              显示本说明
  -V, --version           显示版本

退出状态：0 受信任，1 不受信任，2 无法读取或问题有误，3 程序自身出错；使用 --each 或 --ndjson 时取其中最大者。
`,
  shortHelp: `用法：chainwhy [文件…] [--host 名称] [--anchors 文件|mozilla] [选项]
      openssl s_client -connect 主机:443 -showcerts </dev/null | chainwhy --host 主机
全部选项见 "chainwhy --help"。
`,
  tryHelp: '用法见 "chainwhy --help"。',
  optionUnknown: (option) => `没有 ${option} 这个选项`,
  optionValue: (option, needed) => (needed ? `选项 ${option} 需要一个值` : `选项 ${option} 不带值`),
  optionTwice: (option) => `选项 ${option} 写了两次`,
  standardInputTwice: '标准输入（"-"）只能读一次',
  cannotRead: (file, reason) => `无法读取 ${file}：${reason}`,
  cannotWrite: (reason) => `无法写出结果：${reason}`,
  broke: (reason) => `处理这个问题时程序自身出错（${reason}）。这是 chainwhy 的缺陷，请报告`,
};

/** The words in a language of the report contract; English where it is none of them. */
export function wordsIn(language) {
  return language === 'zh-CN' ? zh : en;
}
