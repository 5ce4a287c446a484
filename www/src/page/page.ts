/** The page: the question on one side, the answer on the other. */

import clients from "virtual:chainwhy-clients";
import { LitElement, html, nothing, type TemplateResult } from "lit";
import type { Finding, Language, Report, Understood } from "../contract.js";
import { loadCore, loadFields, loadRest, wantsRest, type Explain } from "../core.js";
import { ChainWhy, copyText, saveText, type LocateDetail } from "../element/chain-why.js";
import { icon } from "../element/icons.js";
import { shellHost } from "../element/shell-word.js";
import { headline } from "../element/standing.js";
import { behind, told } from "../element/summary.js";
import { colonHex } from "../element/names.js";
import { count, day, moment } from "../element/when.js";
import { words as elementWords } from "../element/words.js";
import { emptyDraft, fromLink, fromQuestion, hostFrom, isEmpty, toQuestion, type AnchorSource, type Draft } from "./draft.js";
import { titles, loadExample, type ExampleTitle } from "./examples.js";
import { readFiles } from "./files.js";
import { comparison } from "./compare.js";
import { fromFragment, toFragment } from "./fragment.js";
import { Journal } from "./journal.js";
import { hideNames, toMarkdown, toSummary } from "./markdown.js";
import type { FieldChange, Mark, MarkedField } from "./marked-field.js";
import { preferredLanguage, rememberLanguage } from "./preferences.js";
import { canRecognise, hasPrivateKeyBlock, isTyped, recognisesAlready, removeKeyBlocks, withholdFromLine, withholdPrivateKeys } from "./private-key.js";
import { warmUpForReader } from "./warm-up.js";
import { whatIf } from "./what-if.js";
import { pageWords, type PageWords } from "./words.js";

/** After a key: long enough that a word is typed in peace, short enough to feel at once. A paste and a file are answered without it. */
const PAUSE = 180;
/** Links longer than this are cut by some chat programs. */
const LONG_LINK = 8000;

/** So much is kept of a log in which nothing is found. */
const LOG_BEGINNING = 400;

/** Fewer lines than this are not worth leaving out. */
const FEW_LINES = 200;

/** So many octets of a paste are searched for errors by the core. */
const SEARCHED = 6_000_000;

/** So many lines of what lies beyond are looked through at a time. */
const LOG_PART = 4000;

/** Where the answer stands below the question. */
const ONE_COLUMN = "(max-width: 68rem)";

/** The page as a file on somebody's disk: its address leads nobody else there. */
const ON_DISK = location.protocol === "file:";

/** What a certificate looks like, in any language. */
const PEM = "-----BEGIN CERTIFICATE-----\nMIIF…\n-----END CERTIFICATE-----";

interface Notice {
  kind: "warning" | "note";
  text: string;
  action?: { label: string; run(): void };
}

/** What stands on the page, to be brought back. */
interface Entry {
  draft: Draft;
  example: ExampleTitle | null;
  compared: Report | null;
  /** What was done to come here, and can be taken back. */
  done: string;
  /** What the answer said, to know it by. */
  said: string;
}

export class ChainwhyPage extends LitElement {
  static override properties = {
    language: { state: true },
    draft: { state: true },
    report: { state: true },
    core: { state: true },
    notices: { state: true },
    example: { state: true },
    said: { state: true },
    uncopied: { state: true },
    unfolded: { state: true },
    done: { state: true },
    compared: { state: true },
  };

  declare private language: Language;
  declare private draft: Draft;
  declare private report: Report | null;
  declare private core: "waiting" | "ready" | "failed" | "crashed";
  declare private notices: Notice[];
  declare private example: ExampleTitle | null;
  /** What the last action of the reader came to, for the eye and for a screen reader. */
  declare private said: string;
  declare private uncopied: string | null;
  /** Whether the other fields are shown: always where there is room beside the answer. */
  declare private unfolded: boolean;
  /** What was supposed or done, for as long as it can be taken back. */
  declare private done: string;
  /** The answer to compare with. */
  declare private compared: Report | null;

  private explain: Explain | null = null;
  private early: { text: string; focused: boolean; start: number; end: number } | null = null;
  private timer = 0;
  /** The client in the story of the example that is shown. */
  private exampleClient = "";
  /** The language, where the address or the reader chose it. */
  private chosen: Language | null = languageIn(location.hash);
  /** What of the answer is unfolded. */
  private folds: string[] = [];
  /** Whether whoever opened a link has yet to see its answer. */
  private awaited = false;
  private readonly journal = new Journal<Entry>(
    () => ({ draft: this.draft, example: this.example, compared: this.compared, done: this.done, said: this.report?.summary ?? "" }),
    (entry) => void (entry ? this.bringBack(entry) : this.openLink()),
  );

