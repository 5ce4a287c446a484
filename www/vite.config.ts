import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { defineConfig, type Plugin } from "vite";
import type { Language, Report } from "./src/contract.js";
import { pageWords, type PageWords } from "./src/page/words.js";

const pkg = fileURLToPath(new URL("../pkg/dist/", import.meta.url));

/** What the page may do: run its own code and its own wasm, and connect to nothing. */
export const policy = (scripts: string, styles: string) => `default-src 'none'; script-src 'self' ${scripts} 'wasm-unsafe-eval'; style-src ${styles}; img-src data:; connect-src 'none'; worker-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types lit-html chainwhy`;

/**
 * The wasm, or one of its two parts, as text inside the JavaScript, since a page that may connect to nothing cannot fetch it. Served, the script is compressed
 * on the way, and bytes that stay characters of their own compress best; in the one-file page, which nothing compresses, the wasm is
 * gzipped and in base64.
 */
export function inlinedWasm(): Plugin {
  let zipped = false;
  return {
    name: "inlined-wasm",
    configResolved: (config) => {
      zipped = config.define?.["__SINGLE_FILE__"] === "true";
    },
    resolveId: (id) => (id.startsWith("virtual:chainwhy-wasm/") ? `\0${id}` : null),
    load(id) {
      const part = id.startsWith("\0virtual:chainwhy-wasm/") ? id.slice(id.indexOf("/") + 1) : null;
      if (part === null) return null;
      if (process.env["CHAINWHY_CORE"]) return 'export default { alphabet: "", text: "" };';
      const file = `${pkg}${{ first: "chainwhy.first.wasm", rest: "chainwhy.rest.bin" }[part] ?? "chainwhy.wasm"}`;
      this.addWatchFile(file);
      const bytes = readFileSync(file);
      const { alphabet, text } = zipped ? { alphabet: "", text: gzipSync(bytes, { level: 9 }).toString("base64") } : asCharacters(bytes);
      // In an object, or the minifier writes the text out wherever it is read.
      return `export default { alphabet: ${JSON.stringify(alphabet)}, text: "${text}" };`;
    },
  };
}

/**
 * One character a byte. The most frequent bytes become the characters that UTF-8 writes in one byte and that a string literal and
 * every minifier leave as they are, themselves where they are such a character, since text that stays text compresses best; the
 * others take two bytes. The alphabet says which character stands for which byte.
 */
function asCharacters(bytes: Buffer): { alphabet: string; text: string } {
  const frequency = new Array<number>(256).fill(0);
  for (const byte of bytes) frequency[byte] = (frequency[byte] ?? 0) + 1;
  const short = Array.from({ length: 0x7f - 0x20 }, (_, at) => 0x20 + at).filter((code) => !/["'`$\\]/.test(String.fromCharCode(code)));
  const frequent = frequency
    .map((times, byte) => ({ times, byte }))
    .sort((a, b) => b.times - a.times || a.byte - b.byte)
    .slice(0, short.length)
    .map(({ byte }) => byte);
  const codes = Array.from({ length: 256 }, (_, byte) => 0x100 + byte);
  for (const byte of frequent) if (short.includes(byte)) codes[byte] = byte;
  const left = short.filter((code) => !frequent.includes(code));
  for (const byte of frequent.toSorted((a, b) => a - b)) if (!short.includes(byte)) codes[byte] = left.shift() ?? 0x100 + byte;
  const characters = codes.map((code) => String.fromCharCode(code));
  return { alphabet: characters.join(""), text: Array.from(bytes, (byte) => characters[byte]).join("") };
}

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
