import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { defineConfig, type Plugin } from "vite";

const pkg = fileURLToPath(new URL("../pkg/dist/", import.meta.url));

/** What the page may do: run its own code and its own wasm, and connect to nothing. */
const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src data:; connect-src 'none'; worker-src 'self'; base-uri 'none'; form-action 'none'";

/**
 * The wasm as text inside the JavaScript, since a page that may connect to nothing cannot fetch it. Served, the script is compressed
 * on the way, and a byte that stays a character of its own compresses best; in the one-file page, which nothing compresses, it is
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
      if (process.env["CHAINWHY_CORE"]) return 'export default "";';
      const file = `${pkg}chainwhy.wasm`;
      this.addWatchFile(file);
      const bytes = readFileSync(file);
      const text = zipped ? gzipSync(bytes, { level: 9 }).toString("base64") : asCharacters(bytes);
      return `export default "${text}";`;
    },
  };
}

/** One character a byte; the five that a string literal cannot hold as they are stand 256 higher, and are read modulo 256. */
function asCharacters(bytes: Buffer): string {
  return bytes.toString("latin1").replace(/[\x00\n\r"\\]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 256));
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
  plugins: [inlinedWasm(), contentSecurityPolicy()],
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
  },
  server: { fs: { allow: [".."] } },
});
