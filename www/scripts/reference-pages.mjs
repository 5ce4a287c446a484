// Writes www/dist/codes, www/dist/errors and the same below zh-CN: a page for each code of a finding and for each error text that is
// recognised, in both languages, for those who search for it. They are made of docs/, of the words in src/recognise/ and of what the core
// answers; nothing in them runs.

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { deflateRawSync } from "node:zlib";

const root = fileURLToPath(new URL("../..", import.meta.url));
const languages = ["en", "zh-CN"];

const say = {
  en: {
    brand: "chainwhy: which link of the chain fails, why, and what mends it",
    codeTitle: (title, code) => `${title} (${code}): what it means and what mends it`,
    errorTitle: (text) => `“${text}”: what it means and what mends it`,
    own: "Paste your own chain",
    example: "Open an example of it",
    private: "It is checked in your browser; nothing is sent anywhere.",
    errors: "Errors that can mean this",
    commands: "What mends it in the example",
    saidBy: "Said by",
    means: "What it means",
    causes: "What it can be, the most likely first",
    find: "Find out which",
    findText: "Get the chain that the server sends, and paste all of what this prints:",
    allCodes: "All codes",
    allErrors: "All error texts",
    other: "简体中文",
    colon: ": ",
  },
  "zh-CN": {
    brand: "chainwhy：证书链哪一环断了，为什么断，怎么修",
    codeTitle: (title, code) => `${title}（${code}）：含义与解决办法`,
    errorTitle: (text) => `“${text}”是什么意思，怎么解决`,
    own: "粘贴你自己的证书链",
    example: "打开一个示例",
    private: "检查在你的浏览器里完成，不发送任何数据。",
    errors: "可能由此引起的报错",
    commands: "在示例中如何解决",
    saidBy: "出自",
    means: "含义",
    causes: "可能的原因，最常见的在前",
    find: "确定是哪一种",
    findText: "获取服务器发送的证书链，把下面命令的完整输出粘贴过来：",
    allCodes: "全部错误码",
    allErrors: "全部报错",
    other: "English",
    colon: "：",
  },
};

const style = `:root{color-scheme:light dark;--text:light-dark(#20242a,#e7e5df);--quiet:light-dark(#5a616b,#a5a9b0);--page:light-dark(#faf8f5,#131519);--sheet:light-dark(#fff,#1a1d22);--line:light-dark(#dcd8d0,#3a4048);--accent:light-dark(#2a52be,#9fb8ff)}
*{box-sizing:border-box}body{margin:0 auto;padding:1.25rem clamp(1rem,4vw,3rem) 4rem;max-width:52rem;background:var(--page);color:var(--text);font:1rem/1.6 system-ui,-apple-system,"Segoe UI","Noto Sans","PingFang SC","Microsoft YaHei UI","Noto Sans CJK SC",sans-serif;overflow-wrap:break-word}
:lang(zh-CN) body{line-height:1.75}a{color:var(--accent)}header,footer{display:flex;flex-wrap:wrap;gap:.3rem 1.5rem;font-size:.92rem;color:var(--quiet)}header a:last-child{margin-inline-start:auto}
h1{font-size:1.6rem;line-height:1.3;margin:2rem 0 .5rem;overflow-wrap:anywhere}h2{font-size:1.12rem;margin:2rem 0 .5rem}p,ul,ol{margin:.5rem 0}code,pre,samp{font-family:ui-monospace,Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.9em}
pre{padding:.7rem .9rem;background:var(--sheet);border:1px solid var(--line);border-radius:.5rem;white-space:pre-wrap;overflow-wrap:anywhere}blockquote{margin:.5rem 0;padding-inline-start:.9rem;border-inline-start:3px solid var(--line);color:var(--quiet)}
table{border-collapse:collapse;font-size:.92rem;display:block;overflow-x:auto}th,td{text-align:start;vertical-align:top;padding:.35rem .9rem .35rem 0;border-bottom:1px solid var(--line)}
.go{display:flex;flex-wrap:wrap;gap:.5rem;align-items:center;margin:1.2rem 0}.go a{padding:.4rem 1rem;border:1px solid var(--accent);border-radius:.5rem;background:var(--sheet);text-decoration:none;font-weight:600}.quiet{color:var(--quiet);font-size:.92rem}footer{margin-top:3rem}
`;

/**
 * `site` is the address that the pages will have, since a site map has to name whole addresses: CHAINWHY_SITE, or where GitHub serves the pages
 * of the package's repository.
 */
