// <chain-why> as the package brings it, in programs written with React, Vue and Svelte as docs/element.md says.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { compile } from "svelte/compiler";
import { build } from "vite";
import { serve } from "../scripts/static-server.mjs";
import { open } from "./browsers.mjs";
import { until } from "./journeys.mjs";

const www = fileURLToPath(new URL("..", import.meta.url));
const pkg = fileURLToPath(new URL("../../pkg/dist/", import.meta.url));

const svelte = { name: "svelte", transform: (code, id) => (id.endsWith(".svelte") ? compile(code, { filename: id, generate: "client" }).js : null) };

async function bundle(entry, folder) {
  await build({
    root: www,
    configFile: false,
    publicDir: false,
    logLevel: "error",
    plugins: [svelte],
    define: { "process.env.NODE_ENV": '"production"', __VUE_OPTIONS_API__: "true", __VUE_PROD_DEVTOOLS__: "false", __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "false" },
    resolve: {
      alias: [
        { find: /^chainwhy\/element$/, replacement: `${pkg}element.js` },
        { find: /^chainwhy$/, replacement: `${pkg}index.js` },
      ],
    },
    build: { outDir: folder, emptyOutDir: false, minify: false, modulePreload: false, chunkSizeWarningLimit: 5000, lib: { entry: join(www, "tests/frameworks", entry), formats: ["es"], fileName: () => "app.js" } },
  });
  writeFileSync(join(folder, "index.html"), '<!doctype html><html lang="en"><title>A program of somebody else</title><div id="app"></div><script type="module" src="./app.js"></script></html>\n');
}

for (const [framework, entry] of [["React", "react.jsx"], ["Vue", "vue.js"], ["Svelte", "svelte.js"]]) {
  describe(`<chain-why> in ${framework}`, () => {
    const folder = mkdtempSync(join(tmpdir(), "chainwhy-framework-"));
    let server;
    before(async () => {
      await bundle(entry, folder);
      server = await serve(folder);
    });
    after(async () => {
      await server?.stop();
      rmSync(folder, { recursive: true, force: true });
    });

    for (const browser of ["Chromium", "Firefox"]) {
      test(`takes questions as properties, answers with an event, and shows what it was told to, in ${browser}`, async () => {
        const tab = await open(browser);
        try {
          await tab.page.goto(server.url);
          await until(tab.page, () => document.querySelector("chain-why p")?.checkVisibility());
          for (const [name, verdict, said] of [["missing", "untrusted", /^不受信任：api\.contoso\.example.*Fabrikam TLS ECC CA 3/], ["trusted", "trusted", /^受信任：/]]) {
            await tab.page.evaluate((id) => document.querySelector(`#${id}`).click(), name);
            await until(tab.page, (wanted) => document.querySelector("output").textContent === wanted, verdict);
            await until(tab.page, (wanted) => document.querySelector("chain-why").shadowRoot.querySelector(".summary")?.classList.contains(wanted), verdict);
            const shown = await tab.page.evaluate(() => {
              const root = document.querySelector("chain-why").shadowRoot;
              return { sentence: root.querySelector("#sentence").textContent, sections: [...root.querySelectorAll("section")].map((one) => one.className) };
            });
            assert.match(shown.sentence, said);
            // What is trusted needs no fix.
            assert.deepEqual(shown.sections, verdict === "trusted" ? ["picture-section"] : ["fix-card", "picture-section"]);
          }
          assert.deepEqual(tab.problems.filter((problem) => !problem.includes("favicon")), []);
        } finally {
          await tab.close();
        }
      });
    }
  });
}

describe("checked templates", () => {
  const program = {
    "react.tsx": `/// <reference types="chainwhy/react" />
import * as React from "react";
export const right = <chain-why question={{ chain: "" }} language="zh-CN" compact onchain-why-report={(event) => event.detail.verdict} />;
// @ts-expect-error no such language
export const wrong = <chain-why language="fr" />;
`,
    "others.ts": `/// <reference types="chainwhy/vue" />
/// <reference types="chainwhy/svelte" />
import type { GlobalComponents } from "vue";
import type { SvelteHTMLElements } from "svelte/elements";
export const svelte: SvelteHTMLElements["chain-why"] = { theme: "dark", "onchain-why-error": (event) => event.detail.message };
export type Vue = InstanceType<GlobalComponents["chain-why"]>["$props"]["client"];
export const vue: Vue = "go";
// @ts-expect-error no such theme
export const wrong: SvelteHTMLElements["chain-why"] = { theme: "red" };
`,
    // React brings no types of its own.
    "react-stub.d.ts": `declare module "react" { const React: { createElement: unknown }; export = React; namespace React { namespace JSX { interface IntrinsicElements {} interface Element {} } } }\n`,
  };
  test("know the element in React, Vue and Svelte", { skip: existsSync(join(pkg, "react.d.ts")) ? false : "the package has not been built" }, () => {
    const folder = mkdtempSync(join(www, "types-"));
    try {
      for (const [name, text] of Object.entries(program)) writeFileSync(join(folder, name), text);
      mkdirSync(join(folder, "node_modules"), { recursive: true });
      mkdirSync(join(folder, "node_modules/chainwhy"));
      writeFileSync(join(folder, "node_modules/chainwhy/package.json"), readFileSync(join(pkg, "../package.json")));
      symlinkSync(pkg, join(folder, "node_modules/chainwhy/dist"));
      writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions: { strict: true, noEmit: true, module: "esnext", moduleResolution: "bundler", target: "es2022", lib: ["es2022", "dom"], jsx: "preserve", types: [], preserveSymlinks: true, skipLibCheck: true }, files: Object.keys(program) }));
      execFileSync(process.execPath, [join(www, "node_modules/typescript/bin/tsc"), "-p", folder], { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
    } catch (error) {
      assert.fail(String(error.stdout ?? error));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
