// What a person does on the page, said once for every test. Only what both browsers' drivers have in common is used.

import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const dist = fileURLToPath(new URL("../dist", import.meta.url));
const folder = new URL("../examples/", import.meta.url);

export const examples = readdirSync(folder)
  .filter((file) => file.endsWith(".json") && file !== "index.json")
  .map((file) => JSON.parse(readFileSync(new URL(file, folder), "utf8")));

export const example = (id) => {
  const found = examples.find((one) => one.id === id);
  if (!found) throw new Error(`no example is called ${id}`);
  return found;
};

/** Waits until something is so on the page; Playwright and Puppeteer have that too, and call it differently. */
export async function until(page, condition, argument, milliseconds = 20_000) {
  const deadline = Date.now() + milliseconds;
  for (;;) {
    try {
      const found = await page.evaluate(condition, argument);
      if (found) return found;
    } catch (error) {
      // A page on its way elsewhere cannot be asked.
      if (!/context|navigat|destroyed|detached|frame/i.test(String(error))) throw error;
    }
    if (Date.now() > deadline) throw new Error(`still not so after ${milliseconds / 1000} s: ${condition}`);
    await new Promise((done) => setTimeout(done, 40));
  }
}

/** Opens the page and waits until everything it will ever load has loaded. */
export async function visit(page, url) {
  // From elsewhere, so that an address that differs in its fragment alone loads the page anew too.
  await page.goto("about:blank");
  await page.goto(url);
  await settled(page);
}

export async function settled(page) {
  await until(page, () => document.documentElement.dataset.settled === "true");
}

/** Presses Ctrl and a key, as for copy and paste. */
export async function control(page, key) {
  await page.keyboard.down("Control");
  await page.keyboard.press(key);
  await page.keyboard.up("Control");
}

/** A real paste: the text is copied from a field beside the page, and pasted with the keyboard. */
export async function paste(page, name, text) {
  await page.evaluate((value) => {
    const source = document.createElement("textarea");
    source.id = "test-clipboard";
    source.value = value;
    document.body.append(source);
    source.focus();
    source.select();
  }, text);
  await control(page, "c");
  await page.evaluate((field) => {
    document.querySelector("#test-clipboard").remove();
    const target = document.querySelector(`#field-${field}`);
    target.focus();
    target.select();
  }, name);
  await control(page, "v");
}

/** Drops files, given as [name, bytes or text], on a field. */
export async function drop(page, name, files) {
  const portable = files.map(([file, content]) => [file, typeof content === "string" ? [...Buffer.from(content)] : [...content]]);
  await page.evaluate(
    ({ field, given }) => {
      const data = new DataTransfer();
      for (const [file, bytes] of given) data.items.add(new File([new Uint8Array(bytes)], file));
      const target = document.querySelector(`#field-${field}`);
      target.dispatchEvent(new DragEvent("dragover", { dataTransfer: data, bubbles: true, cancelable: true }));
      target.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
    },
    { field: name, given: portable },
  );
}

export const field = (page, name) => page.evaluate((id) => document.querySelector(`#field-${id}`).value, name);

/** Presses a button by the words on it. */
export async function press(page, words) {
  await page.evaluate((text) => {
    const all = [...document.querySelectorAll("button, summary"), ...(document.querySelector("chain-why")?.shadowRoot?.querySelectorAll("button, summary") ?? [])];
    const found = all.find((one) => one.textContent.trim() === text && one.checkVisibility());
    if (!found) throw new Error(`no button says “${text}”; there are: ${all.map((one) => one.textContent.trim()).join(" | ")}`);
    found.click();
  }, words);
}

export async function openExample(page, id) {
  await page.evaluate((name) => document.querySelector(`[data-example="${name}"]`).click(), id);
  await answered(page);
}

/** Waits for an answer that a reader can see, and reads it. */
export async function answered(page) {
  await until(page, () => document.querySelector("chain-why")?.shadowRoot?.querySelector("#sentence")?.textContent.trim());
  // The answer comes a moment after the last key, so the one on the screen could still be the one before.
  await page.evaluate(() => new Promise((done) => setTimeout(done, 400)));
  return answer(page);
}

export function answer(page) {
  return page.evaluate(() => {
    const element = document.querySelector("chain-why");
    const root = element?.shadowRoot;
    if (!root?.querySelector("#sentence")) return null;
    const text = (one) => one.textContent.replace(/\s+/g, " ").trim();
    return {
      report: element.report,
      sentence: text(root.querySelector("#sentence")),
      verdict: text(root.querySelector(".verdict")),
      findings: [...root.querySelectorAll(".finding h4")].map(text),
      broken: [...root.querySelectorAll(".picture .link.failed")].map((one) => one.getAttribute("aria-label")),
      failedNodes: [...root.querySelectorAll(".picture .node.failed, .picture .node.ghost")].map((one) => one.getAttribute("aria-label")),
      nodes: [...root.querySelectorAll(".picture .node")].map((one) => one.getAttribute("aria-label")),
      evidence: [...root.querySelectorAll(".evidence dd")].map(text),
      fixes: [...root.querySelectorAll(".fix")].map(text),
      commands: [...root.querySelectorAll(".command code")].map((one) => one.textContent),
      clients: [...root.querySelectorAll(".clients tbody tr")].map(text),
      certificates: [...root.querySelectorAll(".card > summary")].map(text),
    };
  });
}

export const notices = (page) => page.evaluate(() => [...document.querySelectorAll(".notice p")].map((one) => one.textContent.trim()));
export const policyViolations = (page) => page.evaluate(() => globalThis.policyViolations);