export async function writeReference(dist, site = process.env.CHAINWHY_SITE || homeOf(join(root, "pkg/package.json"))) {
  const core = process.env.CHAINWHY_CORE ? null : join(root, "pkg/dist/index.js");
  if (core === null) return;
  const { explain } = await import(pathToFileURL(core).href);
  const codes = readdirSync(join(root, "docs/codes")).map((file) => file.replace(/\.md$/, ""));
  const errors = recognisedTexts().flatMap((text) => errorOf(text, explain));
  const slugs = new Map();
  for (const error of errors) {
    // Words of another script have no spelling in an address.
    const spelled = error.text.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 80);
    const base = /[^\x20-\x7e‘’“”…–—]/u.test(error.text) || spelled.length < 4 ? `text-${createHash("sha256").update(error.text).digest("hex").slice(0, 10)}` : spelled;
    const taken = slugs.get(base) ?? 0;
    slugs.set(base, taken + 1);
    error.slug = taken === 0 ? base : `${base}-${taken + 1}`;
  }
  const examples = readExamples();
  const written = [];
  const write = (path, html) => {
    mkdirSync(dirname(join(dist, path)), { recursive: true });
    writeFileSync(join(dist, path), html);
    written.push(path);
  };
  write("codes.css", style);
  for (const language of languages) {
    const prefix = language === "en" ? "" : "zh-CN/";
    const titles = new Map(codes.map((code) => [code, titleOf(code, language)]));
    for (const code of codes) write(`${prefix}codes/${code}.html`, codePage(code, { language, titles, errors, example: exampleOf(code, examples), explain }));
    for (const error of errors) write(`${prefix}errors/${error.slug}.html`, errorPage(error, { language, titles, example: error.codes.map((code) => exampleOf(code, examples)).find((one) => one) }));
    write(`${prefix}codes/index.html`, listPage("codes", language, codes.map((code) => [`${code}.html`, titles.get(code), code])));
    write(`${prefix}errors/index.html`, listPage("errors", language, errors.map(({ slug, text }) => [`${slug}.html`, text, ""])));
  }
  const base = site.replace(/\/?$/, "/");
  const pages = ["", ...written.filter((path) => path.endsWith(".html"))];
  writeFileSync(join(dist, "sitemap.xml"), `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${pages.map((path) => `<url><loc>${escape(base + path.replace(/index\.html$/, ""))}</loc></url>`).join("\n")}\n</urlset>\n`);
  writeFileSync(join(dist, "robots.txt"), `Sitemap: ${base}sitemap.xml\n`);
  console.log(`www/dist: ${codes.length} codes and ${errors.length} error texts, in ${languages.length} languages`);
}

function homeOf(file) {
  const [, owner, name] = /github\.com\/([^/]+)\/([^/.]+)/.exec(JSON.parse(readFileSync(file, "utf8")).repository.url);
  return `https://${owner}.github.io/${name}/`;
}