  constructor() {
    super();
    this.language = this.chosen ?? preferredLanguage();
    this.draft = emptyDraft;
    this.report = null;
    this.core = "waiting";
    this.notices = [];
    this.example = null;
    this.said = "";
    this.uncopied = null;
    this.unfolded = !matchMedia(ONE_COLUMN).matches;
    this.done = "";
    this.compared = null;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  private get words(): PageWords {
    return pageWords(this.language);
  }

  override connectedCallback(): void {
    this.takeOver();
    super.connectedCallback();
    this.sayLanguage();
    this.journal.listen();
    // A file dropped beside the field must not replace the page.
    window.addEventListener("dragover", this.allowDrop);
    window.addEventListener("drop", this.dropAnywhere);
    window.addEventListener("paste", this.pasteAnywhere);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.journal.stop();
    window.removeEventListener("dragover", this.allowDrop);
    window.removeEventListener("drop", this.dropAnywhere);
    window.removeEventListener("paste", this.pasteAnywhere);
    window.clearTimeout(this.timer);
  }

  /** Clears away what stood here before the script came, and keeps what was typed into it. */
  private takeOver(): void {
    const field = this.querySelector<HTMLTextAreaElement>("#early");
    if (field) this.early = { text: field.value, focused: document.activeElement === field, start: field.selectionStart, end: field.selectionEnd };
    this.replaceChildren();
  }

  private async handOver(): Promise<void> {
    const { early } = this;
    this.early = null;
    // Whoever comes to ask can type at once; a link has its answer.
    const focused = early?.focused === true || (location.hash.length < 2 && document.activeElement === document.body);
    if (!focused && (early === null || early.text === "")) return;
    const chain = this.fieldNamed("chain");
    await chain?.updateComplete;
    if (early !== null && early.text !== "") await chain?.addText(early.text);
    if (!focused || !chain?.field) return;
    chain.field.focus({ preventScroll: true });
    if (early) chain.field.setSelectionRange(early.start, early.end);
  }

  protected override firstUpdated(): void {
    void this.handOver();
    void this.openLink();
    void this.start();
  }

  /** Loads the verifier once the field has been painted, so that one can paste while it comes. */
  private async start(): Promise<void> {
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    try {
      this.explain = await loadCore();
      this.core = "ready";
      await this.answer();
      if (this.awaited) this.showAnswer();
      warmUpForReader(this.explain, () => this.language);
    } catch (error) {
      console.error(error);
      this.core = "failed";
    }
    this.dispatchEvent(new CustomEvent("page-ready", { bubbles: true }));
  }

  // The question

  private get client(): string | null {
    return this.draft.client === "" ? null : this.draft.client;
  }

  private fieldNamed(name: string): MarkedField | null {
    return this.querySelector(`marked-field[data-field="${name}"]`);
  }

  private change(part: Partial<Draft>, pause = PAUSE): void {
    this.draft = { ...this.draft, ...part };
    this.nameState();
    this.answerSoon(pause);
  }

  /** Without a pause in the same breath, so that the form and the answer are drawn once. */
  private answerSoon(pause: number): void {
    window.clearTimeout(this.timer);
    if (pause === 0) void this.answer();
    else this.timer = window.setTimeout(() => void this.answer(), pause);
  }

  /** At once, but for a question that has to wait for the rest of the core. */
  private async answer(): Promise<void> {
    window.clearTimeout(this.timer);
    if (!this.explain) return;
    if (isEmpty(this.draft)) {
      this.report = null;
      return;
    }
    try {
      const now = new Date();
      this.report = this.explain({ ...toQuestion(this.draft, this.language, now), outlook: true });
      // CA certificates alone are what is trusted; with nothing to judge by them, they are what is asked about.
      const { verdict, understood } = this.report;
      if (this.draft.sorted && verdict === "unreadable" && this.report.findings[0]?.severity !== "error" && understood.some((one) => one.field === "anchors")) {
        this.report = { ...this.explain({ ...toQuestion({ ...this.draft, sorted: false }, this.language, now), outlook: true }), understood };
      }
      this.core = "ready";
    } catch (error) {
      if (wantsRest(error)) {
        await this.answerWithRest();
        return;
      }
      // The core answers everything with a report; if it ever stops, the page says so and stays usable.
      console.error(error);
      this.report = null;
      this.core = "crashed";
    }
  }

  /** Asks again once all of the core is there, unless something else is asked by then. */
  private async answerWithRest(): Promise<void> {
    const { draft } = this;
    try {
      await loadRest();
    } catch (error) {
      console.error(error);
      this.core = "failed";
      return;
    }
    if (this.draft === draft) await this.answer();
  }

  /** Puts a whole question into the form: an example, a link, or nothing at all. */
  private async fill(draft: Draft): Promise<void> {
    await canRecognise();
    let keys = 0;
    const kept = { ...draft };
    for (const name of ["chain", "anchors", "errorText", "crls"] as const) {
      const withheld = withholdPrivateKeys(draft[name], this.words.keyMark);
      keys += withheld.keys;
      kept[name] = withheld.text;
    }
    const serverName = withholdFromLine(draft.serverName);
    kept.serverName = serverName.text;
    this.notices = keys + serverName.keys > 0 ? [this.keyNotice()] : [];
    this.draft = kept;
    this.done = "";
    this.said = "";
    this.uncopied = null;
    await this.updateComplete;
    for (const name of ["chain", "anchors", "errorText", "crls"] as const) {
      const field = this.fieldNamed(name);
      await field?.updateComplete;
      if (field) field.value = this.draft[name];
    }
    await this.answer();
  }

  /** `client`, where the address names one, is in the place of the story's. */
  private async openExample(title: ExampleTitle, client?: string, fromAddress = false): Promise<void> {
    const example = await loadExample(title.id);
    this.querySelector<HTMLDialogElement>("dialog")?.close();
    const replaced = !isEmpty(this.draft) && this.example === null;
    if (!fromAddress) this.journal.step(`#example=${title.id}`);
    await this.fill({ ...fromQuestion(example.question), client: client ?? example.client ?? "" });
    this.done = replaced && !fromAddress ? this.words.doneExample : "";
    this.example = title;
    this.exampleClient = example.client ?? "";
    this.nameState();
    if (this.core === "waiting") this.awaited = true;
    await this.updateComplete;
    await this.element?.updateComplete;
    this.querySelector<HTMLElement>("#answer")?.focus({ preventScroll: true });
    this.querySelector<HTMLElement>("#answer")?.scrollIntoView({ block: matchMedia(ONE_COLUMN).matches ? "start" : "nearest" });
  }

  private async clear(): Promise<void> {
    this.journal.step("");
    this.example = null;
    await this.fill(emptyDraft);
    this.done = this.words.doneClear;
    this.fieldNamed("chain")?.field?.focus();
  }

  private async bringBack(entry: Entry): Promise<void> {
    await this.fill(entry.draft);
    this.example = entry.example;
    this.compared = entry.compared;
    this.done = entry.done;
    if (entry.example) this.exampleClient = (await loadExample(entry.example.id)).client ?? "";
  }

  /** Changes the question as the reader supposes, so that it can be seen and taken back. */
  private async suppose(part: Partial<Draft>, done: string): Promise<void> {
    this.journal.step(location.hash);
    const { example } = this;
    await this.fill({ ...this.draft, ...part });
    this.example = example;
    this.done = done;
    this.nameState();
    await this.updateComplete;
    // The button that was pressed may be gone.
    this.querySelector<HTMLElement>(".done button")?.focus({ preventScroll: true });
    this.showAnswer();
  }

  private keyNotice(): Notice {
    return { kind: "warning", text: this.words.keyBlanked, action: { label: this.words.keyRemove, run: () => this.removeKeys() } };
  }

  private removeKeys(): void {
    for (const name of ["chain", "anchors", "errorText", "crls"] as const) {
      const field = this.fieldNamed(name);
      if (field && hasPrivateKeyBlock(field.value)) field.value = removeKeyBlocks(field.value);
    }
    this.notices = [];
    this.readFields();
    this.fieldNamed("chain")?.field?.focus();
  }

  private readFields(pause = PAUSE): void {
    const value = (name: keyof Draft) => this.fieldNamed(name)?.value ?? (this.draft[name] as string);
    this.change({ chain: value("chain"), anchors: value("anchors"), errorText: value("errorText"), crls: value("crls") }, pause);
  }

  private onField(event: CustomEvent<FieldChange>): void {
    if (event.detail.left > 0) this.notices = [{ kind: "note", text: this.words.linesLeft(count(event.detail.left, this.language)) }];
    if (event.detail.keys > 0) this.notices = [this.keyNotice(), ...this.notices.filter(({ kind }) => kind === "note")];
    else if (this.notices.some((notice) => notice.action) && !this.anyKeyBlock()) this.notices = [];
    const box = this.fieldNamed("chain")?.value ?? "";
    if (event.detail.atOnce && isBinary(box)) this.notices = [...this.notices, { kind: "warning", text: this.words.binaryPasted }];
    // What a paste takes the place of is one step back.
    const former = this.draft.chain.trim();
    if (event.detail.atOnce && former !== "" && !box.includes(former) && !recognisedIn(former, box)) {
      this.journal.step("");
      this.done = this.words.donePaste;
    }
    this.example = null;
    // What replaces all that stood there is sorted anew.
    const sorted = this.draft.sorted || box.trim() === "" || (event.detail.atOnce && !box.includes(this.draft.chain.trim()));
    if (sorted !== this.draft.sorted) this.draft = { ...this.draft, sorted };
    this.readFields(event.detail.atOnce ? 0 : PAUSE);
    if (event.detail.atOnce) this.showAnswer();
  }

  /** Whoever pasted wants to see the answer: its beginning, where that is not in sight. */
  private showAnswer(): void {
    this.awaited = !this.report;
    if (!this.report) return;
    void this.updateComplete.then(async () => {
      await this.element?.updateComplete;
      // The marks below a field come a moment later, and push the answer down.
      await Promise.all([...this.querySelectorAll("marked-field")].map((field) => field.updateComplete));
      await new Promise((done) => requestAnimationFrame(done));
      const answer = this.querySelector<HTMLElement>("#answer");
      const top = answer?.getBoundingClientRect().top ?? 0;
      if (top < 0 || top > innerHeight / 3) answer?.scrollIntoView({ block: "start" });
    });
  }

  private anyKeyBlock(): boolean {
    return ["chain", "anchors", "errorText", "crls"].some((name) => hasPrivateKeyBlock(this.fieldNamed(name)?.value ?? ""));
  }

  private async addFiles(name: string, files: Iterable<File>): Promise<void> {
    await canRecognise();
    const read = await readFiles(files, this.words, (bytes) => this.openStore(bytes));
    const field = this.fieldNamed(name);
    this.notices = read.notices.map((text) => ({ kind: "warning", text }));
    if (read.read > 0) {
      this.said = this.words.filesRead(read.read);
      const before = this.notices;
      await field?.addText(read.text);
      if (this.notices !== before) this.notices = [...before, ...this.notices];
    }
  }

  /** The core opens it, in a question of its own; the bytes stay here. */
  private openStore(bytes: Uint8Array): string | null {
    const report = this.explain?.({ chain: bytes, at: new Date(), clients: false });
    const blocks = report?.certificates.filter(({ origin, pem }) => origin === "chain" && pem !== null).map(({ pem }) => pem?.trim()) ?? [];
    return blocks.length > 0 ? `${blocks.join("\n")}\n` : null;
  }

  /** A log without the lines in which the core finds nothing. */
  private readonly shorten = (text: string): { text: string; left: number } => {
    const { understood } = this.explain?.({ paste: text, at: new Date(), clients: false }) ?? { understood: [] };
    const found = understood.flatMap(({ lines }) => (lines ? [lines] : []));
    const lines = text.split("\n");
    // What the core has searched for errors is not searched again: that would take longer than everything else.
    if (!understood.some(({ field }) => field === "errorText")) found.push(...this.errorsIn(lines, lineBehind(text, SEARCHED)));
    const kept: string[] = [];
    let at = 0;
    let left = 0;
    for (const [from, to] of found.length > 0 ? found.sort(([a], [b]) => a - b) : [[1, LOG_BEGINNING] as const]) {
      const skipped = from - 1 - at;
      if (skipped > 0) kept.push(`[… ${skipped} …]`);
      left += Math.max(0, skipped);
      kept.push(...lines.slice(Math.max(at, from - 1), to));
      at = Math.max(at, to);
    }
    const rest = lines.length - at;
    // What is nearly all certificates stays as it is.
    if (left + rest < FEW_LINES) return { text, left: 0 };
    if (rest > 0) kept.push(`[… ${rest} …]`);
    return { text: `${kept.join("\n")}\n`, left: left + Math.max(0, rest) };
  };

  /** The lines of a log in which a client speaks, from one of them on. */
  private errorsIn(lines: string[], first: number): [number, number][] {
    const found: [number, number][] = [];
    for (let from = first; from < lines.length; from += LOG_PART) {
      const part = lines.slice(from, from + LOG_PART);
      const said = part.join("\n");
      if (!/cert|ssl|tls|x509|pkix/i.test(said)) continue;
      const report = this.explain?.({ chain: "", errorText: said, at: new Date(), clients: false });
      for (const { quoted } of report?.recognised ?? []) {
        const its = quoted.split("\n");
        const line = part.findIndex((one) => one.includes((its[0] ?? "").slice(0, 80)));
        if (line >= 0) found.push([from + line + 1, Math.min(lines.length, from + line + its.length)]);
      }
    }
    return found;
  }

  private readonly allowDrop = (event: DragEvent): void => {
    if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
  };

  private readonly dropAnywhere = (event: DragEvent): void => {
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    void this.addFiles("chain", files);
  };

  /** Whoever pastes beside the fields means the box. */
  private readonly pasteAnywhere = (event: ClipboardEvent): void => {
    const [target] = event.composedPath();
    if (event.defaultPrevented || target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement) return;
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (text.trim() === "") return;
    event.preventDefault();
    void this.fieldNamed("chain")?.addText(text);
  };

  // Links

  private readonly openLink = async (): Promise<void> => {
    const { hash } = location;
    if (hash === "" || hash === "#") return;
    const named = new URLSearchParams(hash.slice(1));
    const language = languageIn(hash);
    if (language !== null && language !== this.language) this.speak(language);
    const folds = (named.get("open") ?? "").split(".").filter((id) => /^[\w-]+$/.test(id));
    const client = clients.find(({ id }) => id === named.get("client"))?.id;
    const example = titles.find(({ id }) => id === named.get("example"));
    if (example) {
      await this.openExample(example, named.get("client") === "any" ? "" : client, true);
      await this.unfold(folds);
      return;
    }
    if (client) this.change({ client });
    try {
      const question = await fromFragment(hash.split("&")[0] ?? "");
      if (question === null) return;
      this.example = null;
      await this.fill(fromLink(question));
      this.said = this.words.shareOpened;
      this.showAnswer();
      await this.unfold(folds);
    } catch {
      this.notices = [{ kind: "warning", text: this.words.shareBroken }];
    }
  };

  /** The address names the example and the client, and nothing that was pasted unless a link was asked for. */
  private nameState(): void {
    const { example, draft } = this;
    const named = new URLSearchParams();
    if (example) named.set("example", example.id);
    if (draft.client !== (example ? this.exampleClient : "")) named.set("client", draft.client || "any");
    if (this.chosen !== null) named.set("lang", this.chosen);
    // Of what was pasted the address names nothing, so nothing of it can be unfolded by that.
    if (example && this.folds.length > 0) named.set("open", this.folds.join("."));
    const hash = named.toString();
    this.journal.rename(hash === "" ? "" : `#${hash}`);
  }

  /** Opens what an address names, once the answer is there. */
  private async unfold(folds: string[]): Promise<void> {
    if (folds.length === 0) return;
    await canRecognise();
    await this.updateComplete;
    await this.element?.unfoldAll(folds);
  }

  private readonly onUnfold = (event: CustomEvent<string[]>): void => {
    this.folds = event.detail;
    const [link] = location.hash.split("&");
    if (!link?.startsWith("#q=")) this.nameState();
    else this.journal.rename([link, ...(this.folds.length > 0 ? [`open=${this.folds.join(".")}`] : [])].join("&"));
  };

  // Sharing

  private async share(kind: "link" | "summary" | "markdown" | "hidden" | "json" | "bundle"): Promise<void> {
    const { words, report } = this;
    this.said = "";
    this.uncopied = null;
    if (this.anyKeyBlock()) {
      this.notices = [{ kind: "warning", text: words.keyShare, action: { label: words.keyRemove, run: () => this.removeKeys() } }];
      return;
    }
    if (!report || !recognisesAlready()) return;
    switch (kind) {
      case "link": {
        const { language: _language, ...question } = toQuestion(this.draft, this.language, new Date(report.at ?? Date.now()));
        // Nothing that could be a key goes into a link, whatever way it came.
        if (withholdPrivateKeys(JSON.stringify(question), "").keys > 0) {
          this.notices = [{ kind: "warning", text: words.keyShare }];
          return;
        }
        const fragment = await toFragment(this.draft.client === "" ? question : { ...question, client: this.draft.client });
        this.journal.rename(fragment);
        const done = fragment.length > LONG_LINK ? words.shareLinkLong(count(location.href.length, this.language)) : words.shareLinkDone;
        await this.copy(location.href, done);
        break;
      }
      case "summary":
        // An example has an address of its own; what was pasted goes into none unasked.
        await this.copy(toSummary(report, this.language, this.example ? location.href : (location.href.split("#")[0] ?? ""), this.client), words.shareSummaryDone);
        break;
      case "markdown":
        await this.copy(toMarkdown(report, this.language, this.client), words.shareMarkdownDone);
        break;
      case "hidden":
        await this.copy(`${toMarkdown(hideNames(report), this.language, this.client)}\n_${words.md.hidden}_\n`, words.shareMarkdownDone);
        break;
      case "json":
        saveText("chainwhy-report.json", `${JSON.stringify(report, null, 2)}\n`, "application/json");
        break;
      case "bundle":
        saveText("fullchain.pem", correctedBundle(report) ?? "");
        break;
    }
  }

  private async copy(text: string, done: string): Promise<void> {
    if (await copyText(text)) this.said = done;
    else {
      this.said = this.words.shareFailed;
      this.uncopied = text;
    }
  }

  // Language

  private choose(language: Language): void {
    this.chosen = language;
    this.speak(language);
    if (!location.hash.startsWith("#q=")) this.nameState();
  }

  private speak(language: Language): void {
    this.language = language;
    rememberLanguage(language);
    this.sayLanguage();
    this.notices = [];
    this.said = "";
    void this.answer();
  }

  private sayLanguage(): void {
    document.documentElement.lang = this.language;
    document.title = this.words.title;
    document.querySelector('meta[name="description"]')?.setAttribute("content", this.words.description);
  }

  // What is shown

  protected override render(): TemplateResult {
    const { words } = this;
    return html`<header class="top">
        <a class="skip" href="#answer" @click=${this.skip}>${words.skip}</a>
        <h1 class="brand"><span class="mark" aria-hidden="true">${brandMark()}</span><span class="name">chainwhy</span></h1>
        <p class="tagline">${words.tagline}</p>
        <div class="languages" role="group" aria-label=${words.language}>
          ${(["en", "zh-CN"] as const).map(
            (language) => html`<button type="button" lang=${language} aria-pressed=${this.language === language ? "true" : "false"} @click=${() => this.choose(language)}>${language === "en" ? "English" : "简体中文"}</button>`,
          )}
        </div>
      </header>
      <main>
        ${this.form()}
        <section class="answer" id="answer" tabindex="-1" aria-labelledby="answer-heading">
          <h2 id="answer-heading" class="unseen">${words.answer}</h2>
          <p class="unseen" role="status">${this.report ? [this.report.summary, ...this.report.remarks].join(" ") : ""}</p>
          ${this.compared ? comparison(this.compared, this.report, this.language, words, () => (this.compared = null)) : nothing}
          ${this.example ? this.story(this.example) : nothing}
          ${this.core === "failed" ? html`<p class="trouble" role="alert">${words.coreFailed}</p>` : nothing}
          ${this.core === "crashed" ? html`<p class="trouble" role="alert">${words.crashed}</p>` : nothing}
          ${this.report ? this.answered(this.report) : this.unanswered()}
        </section>
      </main>
      <footer>
        <p>${words.footer}</p>
        ${__SINGLE_FILE__ ? nothing : html`<p><a href="./embed.html">${words.embed}</a></p>
              ${(["codes", "errors"] as const).map((kind) => html`<p><a href="./${this.language === "en" ? "" : "zh-CN/"}${kind}/index.html">${kind === "codes" ? words.codes : words.errorTexts}</a></p>`)}`}
      </footer>
      ${this.examplesDialog()}`;
  }

  private readonly skip = (event: Event): void => {
    event.preventDefault();
    const answer = this.querySelector<HTMLElement>("#answer");
    answer?.focus();
    answer?.scrollIntoView();
  };

  private form(): TemplateResult {
    const { words, draft } = this;
    const host = hostFrom(draft.serverName);
    const marks = this.marksFor("chain");
    return html`<form class="question" aria-label=${words.question} @submit=${(event: Event) => event.preventDefault()} @field-change=${this.onField} @field-files=${this.onFiles}>
      <p class="privacy"><strong>${words.privacy}</strong> ${words.privacyMore}</p>
      ${this.notices.map(
        (notice, index) => html`<div class="notice ${notice.kind}" role="alert">
          ${icon(notice.kind)}
          <p>${notice.text}</p>
          <div class="do">
            ${notice.action ? html`<button type="button" @click=${notice.action.run}>${notice.action.label}</button>` : nothing}
            <button type="button" @click=${() => (this.notices = this.notices.filter((_, at) => at !== index))}>${words.dismiss}</button>
          </div>
        </div>`,
      )}
      ${this.markedField("chain", words.chain, words.chainHint, PEM, 11, marks)}
      <div class="row tools">
        <label class="button" for="open-chain">${words.openFiles}</label>
        <input class="unseen file" id="open-chain" type="file" multiple accept=".pem,.crt,.cer,.der,.p7b,.p7c,.p12,.pfx,.jks,.txt,.log" @change=${(event: Event) => this.onChosen("chain", event)} />
        <button type="button" @click=${this.showExamples}>${words.examples}</button>
        <button type="button" ?disabled=${isEmpty(draft) && draft.serverName === ""} @click=${() => void this.clear()}>${words.clear}</button>
      </div>
      ${this.done === "" ? nothing : html`<p class="done" role="status"><span>${this.done}</span><button type="button" @click=${() => this.journal.undo()}>${words.undo}</button></p>`}

      ${this.chips()}

      <button type="button" class="unfold" aria-expanded=${this.unfolded ? "true" : "false"} aria-controls="fields" @click=${() => (this.unfolded = !this.unfolded)}>${this.unfolded ? words.fewerFields : words.moreFields}</button>
      <div class="fields" id="fields" ?hidden=${!this.unfolded}>
      <fieldset class="anchors">
        <legend>${words.anchors}</legend>
        <div class="choices">
          ${(["mozilla", "pasted", "both"] as const).map(
            (source) => html`<label><input type="radio" name="anchorSource" value=${source} .checked=${draft.anchorSource === source} @change=${() => this.change({ anchorSource: source })} /><span>${this.sourceWords(source)}</span></label>`,
          )}
        </div>
        <div ?hidden=${draft.anchorSource === "mozilla"}>
          ${this.markedField("anchors", words.anchorsField, words.anchorsHint, "-----BEGIN CERTIFICATE-----", 5, this.marksFor("anchors"))}
          <div class="row tools">
            <label class="button" for="open-anchors">${words.openFiles}</label>
            <input class="unseen file" id="open-anchors" type="file" multiple accept=".pem,.crt,.cer,.der,.p7b,.p7c,.p12,.pfx,.jks,.txt" @change=${(event: Event) => this.onChosen("anchors", event)} />
          </div>
        </div>
      </fieldset>

      <div class="pair">
        <div class="entry">
          <label for="server-name">${words.serverName}</label>
          <input
            id="server-name"
            type="text"
            inputmode="url"
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            placeholder=${words.serverNamePlaceholder}
            .value=${draft.serverName}
            aria-describedby="server-name-hint"
            maxlength="2048"
            @paste=${this.onPasteName}
            @input=${this.onName}
          />
          <p class="hint" id="server-name-hint">${this.understood(host)}</p>
        </div>
        <div class="entry">
          <label for="client">${words.client}</label>
          <select id="client" @change=${(event: Event) => this.change({ client: (event.target as HTMLSelectElement).value })}>
            <option value="" .selected=${draft.client === ""}>${words.clientAny}</option>
            ${clients.map(({ id, name }) => html`<option value=${id} .selected=${draft.client === id}>${name}</option>`)}
          </select>
        </div>
      </div>

      ${this.markedField("errorText", words.errorText, words.errorTextHint, words.errorTextPlaceholder, 3, [])}

      <details class="more" ?open=${draft.at !== "" || draft.purpose !== "serverAuth" || draft.rules !== "default"}>
        <summary>${words.more}</summary>
        <div class="entry">
          <label for="at">${words.at}</label>
          <div class="row">
            <input id="at" type="datetime-local" step="1" .value=${localTime(draft.at)} aria-describedby="at-hint" @change=${this.onTime} />
            ${draft.at === "" ? html`<span class="hint">${words.atNow}</span>` : html`<button type="button" @click=${this.backToNow}>${words.atReset}</button>`}
          </div>
          <p class="hint" id="at-hint">${words.atHint}</p>
        </div>
        <div class="pair">
          <div class="entry">
            <label for="purpose">${words.purpose}</label>
            <select id="purpose" @change=${(event: Event) => this.change({ purpose: (event.target as HTMLSelectElement).value as Draft["purpose"] })}>
              ${(["serverAuth", "clientAuth", "any"] as const).map((purpose) => html`<option value=${purpose} .selected=${draft.purpose === purpose}>${words.purposes[purpose]}</option>`)}
            </select>
          </div>
          <div class="entry">
            <label for="rules">${words.rules}</label>
            <select id="rules" @change=${(event: Event) => this.change({ rules: (event.target as HTMLSelectElement).value as Draft["rules"] })}>
              ${(["default", "rfc5280", "cabf"] as const).map((rules) => html`<option value=${rules} .selected=${draft.rules === rules}>${words.rulesNames[rules]}</option>`)}
            </select>
          </div>
        </div>
        ${this.markedField("crls", words.crls, words.crlsHint, "-----BEGIN X509 CRL-----", 3, this.marksFor("crls"))}
      </details>
      </div>
      ${this.report ? this.verdictBar(this.report) : nothing}
    </form>`;
  }

  /** What the answer's headline says, where the answer is below. */
  private verdictBar(report: Report): TemplateResult {
    const heard = { report, words: elementWords(this.language), language: this.language, client: this.client };
    const { mark, said, kind } = headline(heard);
    return html`<a class="verdict-bar ${kind}" href="#answer" @click=${this.skip}>${icon(mark)}<span><strong>${said}</strong> <span>${behind(said, told(heard).sentence, heard.words.colon)}</span></span></a>`;
  }

  private markedField(name: "chain" | "anchors" | "errorText" | "crls", label: string, hint: string, placeholder: string, rows: number, marks: Mark[]): TemplateResult {
    const { words, language } = this;
    return html`<marked-field
      data-field=${name}
      .name=${name}
      .label=${label}
      .hint=${hint}
      .placeholder=${placeholder}
      .rows=${rows}
      .marks=${marks}
      .marksLabel=${words.marks}
      .keyMark=${words.keyMark}
      .shorten=${name === "chain" || name === "errorText" ? this.shorten : null}
      .dropHere=${words.dropHere}
      .lineWords=${(mark: Mark) => (mark.line === mark.endLine ? words.line(count(mark.line, language)) : words.linesRange(count(mark.line, language), count(mark.endLine, language)))}
    ></marked-field>`;
  }

  private sourceWords(source: AnchorSource): string {
    const { words } = this;
    return source === "mozilla" ? words.anchorsMozilla : source === "pasted" ? words.anchorsPasted : words.anchorsBoth;
  }

  /** The lines that findings speak of: the input's own, and those of the certificates that an error is about. */
  private marksFor(field: string): Mark[] {
    const { report } = this;
    if (!report) return [];
    const marks: Mark[] = [];
    for (const finding of report.findings) {
      // Whoever pastes an error or a host made no mistake.
      if (finding.code === "input-is-error-text" || finding.code === "input-is-hostname") continue;
      const at = this.linesOf(finding, report, field);
      if (at && !marks.some((mark) => mark.line === at.line && mark.title === finding.title)) marks.push({ ...at, severity: finding.severity, title: finding.title });
    }
    return marks;
  }

  private linesOf(finding: Finding, report: Report, field: string): { line: number; endLine: number } | null {
    const { place } = finding;
    if (place.kind === "input") return this.boxOf(place.field) === field && place.line !== null ? { line: place.line, endLine: place.endLine ?? place.line } : null;
    if (finding.severity === "note") return null;
    const id = place.kind === "certificate" ? place.certificate : place.kind === "link" ? place.subject : null;
    const certificate = report.certificates.find((one) => one.id === id);
    if (!certificate?.lines || this.boxOf(certificate.origin === "chain" ? "chain" : "anchors") !== field) return null;
    return { line: certificate.lines[0], endLine: certificate.lines[1] };
  }

  /** The field that holds what a report calls this: in a paste that was sorted, the box holds it all. */
  private boxOf(field: string): string {
    const { draft } = this;
    if (field === "paste" || (draft.sorted && field === "anchors" && draft.anchorSource === "mozilla") || (draft.sorted && field === "crls" && draft.crls.trim() === "")) return "chain";
    return field;
  }

  /** What each stretch of the paste was taken for. */
  private chips(): TemplateResult | typeof nothing {
    const { words, report, draft, language } = this;
    if (!report || !draft.sorted || report.understood.length === 0) return nothing;
    const told = report.understood.slice(0, 8);
    return html`<ul class="understood" aria-label=${words.understoodLabel}>
      ${told.map((one) => {
        const lines = one.lines ? (one.lines[0] === one.lines[1] ? words.line(count(one.lines[0], language)) : words.linesRange(count(one.lines[0], language), count(one.lines[1], language))) : "";
        return html`<li>
          <button type="button" class="chip" ?disabled=${one.lines === null} @click=${() => one.lines && this.fieldNamed("chain")?.showLines(one.lines[0], one.lines[1])}>${one.what}${lines === "" ? nothing : html`<span class="hint">${lines}</span>`}</button>
          ${this.correction(one)}
        </li>`;
      })}
    </ul>`;
  }

  /** What was meant otherwise is one click away, and can be taken back. */
  private correction(one: Understood): TemplateResult | typeof nothing {
    const { words } = this;
    const button = (label: string, act: () => void) => html`<button type="button" class="plain correct" aria-label="${label} (${one.what})" @click=${act}>${label}</button>`;
    switch (one.field) {
      case "anchors":
        return button(words.wasSent, () => this.change({ sorted: false }, 0));
      case "serverName":
        return button(words.otherHost, () => this.unfoldTo("#server-name"));
      case "chain":
        return one.lines === null ? nothing : button(words.isTrusted, () => void this.take(one, true));
      default:
        return one.lines === null || one.field === null ? nothing : button(words.leaveOut, () => void this.take(one, false));
    }
  }

  /** Takes a stretch out of the box: to what is trusted, or away. */
  private async take({ what, lines }: Understood, trusted: boolean): Promise<void> {
    const { words, draft } = this;
    const [from, to] = lines ?? [1, 0];
    const all = draft.chain.split("\n");
    const taken = all.splice(from - 1, to - from + 1).join("\n");
    const part: Partial<Draft> = { chain: all.join("\n") };
    if (trusted) Object.assign(part, { anchors: `${draft.anchors.trim()}\n${taken}\n`.trimStart(), anchorSource: draft.anchorSource === "mozilla" ? "both" : draft.anchorSource });
    await this.suppose(part, trusted ? words.doneTrusted(what) : words.doneLeftOut(what));
    if (isEmpty(this.draft)) this.fieldNamed("chain")?.field?.focus();
  }

  private understood(host: { name: string; fromUrl: boolean }): string {
    const { words, report } = this;
    if (host.name === "") return words.serverNameHint;
    if (report?.serverName && report.serverName !== this.draft.serverName.trim()) return words.understoodAs(report.serverName);
    return host.fromUrl ? words.takenFromUrl(host.name) : words.understoodAs(report?.serverName ?? host.name);
  }

  private readonly onName = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const withheld = recognisesAlready() ? withholdFromLine(input.value) : { text: isTyped(input.value) ? input.value : "", keys: 0 };
    if (withheld.text !== input.value) input.value = withheld.text;
    if (withheld.keys > 0) this.notices = [this.keyNotice()];
    this.change({ serverName: withheld.text });
  };

