import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { defineConfig, type Plugin } from "vite";
import type { Language, Report } from "./src/contract.js";
import { apart } from "./scripts/apart.js";
import { asCharacters } from "./scripts/as-characters.js";
import type { Characters } from "./src/characters.js";
import { pageWords, type PageWords } from "./src/page/words.js";

const pkg = fileURLToPath(new URL("../pkg/dist/", import.meta.url));

/** What the page may do: run its own code and its own wasm, and connect to nothing. */
export const policy = (scripts: string, styles: string) => `default-src 'none'; script-src 'self' ${scripts} 'wasm-unsafe-eval'; style-src ${styles}; img-src data:; connect-src 'none'; worker-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types lit-html chainwhy`;

/**
 * The wasm, or one of its two parts, as text inside the JavaScript, since a page that may connect to nothing cannot fetch it: taken apart into
 * streams (src/streams.ts). Served, the script is compressed on the way, and bytes that stay characters of their own compress best; in the
 * one-file page, which nothing compresses, the streams are gzipped and in base64.
 */
export function inlinedWasm(): Plugin {
  let zipped = false;
  return {
    name: "inlined-wasm",
    configResolved: (config) => {
      zipped = config.define?.["__SINGLE_FILE__"] === "true";
    },
    resolveId: (id) => (id.startsWith("virtual:chainwhy-wasm/") ? `\0${id}` : null),
    async load(id) {
      const part = id.startsWith("\0virtual:chainwhy-wasm/") ? id.slice(id.indexOf("/") + 1) : null;
      if (part === null) return null;
      if (process.env["CHAINWHY_CORE"]) return 'export default { length: 0, streams: [], zipped: "", moved: "", text: "" };';
      const file = `${pkg}${{ first: "chainwhy.first.wasm", rest: "chainwhy.rest.bin" }[part] ?? "chainwhy.wasm"}`;
      this.addWatchFile(file);
      const bytes = readFileSync(file);
      // In an object, or the minifier writes a text out wherever it is read.
      if (part === "rest") return `export default ${literal(asCharacters(bytes))};`;
      const streams = await apart(bytes);
      return zipped
        ? `export default { length: ${bytes.length}, streams: [${streams.map((stream) => stream.length).join()}], zipped: "${gzipSync(Buffer.concat(streams), { level: 9 }).toString("base64")}" };`
        : `export default { length: ${bytes.length}, streams: [${streams.map(asCharacters).map(literal).join()}], zipped: "" };`;
    },
  };
}

/** A string literal of characters that need no escape. */
const literal = ({ moved, text }: Characters) => `{ moved: "${moved}", text: "${text}" }`;

/** The page's style sheet goes into the HTML, so that nothing has to be waited for before the first words are painted. */
function inlinedStyles(): Plugin {
  return {
    name: "inlined-styles",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler: (html, { bundle = {} }) => {
        const sheets = Object.values(bundle).filter((file) => file.type === "asset" && file.fileName.endsWith(".css"));
        const css = sheets.map((sheet) => ("source" in sheet ? String(sheet.source).trim() : "")).join("\n");
        for (const { fileName } of sheets) delete bundle[fileName];
        return html.replace(/<link rel="stylesheet"[^>]*>/g, "").replace("</head>", () => `  <style>${css}</style>\n  </head>`);
      },
    },
  };
}

/**
 * Sends for the verifier’s script as soon as the page has been painted: it is most of what there is to load, so it must neither come
 * before the field nor wait until the page's own script has run.
 */
function verifierEarly(): Plugin {
  return {
    name: "verifier-early",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler: (_html, { bundle }) => {
        const chunk = Object.keys(bundle ?? {}).find((name) => name.includes("core-inlined"));
        if (!chunk) return [];
        // From the end of the body, so that what is painted is the whole of it.
        const send = `requestAnimationFrame(() => new PerformanceObserver((_, painted) => { painted.disconnect(); document.head.append(Object.assign(document.createElement("link"), { rel: "modulepreload", href: "./${chunk}" })); }).observe({ type: "paint", buffered: true }));`;
        return [{ tag: "script", children: send, injectTo: "body" }];
      },
    },
  };
}

/** The clients that the core answers for, found out when building, so that one can be chosen before the verifier has come. */
function clientNames(): Plugin {
  return {
    name: "client-names",
    resolveId: (id) => (id === "virtual:chainwhy-clients" ? "\0chainwhy-clients" : null),
    async load(id) {
      if (id !== "\0chainwhy-clients") return null;
      const { explain } = (await import(process.env["CHAINWHY_CORE"] ?? `${pkg}index.js`)) as { explain(question: unknown): Report };
      const { question } = JSON.parse(readFileSync(new URL("./examples/trusted.json", import.meta.url), "utf8")) as { question: unknown };
      return `export default ${JSON.stringify(explain(question).clients.map(({ client, name }) => ({ id: client, name })))};`;
    },
  };
}

/** The words of the HTML itself, from where the page has them: `{{tagline}}` becomes one span for each language. */
function wordsInHtml(): Plugin {
  return {
    name: "words-in-html",
    transformIndexHtml: {
      order: "pre",
      handler: (html) =>
        html.replace(/\{\{(\w+)\}\}/g, (_, key: string) => {
          const say = (language: Language) => {
            const said = pageWords(language)[key as keyof PageWords];
            if (typeof said !== "string") throw new Error(`index.html: there are no words called ${key}`);
            return `<span class="told" lang="${language}">${said}</span>`;
          };
          return say("en") + say("zh-CN");
        }),
    },
  };
}

function contentSecurityPolicy(): Plugin {
  return {
    name: "content-security-policy",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler: (html) => {
        const hashes = (element: RegExp) => [...html.matchAll(element)].map(([, text = ""]) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`).join(" ");
        const content = policy(hashes(/<script>([^]*?)<\/script>/g), hashes(/<style>([^]*?)<\/style>/g));
        return [{ tag: "meta", attrs: { "http-equiv": "Content-Security-Policy", content }, injectTo: "head-prepend" }];
      },
    },
  };
}

export const alias = [
  // For work on the page alone: CHAINWHY_CORE names a module to take in the core's place.
  ...(process.env["CHAINWHY_CORE"] ? [{ find: /^chainwhy\/slim$/, replacement: process.env["CHAINWHY_CORE"] }] : []),
  { find: /^chainwhy\/slim$/, replacement: `${pkg}slim.js` },
  { find: /^chainwhy$/, replacement: `${pkg}index.js` },
];

export default defineConfig({
  // Relative, so that the page works under any path it is served from.
  base: "./",
  plugins: [inlinedWasm(), clientNames(), wordsInHtml(), inlinedStyles(), verifierEarly(), contentSecurityPolicy()],
  resolve: { alias },
  define: { __SINGLE_FILE__: "false" },
  build: {
    target: "es2022",
    outDir: "dist",
    emptyOutDir: true,
    // The polyfill for old browsers fetches, which the policy forbids.
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 4000,
    assetsInlineLimit: 0,
    rolldownOptions: { checks: { pluginTimings: false } },
  },
  server: { fs: { allow: [".."] } },
});
