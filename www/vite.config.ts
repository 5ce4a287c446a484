import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { defineConfig, type Plugin } from "vite";

const pkg = fileURLToPath(new URL("../pkg/dist/", import.meta.url));

/** What the page may do: run its own code and its own wasm, and connect to nothing. */
const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src data:; connect-src 'none'; worker-src 'self'; base-uri 'none'; form-action 'none'";

/**
 * The wasm as text inside the JavaScript, since a page that may connect to nothing cannot fetch it. Served, the script is compressed
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
    resolveId: (id) => (id === "virtual:chainwhy-wasm" ? "\0chainwhy-wasm" : null),
    load(id) {
      if (id !== "\0chainwhy-wasm") return null;
      if (process.env["CHAINWHY_CORE"]) return 'export default { alphabet: "", text: "" };';
      const file = `${pkg}chainwhy.wasm`;
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
 * every minifier leave as they are; the others take two. The alphabet says which character stands for which byte.
 */
function asCharacters(bytes: Buffer): { alphabet: string; text: string } {
  const frequency = new Array<number>(256).fill(0);
  for (const byte of bytes) frequency[byte] = (frequency[byte] ?? 0) + 1;
  const short = Array.from({ length: 0x7f - 0x20 }, (_, code) => String.fromCharCode(0x20 + code)).filter((character) => !/["'`$\\]/.test(character));
  const characters = new Array<string>(256);
  frequency
    .map((times, byte) => ({ times, byte }))
    .sort((a, b) => b.times - a.times || a.byte - b.byte)
    .forEach(({ byte }, rank) => (characters[byte] = short[rank] ?? String.fromCharCode(0x100 + rank)));
  return { alphabet: characters.join(""), text: Array.from(bytes, (byte) => characters[byte]).join("") };
}

/** Lets the verifier's script come down beside the page's own, rather than after that has run: it is most of what there is to load. */
function verifierEarly(): Plugin {
  return {
    name: "verifier-early",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler: (_html, { bundle }) => {
        const chunk = Object.keys(bundle ?? {}).find((name) => name.includes("core-inlined"));
        return chunk ? [{ tag: "link", attrs: { rel: "modulepreload", href: `./${chunk}` }, injectTo: "head" }] : [];
      },
    },
  };
}

function contentSecurityPolicy(): Plugin {
  return {
    name: "content-security-policy",
    apply: "build",
    transformIndexHtml: () => [{ tag: "meta", attrs: { "http-equiv": "Content-Security-Policy", content: policy }, injectTo: "head-prepend" }],
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
  plugins: [inlinedWasm(), contentSecurityPolicy(), verifierEarly()],
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
