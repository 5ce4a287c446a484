// How soon the page can be used and how soon it answers, in Chromium: npm run bench
//
//   cold load   nothing cached, 1.6 Mbit/s and 150 ms a request, as the browser's own throttling makes them. The field takes text as
//               soon as the HTML is there; what is typed then is taken over by the script, and answered when the verifier has come.
//   paste       from the browser's own input event to the frame with the answer: reading, paths, signatures, all of Mozilla's roots
//               and one more, all clients, and the drawing of the sentence, the chain and the findings; "whole" is with the table of
//               clients and the certificates below. A paste is answered at once; after a key is pressed the page waits for a pause,
//               which is not counted here since nothing is done in it. The first of a visit comes at once, or a second after the
//               form was entered: in between, the page readies itself.
//
// A fresh browser for each cold load and each first paste; the median and the range are given.

import { cpus, loadavg } from "node:os";
import { AT, HOST, makeChain, pem } from "../../pkg/tests/support/chains.mjs";
import { serve } from "../scripts/static-server.mjs";
import { open } from "../tests/browsers.mjs";
import { dist, paste, until, visit } from "../tests/journeys.mjs";

const LOADS = 5;
const VISITS = 7;
const PASTES = 15;
const LINE = { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 };

const server = await serve(dist);
const chains = Object.fromEntries(await Promise.all(["RSA-2048", "P-256"].map(async (algorithm) => [algorithm, await makeChain(algorithm)])));
try {
  console.log(`${cpus().length} × ${cpus()[0]?.model.trim()}, load ${loadavg()[0].toFixed(1)}\n`);
  await coldLoads();
  for (const algorithm of Object.keys(chains)) await pastes(algorithm);
} finally {
  await server.stop();
}

async function coldLoads() {
  const times = [];
  for (let load = 0; load < LOADS; load += 1) times.push(await coldLoad());
  console.log("cold load");
  for (const what of Object.keys(times[0])) say(what, times.map((time) => time[what]));
}

async function coldLoad() {
  const tab = await open("Chromium");
  try {
    const protocol = await tab.context.newCDPSession(tab.page);
    await protocol.send("Network.enable");
    await protocol.send("Network.setCacheDisabled", { cacheDisabled: true });
    await protocol.send("Network.emulateNetworkConditions", LINE);
    // Seen from inside the page, by its own clock: the times are from the start of the navigation.
    await tab.page.addInitScript(() => {
      globalThis.seen = {};
      const look = () => {
        const { seen } = globalThis;
        const painted = performance.getEntriesByName("first-contentful-paint")[0];
        if (painted && document.querySelector("textarea")) seen["the field takes text"] ??= Math.max(painted.startTime, performance.now());
        if (document.querySelector("#field-chain")) seen["the page is whole"] ??= performance.now();
        if (document.querySelector("chain-why")?.shadowRoot?.querySelector("#sentence")) seen["the answer is there"] ??= performance.now();
        if (!seen["the answer is there"]) requestAnimationFrame(look);
      };
      look();
    });
    await tab.page.goto(server.url, { waitUntil: "commit" });
    await until(tab.page, () => globalThis.seen?.["the field takes text"] !== undefined);
    await tab.page.fill("textarea", pem(chains["P-256"].endEntity, ...chains["P-256"].intermediates));
    await until(tab.page, () => globalThis.seen["the answer is there"] !== undefined);
    return await tab.page.evaluate(() => globalThis.seen);
  } finally {
    await tab.close();
  }
}

async function pastes(algorithm) {
  const first = { "the first, at once": 0, "the first, after 1 s": 1000 };
  for (const [what, wait] of Object.entries(first)) {
    const times = [];
    for (let visit = 0; visit < VISITS; visit += 1) times.push((await pasteOften(algorithm, wait, 1))[0]);
    first[what] = times;
  }
  const later = (await pasteOften(algorithm, 1000, PASTES, (report) => {
    console.log(`\npaste, ${algorithm}: ${report.certificates.length} certificates, ${report.anchors.count} anchors, ${report.clients.length} clients`);
  })).slice(1);
  for (const [what, times] of Object.entries({ ...first, "later ones": later })) {
    say(what, times.map((time) => time.answered));
    say(`${what}, whole`, times.map((time) => time.whole));
  }
}

/** Opens the page, enters the form, waits, and pastes; gives the times. */
async function pasteOften(algorithm, wait, often, tell = () => {}) {
  const { endEntity, intermediates, root } = chains[algorithm];
  const tab = await open("Chromium");
  try {
    await visit(tab.page, server.url);
    await tab.page.evaluate((host) => {
      document.querySelector('input[value="both"]').click();
      const name = document.querySelector("#server-name");
      name.value = host;
      name.dispatchEvent(new InputEvent("input", { bubbles: true }));
    }, HOST);
    // When the question is about: the certificates hold on that day.
    await tab.page.evaluate((at) => {
      const time = document.querySelector("#at");
      time.value = new Date(at * 1000).toISOString().slice(0, 19);
      time.dispatchEvent(new Event("change", { bubbles: true }));
    }, AT);
    // Set, not pasted: a paste would be the first answer already.
    await tab.page.evaluate((text) => {
      document.querySelector("#field-anchors").value = text;
    }, pem(root));
    await tab.page.evaluate(() => {
      globalThis.times = [];
      // Before whatever the page itself does after the frame.
      const frame = () => new Promise((done) => requestAnimationFrame(() => scheduler.postTask(done, { priority: "user-blocking" })));
      document.querySelector("#field-chain").addEventListener(
        "input",
        async () => {
          const begin = performance.now();
          const element = () => document.querySelector("chainwhy-page chain-why");
          const before = element()?.report;
          while (!element()?.report || element().report === before) await new Promise((done) => setTimeout(done));
          await frame();
          if (!element().shadowRoot.querySelector(".findings, .summary.trusted")) throw new Error("the first frame has no answer");
          const answered = performance.now() - begin;
          await element().updateComplete;
          await frame();
          globalThis.times.push({ answered, whole: performance.now() - begin });
        },
        { capture: true },
      );
    });
    await tab.page.focus("#field-chain");
    await new Promise((done) => setTimeout(done, wait));
    for (let round = 0; round < often; round += 1) {
      await paste(tab.page, "chain", pem(endEntity, ...intermediates));
      await until(tab.page, (number) => globalThis.times.length === number, round + 1);
    }
    const { times, report } = await tab.page.evaluate(() => ({ times: globalThis.times, report: document.querySelector("chainwhy-page chain-why").report }));
    if (report.verdict !== "trusted") throw new Error(`${algorithm}: ${report.summary}`);
    tell(report);
    return times;
  } finally {
    await tab.close();
  }
}

function say(what, times) {
  const sorted = times.toSorted((a, b) => a - b);
  const [first, median, last] = [sorted.at(0), sorted[Math.floor(sorted.length / 2)], sorted.at(-1)].map(Math.round);
  console.log(`  ${what.padEnd(30)}${String(median).padStart(5)} ms${sorted.length > 1 ? `  (${first}–${last})` : ""}`);
}
