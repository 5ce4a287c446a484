// Builds www/dist-element: what the npm package carries as `chainwhy/element`, with the core left to the package.

import { execFileSync } from "node:child_process";
import { copyFileSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const www = fileURLToPath(new URL("..", import.meta.url));
const out = join(www, "dist-element");

rmSync(out, { recursive: true, force: true });
await build({
  root: www,
  configFile: false,
  publicDir: false,
  logLevel: "warn",
  // Of Lit what can also be imported where there is no DOM.
  resolve: { conditions: ["node"], alias: { "@lit-labs/ssr-dom-shim": join(www, "element/no-dom.js") } },
  build: {
    target: "es2022",
    outDir: out,
    modulePreload: false,
    lib: { entry: join(www, "src/element/index.ts"), formats: ["es"], fileName: () => "element.js" },
    rolldownOptions: { external: ["chainwhy"], output: { codeSplitting: false } },
  },
});
await build({
  root: www,
  configFile: false,
  publicDir: false,
  logLevel: "warn",
  build: {
    target: "es2022",
    outDir: out,
    emptyOutDir: false,
    modulePreload: false,
    lib: { entry: join(www, "src/element/global.ts"), formats: ["iife"], name: "chainWhyElement", fileName: () => "chain-why.global.js" },
  },
});
for (const file of ["element.d.ts", "react.d.ts", "vue.d.ts", "svelte.d.ts"]) copyFileSync(join(www, "element", file), join(out, file));

const cem = createRequire(import.meta.url).resolve("@custom-elements-manifest/analyzer/cem.js");
execFileSync(process.execPath, [cem, "analyze", "--litelement", "--quiet", "--globs", "src/element/chain-why.ts", "--outdir", "dist-element"], { cwd: www, stdio: ["ignore", "ignore", "inherit"] });

// The manifest names the module that the package has, and only what a user of the element may touch.
const file = join(out, "custom-elements.json");
const manifest = JSON.parse(readFileSync(file, "utf8"));
for (const module of manifest.modules) {
  module.path = "element.js";
  module.declarations = module.declarations.filter((one) => one.customElement);
  for (const one of module.declarations) {
    // What the analyser takes for attributes and is inner state.
    const inner = new Set(one.members?.filter((member) => member.privacy === "private").map((member) => member.name));
    one.attributes = one.attributes?.filter((attribute) => !inner.has(attribute.fieldName ?? attribute.name));
    one.members = one.members?.filter((member) => member.privacy !== "private" && member.privacy !== "protected" && !member.inheritedFrom);
  }
  module.exports = [
    { kind: "js", name: "ChainWhy", declaration: { name: "ChainWhy", module: "element.js" } },
    { kind: "custom-element-definition", name: "chain-why", declaration: { name: "ChainWhy", module: "element.js" } },
  ];
}
writeFileSync(file, `${JSON.stringify(manifest, null, 2)}\n`);