  /** Before the field and its undo history have it. */
  private readonly onPasteName = (event: ClipboardEvent): void => {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (isTyped(text)) return;
    event.preventDefault();
    const input = event.target as HTMLInputElement;
    void canRecognise().then(() => {
      const withheld = withholdFromLine(text.trim());
      if (withheld.keys > 0) this.notices = [this.keyNotice()];
      input.focus();
      if (!document.execCommand("insertText", false, withheld.text)) input.setRangeText(withheld.text, input.selectionStart ?? 0, input.selectionEnd ?? 0, "end");
      this.change({ serverName: input.value });
    });
  };

  private readonly onFiles = (event: CustomEvent<{ files: File[] }>): void => {
    const name = (event.target as HTMLElement).dataset["field"] ?? "chain";
    void this.addFiles(name, event.detail.files);
  };

  private onChosen(name: string, event: Event): void {
    const input = event.target as HTMLInputElement;
    const files = [...(input.files ?? [])];
    // So that the same file can be chosen again.
    input.value = "";
    if (files.length > 0) void this.addFiles(name, files);
  }

  private readonly onTime = (event: Event): void => {
    const { value } = event.target as HTMLInputElement;
    const time = value === "" ? null : new Date(value);
    this.change({ at: time && !Number.isNaN(time.getTime()) ? time.toISOString() : "" });
  };

