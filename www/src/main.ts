import { loadCore, loadRest } from "./core.js";
import { defineChainWhy } from "./element/define.js";
import { languageFor } from "./element/words.js";
import { loadExamples } from "./page/examples.js";
import "./page/marked-field.js";
import "./page/page.js";
import "./page/page.css";
import { warmUpOnce } from "./page/warm-up.js";

defineChainWhy();

/** The policy lets nothing but this name a script. */
function ownWorker(): unknown {
  const url = "./service-worker.js";
  const policy = globalThis.trustedTypes?.createPolicy("chainwhy", { createScriptURL: () => url });
  return policy ? policy.createScriptURL("") : url;
}

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): unknown };
}
declare global {
  var trustedTypes: TrustedTypes | undefined;
}

/** After the verifier has loaded: its rest, the examples and the worker that keeps the page for offline use. Then nothing more is fetched. */
async function settle(): Promise<void> {
  await Promise.all([loadRest(), loadExamples()]);
  if ("serviceWorker" in navigator && !__SINGLE_FILE__ && !import.meta.env.DEV) {
    try {
      await navigator.serviceWorker.register(ownWorker() as string);
      await navigator.serviceWorker.ready;
    } catch (error) {
      // Not every browser and not every address allows one (private windows, plain http): the page works without.
      console.info("no offline copy:", error);
    }
  }
  document.documentElement.dataset["settled"] = "true";
  await warmUpOnce(await loadCore(), () => languageFor(document.documentElement.lang));
}

document.addEventListener("page-ready", () => void settle().catch((error: unknown) => console.error(error)), { once: true });
