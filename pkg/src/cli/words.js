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
  --purpose PURPOSE       serverAuth (default), clientAuth or any
  --crl FILE              certificate revocation list, may be repeated
  --rules RULES           default, rfc5280 or cabf: whose rules make a fault an error
  --lang LANGUAGE         en or zh-CN (default: by LC_ALL, LC_MESSAGES, LANG)
  --error-text FILE       an error message or traceback of a client, to compare with
  --for SOFTWARE          write the fixes out for this server, client or platform too, may be repeated: nginx, python,
                          node, docker-debian …, or all
  --json                  print the report as JSON
  --ndjson                read one question (JSON) a line, write one report (JSON) a line; the other options are
                          defaults for all of them
  -h, --help              print this
  -V, --version           print the version

Exit status: 0 trusted, 1 untrusted, 2 unreadable or a bad question; with --ndjson the highest of all.
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

  verdict: { trusted: 'Trusted', untrusted: 'Not trusted', unreadable: 'Unreadable' },
  severity: { error: 'error', warning: 'warning', note: 'note' },
  titled: (title, severity) => `${title} (${severity})`,
  path: 'The path',
  otherPaths: 'Other paths tried',
  moreOtherPaths: (count) => `and ${count} more`,
  unused: 'Not on the path',
  findings: 'Findings',
  clients: 'What clients say',
  recognised: 'The error message',
  role: { 'end-entity': 'end entity', intermediate: 'intermediate', root: 'root', anchor: 'trust anchor', unused: 'unused' },
  valid: (from, until) => `valid ${from} to ${until}`,
  signedBy: 'signed by',
  noIssuer: 'no certificate of this name',
  notTrusted: 'not among the trust anchors',
  fix: { server: 'Server operator', client: 'On the client', issuer: 'Whoever runs the CA', you: 'You' },
  fixFor: (person, client) => `${person} (${client})`,
  moreFixes: (names) => `Written out for ${names}: --for NAME shows one, --for all shows them all.`,
  proved: 'Tried on this chain: it mends it.',
  notEnough: 'Tried on this chain: it is not enough alone.',
  bundle: 'The corrected bundle is in the report: --json prints it.',
  accepts: { true: 'accepts', false: 'refuses', null: 'unknown' },
  basis: { measured: 'measured', documented: 'documented' },
  agrees: (codes) => `agrees with what was found: ${codes}`,
  disagrees: (codes) => `means ${codes}, which is not what was found`,
  context: ({ serverName, purpose, at, anchors }) =>
    [serverName && `for ${serverName}`, purpose, at && `at ${at}`, anchors].filter(Boolean).join(' · '),
  anchors: ({ count, source, mozillaAsOf }) =>
    `${count} trust anchor${count === 1 ? '' : 's'} (${
      { mozilla: 'Mozilla', pasted: 'given', both: 'Mozilla and given' }[source] ?? source
    }${mozillaAsOf ? `, as of ${mozillaAsOf}` : ''})`,
  reference: ({ verifier, accepted, error }) =>
    `Second witness: ${verifier} ${accepted ? 'accepts' : `refuses${error ? ` (${error})` : ''}`}`,
  lines: (first, last) => (first === last ? `line ${first}` : `lines ${first}–${last}`),
  colon: ': ',
  comma: ', ',
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
  --purpose 用途          serverAuth（默认）、clientAuth 或 any
  --crl 文件              证书吊销列表，可重复
  --rules 规则            default、rfc5280 或 cabf：按谁的规则判定为错误
  --lang 语言             en 或 zh-CN（默认取自 LC_ALL、LC_MESSAGES、LANG）
  --error-text 文件       客户端的报错信息，用来对照
  --for 软件              同时给出针对该服务器、客户端或平台的改法，可重复：nginx、python、node、
                          docker-debian 等，或 all
  --json                  以 JSON 输出报告
  --ndjson                每行读一个问题（JSON），每行写一份报告（JSON）；其余选项作为各行的默认值
  -h, --help              显示本说明
  -V, --version           显示版本

退出状态：0 受信任，1 不受信任，2 无法读取或问题有误；使用 --ndjson 时取其中最大者。
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

  verdict: { trusted: '受信任', untrusted: '不受信任', unreadable: '无法读取' },
  severity: { error: '错误', warning: '警告', note: '提示' },
  titled: (title, severity) => `${title}（${severity}）`,
  path: '证书路径',
  otherPaths: '试过的其他路径',
  moreOtherPaths: (count) => `另有 ${count} 条`,
  unused: '不在路径上',
  findings: '发现的问题',
  clients: '各客户端的反应',
  recognised: '报错信息',
  role: { 'end-entity': '终端实体证书', intermediate: '中间证书', root: '根证书', anchor: '信任锚', unused: '未使用' },
  valid: (from, until) => `有效期 ${from} 至 ${until}`,
  signedBy: '签发者',
  noIssuer: '没有这个名称的证书',
  notTrusted: '不在信任锚中',
  fix: { server: '服务器管理员', client: '客户端', issuer: 'CA 管理方', you: '你' },
  fixFor: (person, client) => `${person}（${client}）`,
  moreFixes: (names) => `针对 ${names} 另有具体写法：--for 名称 查看其一，--for all 查看全部。`,
  proved: '已在这条证书链上试过：可以修好。',
  notEnough: '已在这条证书链上试过：仅此还不够。',
  bundle: '改好的证书链在报告里，用 --json 输出。',
  accepts: { true: '接受', false: '拒绝', null: '未知' },
  basis: { measured: '实测', documented: '依据文档' },
  agrees: (codes) => `与检查结果一致：${codes}`,
  disagrees: (codes) => `意思是 ${codes}，与检查结果不符`,
  context: ({ serverName, purpose, at, anchors }) =>
    [serverName && `主机 ${serverName}`, purpose, at && `时刻 ${at}`, anchors].filter(Boolean).join(' · '),
  anchors: ({ count, source, mozillaAsOf }) =>
    `${count} 个信任锚（${{ mozilla: 'Mozilla', pasted: '你提供的', both: 'Mozilla 与你提供的' }[source] ?? source}${
      mozillaAsOf ? `，截至 ${mozillaAsOf}` : ''
    }）`,
  reference: ({ verifier, accepted, error }) => `第二见证 ${verifier}：${accepted ? '接受' : `拒绝${error ? `（${error}）` : ''}`}`,
  lines: (first, last) => (first === last ? `第 ${first} 行` : `第 ${first}–${last} 行`),
  colon: '：',
  comma: '、',
};

/** The words in a language of the report contract; English where it is none of them. */
export function wordsIn(language) {
  return language === 'zh-CN' ? zh : en;
}