  /** The button goes; the focus must not go with it. */
  private readonly backToNow = (): void => {
    this.change({ at: "" }, 0);
    this.querySelector<HTMLElement>("#at")?.focus();
  };

  private answered(report: Report): TemplateResult {
    return html`<chain-why .reference=${__SINGLE_FILE__ ? null : "./"} .report=${report} .language=${this.language} .client=${this.client} @chain-why-locate=${this.onLocate} @chain-why-unfold=${this.onUnfold}>
      <div slot="actions">${this.suppositions(report)}<div class="share">${this.shareMenu(report)}</div></div>
    </chain-why>`;
  }

  /** What the reader may suppose, a button each. */
  private suppositions(report: Report): TemplateResult | typeof nothing {
    const { words, draft, language } = this;
    // A bundle is what a chain is judged by.
    if (report.findings[0]?.code === "end-entity-not-pasted" && draft.chain.trim() !== "") {
      return html`<div class="what-if" role="group" aria-label=${words.whatIf}>
        <button type="button" @click=${() => void this.suppose({ anchors: `${draft.anchors.trim()}\n${draft.chain}`.trimStart(), anchorSource: "pasted", chain: "", sorted: true }, words.doneAnchors).then(() => this.fieldNamed("chain")?.field?.focus())}>${words.useAsAnchors}</button>
      </div>`;
    }
    if (report.paths.length === 0) return nothing;
    const { root, missing, at } = whatIf(report);
    return html`<div class="what-if" role="group" aria-label=${words.whatIf}>
      <strong>${words.whatIf}</strong>
      ${root
        ? html`<button type="button" @click=${() => void this.suppose({ anchors: `${draft.anchors.trim()}\n${root.pem ?? ""}`.trimStart(), anchorSource: draft.anchorSource === "mozilla" ? "both" : draft.anchorSource }, words.doneTrust(root.label))}>${words.trustAndJudge(root.label)}</button>
            <button type="button" @click=${() => saveText("company-root.pem", `${root.pem?.trim() ?? ""}\n`)}>${words.saveRoot}</button>`
        : nothing}
      ${missing
        ? html`<label class="button" for="open-missing">${words.addMissing}</label><input class="unseen file" id="open-missing" type="file" multiple accept=".pem,.crt,.cer,.der,.p7b,.p7c,.txt" aria-describedby="missing-note" @change=${(event: Event) => this.addMissing(event, missing.isRoot)} />`
        : nothing}
      ${at ? html`<button type="button" @click=${() => void this.suppose({ at }, words.doneTime(moment(at, language)))}>${words.judgeAt(day(at, language))}</button>` : nothing}
      <button type="button" @click=${this.otherTime}>${words.otherTime}</button>
      <button type="button" @click=${() => void this.compareWith(report)}>${words.compare}</button>
      ${root ? html`<p class="hint">${words.trustNote} SHA-256: <code>${colonHex(root.sha256)}</code></p>` : nothing}
      ${missing ? html`<p class="hint" id="missing-note">${words.missingNote(missing.name)} ${missing.addresses.map((address) => html`<code>${address}</code> `)}</p>` : nothing}
    </div>`;
  }