/** The error texts that the core declares. */
function recognisedTexts() {
  const folder = join(root, "src/recognise");
  const found = new Set();
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".rs") && name !== "tests.rs")) {
    for (const [, text] of readFileSync(join(folder, file), "utf8").matchAll(/\b(?:exact|broad|vague|sentence)\(\s*"((?:[^"\\]|\\.)*)"/g)) {
      const plain = text.replace(/\\(["\\])/g, "$1").trim();
      if (plain.length >= 8) found.add(plain.replace(/[:,(]$/, ""));
    }
  }
  return [...found].sort();
}

/** What the core makes of a text, alone or in the frame that OpenSSL's sentences stand in; nothing where it needs more than that. */
function errorOf(text, explain) {
  for (const said of [text, `certificate verify failed: ${text}`]) {
    const ask = (language) => explain({ errorText: said, language, clients: false }).recognised[0];
    const found = ask("en");
    if (!found || found.codes.length === 0) continue;
    return [{ text, client: found.client, codes: found.codes, message: { en: withoutCommand(found.message), "zh-CN": withoutCommand(ask("zh-CN").message) } }];
  }
  return [];
}

/** The command stands below by itself. */
function withoutCommand(message) {
  return message.replace(/[^.。]*[:：]\s*openssl s_client[^\n一-鿿]*?<\/dev\/null/u, "").trim();
}

function readExamples() {
  const folder = join(root, "www/examples");
  return readdirSync(folder)
    .filter((file) => file.endsWith(".json") && file !== "index.json")
    .map((file) => JSON.parse(readFileSync(join(folder, file), "utf8")))
    .sort((a, b) => (a.question.chain?.length ?? 0) - (b.question.chain?.length ?? 0));
}

/** Programs that do not write themselves as they are called here. */
const programs = { openssl: "OpenSSL", node: "Node.js", go: "Go", java: "Java", curl: "curl", gnutls: "GnuTLS", rustls: "rustls", nss: "Firefox (NSS)", chrome: "Chrome", "python-ssl": "Python", macos: "Apple", windows: "Windows", dotnet: ".NET", android: "Android" };

/** An example of the page, or the smallest case of the tests in which the code is found: its link and its question. */
function exampleOf(code, examples) {
  const shown = examples.find(({ expect }) => expect.code === code);
  if (shown) return { link: `#example=${shown.id}`, question: shown.question };
  const folder = join(root, "tests/cases", code);
  if (!existsSync(folder)) return null;
  const cases = readdirSync(folder).sort().flatMap((name) => caseOf(join(folder, name), code));
  cases.sort((a, b) => a.link.length - b.link.length);
  return cases[0] && cases[0].link.length < 8000 ? cases[0] : null;
}

function caseOf(folder, code) {
  const toml = readFileSync(join(folder, "case.toml"), "utf8");
  if (!toml.includes(`code = "${code}"`) || !existsSync(join(folder, "chain.pem"))) return [];
  const value = (key) => new RegExp(`^${key} = (.*)$`, "m").exec(toml)?.[1];
  const text = (key) => /^"(.*)"$/.exec(value(key) ?? "")?.[1];
  // What the form of the page has no field for.
  if (/^(?:email-name|outlook|policies|require-explicit-policy|inhibit-|unknown|language|warn-days)/m.test(toml) || existsSync(join(folder, "ocsp.pem"))) return [];
  const file = (name) => readFileSync(join(folder, name), "utf8");
  const named = [...(value("anchors") ?? "").matchAll(/"([^"]*)"/g)].map(([, name]) => name);
  try {
    const anchors = named.map((name) => (name === "mozilla" ? "mozilla" : file(name)));
    const question = { chain: file("chain.pem"), anchors: anchors.length === 1 ? anchors[0] : anchors, at: value("at") };
    if (text("server-name")) question.serverName = text("server-name");
    if (text("purpose")) question.purpose = text("purpose");
    if (text("rules")) question.rules = text("rules");
    if (text("error-text")) question.errorText = text("error-text");
    if (existsSync(join(folder, "crls.pem"))) question.crls = file("crls.pem");
    return [{ link: `#q=1.${deflateRawSync(JSON.stringify(question), { level: 9 }).toString("base64url")}`, question }];
  } catch {
    // Bytes that are no text: a link holds text.
    return [];
  }
}

function docOf(code, language) {
  return readFileSync(join(root, language === "en" ? "docs" : "docs/zh-CN", "codes", `${code}.md`), "utf8");
}

function titleOf(code, language) {
  return /^\*\*(.*)\*\*$/m.exec(docOf(code, language))?.[1] ?? code;
}

function codePage(code, { language, titles, errors, example, explain }) {
  const words = say[language];
  const title = titles.get(code);
  const body = docOf(code, language).replace(/^#[^\n]*\n+\[[^\n]*\n+\*\*[^\n]*\*\*\n/, "");
  const meaning = /^## [^\n]+\n+([^\n>|#][^\n]*)/m.exec(body.replace(/^## [^\n]+\n+>[^]*?(?=^## )/m, ""))?.[1] ?? title;
  const causing = errors.filter((error) => error.codes[0] === code).slice(0, 24);
  const [, weight = "", , rest = ""] = /^\s*(\|[^]*?)\n\n(## [^\n]*\n+>[^]*?)(?=^## )([^]*)$/m.exec(body) ?? [];
  const finding = example ? explain({ ...example.question, language, clients: false }).findings.find((one) => one.code === code) : null;
  const fixes = (finding?.fixes ?? []).filter((fix) => fix.command !== null).slice(0, 3);
  return page({
    language,
    path: `codes/${code}.html`,
    title: words.codeTitle(title, code),
    description: meaning,
    heading: escape(title),
    body: `<p><code>${code}</code></p>
${finding ? `<blockquote>${escape(finding.message)}</blockquote>` : ""}
${actions(language, example)}
${markdown(rest === "" ? body : `${rest}\n\n${weight}`)}
${fixes.length > 0 ? `<h2>${words.commands}</h2>\n${fixes.map((fix) => `<p>${escape(fix.text)}</p><pre><code>${escape(fix.command)}</code></pre>`).join("\n")}` : ""}
${causing.length > 0 ? `<h2>${words.errors}</h2>\n<ul>${causing.map(({ slug, text }) => `<li><a href="../errors/${slug}.html"><samp lang="en">${escape(text)}</samp></a></li>`).join("")}</ul>` : ""}`,
  });
}

function errorPage({ text, slug, client, codes, message }, { language, titles, example }) {
  const words = say[language];
  return page({
    language,
    path: `errors/${slug}.html`,
    title: words.errorTitle(text),
    description: message[language],
    heading: `<samp lang="en">${escape(text)}</samp>`,
    body: `<p class="quiet">${words.saidBy}${words.colon}${escape(programs[client] ?? client)}</p>
<h2>${words.means}</h2><p>${escape(message[language])}</p>
${actions(language, example)}
<h2>${words.causes}</h2>
<ol>${codes.slice(0, 8).map((code) => `<li><a href="../codes/${code}.html">${escape(titles.get(code) ?? code)}</a> <code>${code}</code></li>`).join("")}</ol>
<h2>${words.find}</h2><p>${words.findText}</p>
<pre><code>openssl s_client -connect HOST:443 -servername HOST -showcerts &lt;/dev/null</code></pre>`,
  });
}

function listPage(kind, language, entries) {
  const words = say[language];
  const title = kind === "codes" ? words.allCodes : words.allErrors;
  return page({
    language,
    path: `${kind}/index.html`,
    title: `${title} · chainwhy`,
    description: words.brand,
    heading: title,
    body: `<ul>${entries.map(([href, text, code]) => `<li><a href="${href}">${escape(text)}</a>${code === "" ? "" : ` <code>${code}</code>`}</li>`).join("\n")}</ul>`,
  });
}

function actions(language, example) {
  const words = say[language];
  const home = language === "en" ? "../" : "../../";
  return `<p class="go">${example ? `<a href="${home}${escape(example.link)}${language === "en" ? "" : "&amp;lang=zh-CN"}">${words.example}</a>` : ""}<a href="${home}${language === "en" ? "" : "#lang=zh-CN"}">${words.own}</a> <span class="quiet">${words.private}</span></p>`;
}

function page({ language, path, title, description, heading, body }) {
  const words = say[language];
  const home = language === "en" ? "../" : "../../";
  const other = language === "en" ? `../zh-CN/${path}` : `../../${path}`;
  const [en, zh] = language === "en" ? [`../${path}`, other] : [other, `../${path}`];
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title>
<meta name="description" content="${escape(description.slice(0, 300))}">
<link rel="alternate" hreflang="en" href="${en}">
<link rel="alternate" hreflang="zh-CN" href="${zh}">
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${home}codes.css">
</head>
<body>
<header><a href="${home}">${words.brand}</a><a href="${other}" lang="${language === "en" ? "zh-CN" : "en"}">${words.other}</a></header>
<main>
<h1>${heading}</h1>
${body}
</main>
<footer><a href="../codes/index.html">${words.allCodes}</a><a href="../errors/index.html">${words.allErrors}</a></footer>
</body>
</html>
`;
}

function escape(text) {
  return text.replace(/[&<>"]/g, (one) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[one]);
}

/** As much of Markdown as docs/codes has. */
function markdown(text) {
  return text.trim().split(/\n{2,}/).map((block) => {
    if (/^#{2,} /.test(block)) return `<h2>${inline(block.replace(/^#+ /, ""))}</h2>`;
    if (block.startsWith(">")) return `<blockquote>${inline(block.replace(/^> ?/gm, ""))}</blockquote>`;
    if (block.startsWith("|")) return table(block);
    if (/^- /.test(block)) return `<ul>${block.split(/\n(?=- )/).map((item) => `<li>${inline(item.slice(2))}</li>`).join("")}</ul>`;
    return `<p>${inline(block)}</p>`;
  }).join("\n");
}

function table(block) {
  const [head, , ...rows] = block.split("\n").map((line) => line.replace(/^\||\|$/g, "").split("|").map((cell) => cell.trim()));
  const row = (cells, tag) => `<tr>${cells.map((cell) => `<${tag}>${inline(cell)}</${tag}>`).join("")}</tr>`;
  return `<table><thead>${row(head, "th")}</thead><tbody>${rows.map((cells) => row(cells, "td")).join("")}</tbody></table>`;
}

function inline(text) {
  return text
    .split(/(`[^`]+`)/)
    .map((part) =>
      part.startsWith("`") && part.endsWith("`")
        ? `<code>${escape(part.slice(1, -1))}</code>`
        : escape(part)
            .replace(/\*\*(.+?)\*\*/g, "<strong>$1</strong>")
            .replace(/\[([^\]]*)\]\((https?:[^)]+)\)/g, '<a href="$2" rel="noreferrer">$1</a>')
            .replace(/\[([^\]]*)\]\(([a-z0-9-]+)\.md\)/g, '<a href="$2.html">$1</a>')
            .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1"),
    )
    .join("");
}
