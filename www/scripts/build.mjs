// Builds www/dist: the page with its parts, the page as one file, the element as one script, the worker for offline use, and everything
// compressed beside the plain files.

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build } from "vite";
import { writeReference } from "./reference-pages.mjs";

const www = fileURLToPath(new URL("..", import.meta.url));
const dist = join(www, "dist");

if (!process.env.CHAINWHY_CORE && !existsSync(join(www, "../pkg/dist/chainwhy.wasm"))) {
  console.error("www: pkg/dist is not built yet; run `cargo xtask build`, which builds it first");
  process.exit(1);
}

const common = { root: www, configFile: join(www, "vite.config.ts"), logLevel: "warn" };

rmSync(dist, { recursive: true, force: true });
await build(common);
await buildSingleFile();
await buildElementScript();
writeServiceWorker();
compress();
// After the rest: thousands of small pages, neither kept for offline use nor packed.
await writeReference(dist);

/** The page as one HTML file that opens from disk: no file beside it, no server. */
async function buildSingleFile() {
  const output = await build({
    ...common,
    publicDir: false,
    define: { __SINGLE_FILE__: "true" },
    build: { write: false, modulePreload: false, target: "es2022", chunkSizeWarningLimit: 4000, rolldownOptions: { output: { codeSplitting: false } } },
  });
  const files = output.output;
  const page = files.find((file) => file.fileName === "index.html").source;
  const script = files.find((file) => file.type === "chunk");
  if (files.filter((file) => file.type === "chunk").length !== 1) throw new Error("the one-file page must have one script");
  const html = String(page)
    .replace(/\s*<script[^>]*src=[^>]*><\/script>/g, "")
    .replace(/\s*<link rel="modulepreload"[^>]*>/g, "")
    .replace("</body>", () => `  <script type="module">${script.code.replaceAll("</script", "<\\/script").replaceAll("<!--", "<\\!--")}</script>\n  </body>`);
  const secured = html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, () => `<meta http-equiv="Content-Security-Policy" content="${policyOf(html)}">`);
  if (/\ssrc="|href="(?!data:)/.test(html.slice(0, html.indexOf("<style>")))) throw new Error("the one-file page still names another file");
  writeFileSync(join(dist, "chainwhy.html"), secured);
}

/** Its own scripts and styles by what they hold, and nothing else. */
function policyOf(html) {
  const hashes = (element) => [...html.matchAll(element)].map(([, text]) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`).join(" ");
  return `default-src 'none'; script-src ${hashes(/<script(?: type="module")?>([^]*?)<\/script>/g)} 'wasm-unsafe-eval'; style-src ${hashes(/<style>([^]*?)<\/style>/g)}; img-src data:; connect-src 'none'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types lit-html`;
}

/** `<chain-why>` with the core inside, for one script tag in somebody else's page. */
async function buildElementScript() {
  await build({
    ...common,
    publicDir: false,
    build: {
      target: "es2022",
      outDir: dist,
      emptyOutDir: false,
      modulePreload: false,
      chunkSizeWarningLimit: 4000,
      lib: { entry: join(www, "src/element/standalone.ts"), formats: ["es"], fileName: () => "chain-why.js" },
      rolldownOptions: { output: { codeSplitting: false } },
    },
  });
}

function filesOf(folder) {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesOf(path) : [path];
  });
}

/** What the page needs offline; the one-file page and the element's script are there to be saved, not kept. */
function writeServiceWorker() {
  const kept = filesOf(dist).filter((path) => !/(?:chainwhy\.html|chain-why\.js|embed\.(?:html|css)|\.map)$/.test(path));
  const hash = createHash("sha256");
  for (const path of kept) hash.update(relative(dist, path)).update(readFileSync(path));
  const names = ["./", ...kept.map((path) => `./${relative(dist, path)}`)];
  const worker = readFileSync(join(www, "scripts/service-worker.js"), "utf8")
    .replace("__VERSION__", `chainwhy-${hash.digest("hex").slice(0, 16)}`)
    .replace("__FILES__", JSON.stringify(names));
  writeFileSync(join(dist, "service-worker.js"), worker);
}

function compress() {
  mkdirSync(dist, { recursive: true });
  for (const path of filesOf(dist)) {
    const plain = readFileSync(path);
    writeFileSync(`${path}.gz`, gzipSync(plain, { level: 9 }));
    writeFileSync(`${path}.br`, brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length } }));
  }
  const page = filesOf(join(dist, "assets")).filter((path) => path.endsWith(".br"));
  const size = page.reduce((sum, path) => sum + statSync(path).size, statSync(join(dist, "index.html.br")).size);
  console.log(`www/dist: the page is ${Math.round(size / 1024)} KB compressed, chainwhy.html ${Math.round(statSync(join(dist, "chainwhy.html")).size / 1024)} KB`);
}