  private addMissing(event: Event, isRoot: boolean): void {
    const input = event.target as HTMLInputElement;
    const files = [...(input.files ?? [])];
    input.value = "";
    if (files.length === 0) return;
    this.journal.step(location.hash);
    if (isRoot && this.draft.anchorSource === "mozilla") this.draft = { ...this.draft, anchorSource: "both" };
    void this.addFiles(isRoot ? "anchors" : "chain", files).then(() => {
      this.done = this.words.doneAdded;
      this.showAnswer();
    });
  }

  private readonly otherTime = (): void => this.unfoldTo("#at");

  /** Shows one of the further fields, ready to be filled in. */
  private unfoldTo(field: string): void {
    this.unfolded = true;
    void this.updateComplete.then(() => {
      const entry = this.querySelector<HTMLElement>(field);
      const more = entry?.closest<HTMLDetailsElement>("details.more");
      if (more) more.open = true;
      entry?.focus();
    });
  }

  /** The answer stays, and the box is free for another chain. */
  private async compareWith(report: Report): Promise<void> {
    this.journal.step("");
    this.example = null;
    await this.fill({ ...this.draft, chain: "", sorted: true, errorText: "" });
    this.compared = report;
    this.done = this.words.doneCompare;
    this.nameState();
    this.fieldNamed("chain")?.field?.focus();
  }

  private readonly onLocate = (event: CustomEvent<LocateDetail>): void => {
    event.preventDefault();
    this.fieldNamed(this.boxOf(event.detail.field))?.showLines(event.detail.line, event.detail.endLine);
  };

  private shareMenu(report: Report): TemplateResult {
    const { words } = this;
    const bundle = correctedBundle(report);
    return html`<details>
      <summary>${words.share}</summary>
      <div class="ways">
        ${ON_DISK ? nothing : html`<button type="button" aria-describedby="share-link-note" @click=${() => void this.share("link")}>${words.shareLink}</button>`}
        <button type="button" @click=${() => void this.share("summary")}>${words.shareSummary}</button>
        <button type="button" @click=${() => void this.share("markdown")}>${words.shareMarkdown}</button>
        <button type="button" @click=${() => void this.share("hidden")}>${words.shareMarkdownHidden}</button>
        <button type="button" @click=${() => void this.share("json")}>${words.shareJson}</button>
        ${bundle ? html`<button type="button" aria-describedby="share-bundle-note" @click=${() => void this.share("bundle")}>${words.shareBundle}</button>` : nothing}
        <button type="button" @click=${() => window.print()}>${words.sharePrint}</button>
        ${ON_DISK ? nothing : html`<p class="hint" id="share-link-note">${words.shareLink}${elementWords(this.language).colon}${words.shareLinkNote}</p>`}
        ${bundle ? html`<p class="hint" id="share-bundle-note">${words.shareBundle}${elementWords(this.language).colon}${words.shareBundleNote}</p>` : nothing}
      </div>
    </details>
    <p class="said" role="status">${this.said}</p>
    ${this.uncopied === null ? nothing : html`<textarea readonly rows="4" aria-label=${words.shareFailed} .value=${this.uncopied} @focus=${(event: Event) => (event.target as HTMLTextAreaElement).select()}></textarea>`}`;
  }

  /** Folded where the room is for the sentence and the failing link. */
  private story({ title, story }: ExampleTitle): TemplateResult {
    const { words, language } = this;
    return html`<aside class="story" aria-label=${words.exampleShown}>
      <details ?open=${!matchMedia("(max-width: 40rem)").matches}>
        <summary>${title[language]}</summary>
        <p>${story[language]}</p>
      </details>
    </aside>`;
  }

  private unanswered(): TemplateResult {
    const { words } = this;
    if (!isEmpty(this.draft)) return html`<p class="waiting">${this.core === "waiting" ? words.loadingAnswer : ""}</p>`;
    const { name } = hostFrom(this.draft.serverName);
    const host = name === "" ? "example.com" : (shellHost(name) ?? "HOST");
    const command = `openssl s_client -connect ${host}:443 -servername ${host} -showcerts </dev/null`;
    return html`<div class="empty">
      <h3>${words.emptyTitle}</h3>
      <p>${words.emptyText}</p>
      <p class="get">${words.emptyGet}</p>
      <div class="command"><pre tabindex="0" role="group" aria-label=${words.emptyGet}><code>${command}</code></pre><button type="button" @click=${() => void this.copy(command, words.copied)}>${words.copy}</button></div>
      <p class="said" role="status">${this.said}</p>
      <h3>${words.emptyExamples}</h3>
      ${this.examplesList()}
    </div>`;
  }

  private examplesList(): TemplateResult {
    return html`<ul class="examples">
      ${titles.map(
        (title) => html`<li><button type="button" class="example" data-example=${title.id} @click=${() => void this.openExample(title)}><strong>${title.title[this.language]}</strong><span>${title.story[this.language]}</span></button></li>`,
      )}
    </ul>`;
  }

  private examplesDialog(): TemplateResult {
    const { words } = this;
    return html`<dialog aria-labelledby="examples-heading">
      <div class="dialog-head">
        <h2 id="examples-heading">${words.examples}</h2>
        <button type="button" aria-label=${words.exampleClose} @click=${() => this.querySelector<HTMLDialogElement>("dialog")?.close()}>✕</button>
      </div>
      ${this.earlier()} ${this.examplesList()}
    </dialog>`;
  }

  /** What was pasted before in this tab; it is in memory only. */
  private earlier(): TemplateResult | typeof nothing {
    const entries = this.journal.earlier.filter(({ draft, example }) => example === null && !isEmpty(draft)).slice(0, 8);
    if (entries.length === 0) return nothing;
    return html`<section class="earlier">
      <h3>${this.words.earlier}</h3>
      <ul>${entries.map((entry) => html`<li><button type="button" class="plain" @click=${() => this.reopen(entry)}>${entry.said || entry.draft.chain.trim().slice(0, 80)}</button></li>`)}</ul>
    </section>`;
  }

  private reopen(entry: Entry): void {
    this.querySelector<HTMLDialogElement>("dialog")?.close();
    this.journal.step("");
    void this.bringBack({ ...entry, compared: null, done: this.words.doneEarlier }).then(() => {
      this.nameState();
      this.showAnswer();
    });
  }

  private readonly showExamples = (): void => {
    this.requestUpdate();
    this.querySelector<HTMLDialogElement>("dialog")?.showModal();
  };

  /** The element that shows the answer, once there is one. */
  get element(): ChainWhy | null {
    return this.querySelector("chain-why");
  }
}

/** The index of the line on which so many octets of a text end: the number of its lines, where it has fewer octets. */
function lineBehind(text: string, octets: number): number {
  // A letter has three octets at most.
  const { read } = text.length * 3 <= octets ? { read: text.length } : new TextEncoder().encodeInto(text, new Uint8Array(octets));
  const searched = text.slice(0, read).split("\n").length;
  return read < text.length ? searched - 1 : searched;
}

/** The language that an address asks for. */
function languageIn(hash: string): Language | null {
  const named = new URLSearchParams(hash.slice(1)).get("lang");
  return named === "en" || named === "zh-CN" ? named : null;
}

/** Whether a text is the octets of a file: those that are no letters are lost on the way through a clipboard. */
function isBinary(text: string): boolean {
  return (text.slice(0, 4096).match(/[\u0000-\u0008\u000e-\u001f\ufffd]/g)?.length ?? 0) > 8;
}

/** Whether what stood there is a part of what stands there now but for a key that was blanked out. */
function recognisedIn(former: string, box: string): boolean {
  return hasPrivateKeyBlock(box) && removeKeyBlocks(box).includes(removeKeyBlocks(former).trim());
}

/** The certificates of the best path as a server should send them; nothing where the path reaches no anchor. */
function correctedBundle(report: Report): string | null {
  const proved = report.findings.flatMap((finding) => finding.fixes).find((fix) => fix.bundle !== null && fix.proved === true);
  if (proved) return proved.bundle;
  const best = report.paths[0];
  if (!best?.anchored) return null;
  const sent = best.certificates
    .map((id) => report.certificates.find((certificate) => certificate.id === id))
    .filter((certificate) => certificate?.origin === "chain" && !(certificate.selfSigned && certificate.isCa));
  const blocks = sent.map((certificate) => certificate?.pem?.trim() ?? "");
  return blocks.length > 0 && blocks.every((block) => block !== "") ? `${blocks.join("\n")}\n` : null;
}

/** ISO 8601 in the form that `datetime-local` takes, in the reader's time zone. */
function localTime(iso: string): string {
  if (iso === "") return "";
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) return "";
  return new Date(time.getTime() - time.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
}

/** Two rings, one of them open. */
function brandMark(): TemplateResult {
  return html`<svg viewBox="0 0 32 20" width="32" height="20" focusable="false">
    <rect x="2" y="4" width="16" height="12" rx="6" fill="none" stroke="currentColor" stroke-width="2.6" />
    <path d="M20 4h4a6 6 0 0 1 0 12h-4m-6-6h6" fill="none" stroke="currentColor" stroke-width="2.6" stroke-linecap="round" />
  </svg>`;
}

ChainWhy.decoder = loadFields;
customElements.define("chainwhy-page", ChainwhyPage);

declare global {
  interface HTMLElementTagNameMap {
    "chainwhy-page": ChainwhyPage;
    "marked-field": MarkedField;
  }
}
