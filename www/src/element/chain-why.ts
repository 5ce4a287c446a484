/** `<chain-why>`: renders a report. It knows no PKI; the report has everything it shows. */

import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import type { Certificate, Language, Path, Question, Report } from "../contract.js";
import { certificates } from "./certificates.js";
import { clients } from "./clients.js";
import { bytesOf, drawFields, type Decode } from "./fields.js";
import { findings } from "./findings.js";
import { icon } from "./icons.js";
import { certificateName } from "./names.js";
import { outlook } from "./outlook.js";
import { chainPicture, type Drawing } from "./picture.js";
import { recognised } from "./recognised.js";
import { styles } from "./styles.js";
import { asked, summary } from "./summary.js";
import { measureIn, type Measure } from "./text-layout.js";
import { nameById, type View } from "./view.js";
import { languageFor, words, type Words } from "./words.js";

/** Where in the pasted text something is: what a host page needs to move its own cursor there. */
export interface LocateDetail {
  field: string;
  line: number;
  endLine: number;
}

export type Explain = (question: Question) => Report;

/** The version of the report that is understood. */
const SCHEMA = 2;
const OTHER_PATHS_DRAWN = 12;
/** Narrower than this, in its own font size, it is arranged as for a phone. */
const NARROW = 30;

/**
 * Shows why a certificate chain is trusted or not: the sentence, the chain as a picture, the findings with what mends them, what
 * each client says, and every certificate.
 *
 * Give it a `report`, or a `question` to ask, or with `for` the id of a text field whose content it explains while someone types.
 *
 * @tag chain-why
 *
 * @attr {string} language - `en` or `zh-CN`. Without it the nearest `lang` decides: Chinese is answered in Chinese, all else in English.
 * @attr {string} theme - `light` or `dark`. Without it the element follows the `color-scheme` of the page around it.
 * @attr {string} client - The client that the reader uses, by its id in `report.clients`: its row and its fixes come first.
 * @attr {boolean} compact - The verdict, the sentence and what mends it, and nothing else.
 * @attr {string} sections - The parts to show, separated by spaces: `summary picture recognised findings outlook clients certificates`. All by default.
 * @attr {string} for - The id of a `<textarea>` or `<input>` with the chain; explained anew shortly after each change.
 * @attr {string} reference - Where the pages of the codes are: the address that `codes/` follows. Without it codes are no links.
 * @attr {string} server-name - With `for`: the host name or IP address to match.
 * @attr {string} anchors - With `for`: `mozilla` (default), or the id of a text field with trust anchors.
 *
 * @fires {CustomEvent<Report>} chain-why-report - A question was answered; `detail` is the report.
 * @fires {CustomEvent<LocateDetail>} chain-why-locate - The reader asks for lines of the pasted text; with `for` the element selects them unless the event is cancelled.
 * @fires {CustomEvent<{message: string}>} chain-why-error - A report could not be shown, or a question not be asked: the same stands in the element.
 * @fires {CustomEvent<string[]>} chain-why-unfold - The reader opened or closed something: the ids of what is open, for `unfoldAll`.
 * @fires {CustomEvent<{text: string}>} chain-why-copy - Something was copied.
 *
 * @slot actions - Beside the sentence, for the page's own buttons.
 * @slot empty - Shown while there is no report.
 *
 * @csspart summary - The sentence and what was asked.
 * @csspart verdict - The verdict's badge.
 * @csspart remark - A sentence behind the sentence: clients that see it otherwise.
 * @csspart picture - The drawn chain.
 * @csspart findings - All findings.
 * @csspart finding - One finding.
 * @csspart fixes - What mends a finding.
 * @csspart fix - One fix.
 * @csspart command - A command with its copy button.
 * @csspart outlook - When the answer changes; there where the question asked for it.
 * @csspart clients - The table of clients.
 * @csspart reference - The line about the second witness.
 * @csspart certificates - All certificates.
 * @csspart certificate - One certificate.
 * @csspart fields - A certificate's fields with its bytes beside them.
 * @csspart pem - A certificate as PEM.
 * @csspart recognised - What was recognised in a pasted error.
 * @csspart copy - A copy button.
 * @csspart trouble - What stands there where a report cannot be shown.
 *
 * @cssprop --chain-why-font - The font of the text.
 * @cssprop --chain-why-mono - The font of commands, identifiers and PEM.
 * @cssprop --chain-why-text - The colour of the text.
 * @cssprop --chain-why-quiet - The colour of lesser text.
 * @cssprop --chain-why-surface - The background of cards and commands.
 * @cssprop --chain-why-line - The colour of borders.
 * @cssprop --chain-why-accent - The colour of buttons and focus.
 * @cssprop --chain-why-good - The colour of what holds.
 * @cssprop --chain-why-caution - The colour of warnings.
 * @cssprop --chain-why-bad - The colour of what fails.
 * @cssprop --chain-why-radius - The rounding of corners.
 */
export class ChainWhy extends LitElement {
  static override styles = styles;

  static override properties = {
    report: { attribute: false },
    question: { attribute: false },
    language: { type: String, reflect: true },
    theme: { type: String, reflect: true },
    client: { type: String, reflect: true },
    sections: { type: String, reflect: true },
    compact: { type: Boolean, reflect: true },
    for: { type: String, reflect: true },
    serverName: { type: String, attribute: "server-name", reflect: true },
    anchors: { type: String, reflect: true },
    reference: { type: String, reflect: true },
    width: { state: true },
    copied: { state: true },
    way: { state: true },
    links: { state: true },
    whole: { state: true },
    trouble: { state: true },
  };

  /**
   * Where an answer to `question` and `for` comes from. The published module sets it to the package's `explain`, loaded when it is
   * first needed; a page that only hands over reports never loads the core.
   */
  static explainer: (() => Promise<Explain>) | null = null;

  /** Where the fields of a certificate come from, loaded when the first are unfolded; without it none are shown. */
  static decoder: (() => Promise<Decode>) | null = null;

  /** The report to show. */
  declare report: Report | null;
  /** A question to ask; its answer becomes `report`. */
  declare question: Question | null;
  declare language: Language | null;
  declare theme: "light" | "dark" | null;
  declare client: string | null;
  declare sections: string | null;
  declare compact: boolean;
  declare for: string | null;
  declare serverName: string | null;
  declare anchors: string | null;
  declare reference: string | null;

  declare private width: number;
  declare private copied: View["copied"];
  declare private way: number | null;
  /** The links whose checks the reader unfolded. */
  declare private links: Set<string>;
  /** Whether clients and certificates are shown too, or the first answer alone as yet. */
  declare private whole: boolean;

  /** Why there is no answer to show. */
  declare private trouble: string | null;

  private readonly resizes = new ResizeObserver(() => this.measureWidth());
  private languages: MutationObserver | null = null;
  private measure: Measure | null = null;
  /** The font that `measure` measures in. */
  private family = "";
  /** The size of the text, in pixels. */
  private em = 16;
  private watched: { field: HTMLElement; stop(): void }[] = [];
  private below: Promise<void> | null = null;
  private asking = 0;
  /** The language that was asked in. */
  private asked: Language | "" = "";
  private timer = 0;
  private copiedTimer = 0;

  constructor() {
    super();
    this.report = null;
    this.question = null;
    this.language = null;
    this.theme = null;
    this.client = null;
    this.sections = null;
    this.compact = false;
    this.for = null;
    this.serverName = null;
    this.anchors = null;
    this.reference = null;
    this.width = 640;
    this.copied = null;
    this.way = null;
    this.links = new Set();
    this.whole = false;
    this.trouble = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.resizes.observe(this);
    this.languages = new MutationObserver(() => this.requestUpdate());
    this.languages.observe(document.documentElement, { attributes: true, attributeFilter: ["lang"] });
    window.addEventListener("beforeprint", this.unfold);
    window.addEventListener("afterprint", this.refold);
    if (this.hasUpdated) this.watchFields();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.resizes.disconnect();
    this.languages?.disconnect();
    window.removeEventListener("beforeprint", this.unfold);
    window.removeEventListener("afterprint", this.refold);
    this.unwatchFields();
    window.clearTimeout(this.timer);
    window.clearTimeout(this.copiedTimer);
  }

  /** The answer is painted first, and what stands below it right after: together they would be seen later. */
  private showBelow(): void {
    this.below ??= painted().then(() => {
      this.whole = true;
    });
  }

  /** Complete is the whole. */
  protected override async getUpdateComplete(): Promise<boolean> {
    const settled = await super.getUpdateComplete();
    if (!this.below || this.whole) return settled;
    await this.below;
    return super.getUpdateComplete();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (this.report) this.showBelow();
    this.redrawFields();
    if (changed.has("for") || changed.has("anchors")) this.watchFields();
    // Another language is another answer.
    const spoken = this.spoken;
    const anew = this.asked !== "" && this.asked !== spoken;
    this.asked = spoken;
    if ((changed.has("question") || anew) && this.question) void this.ask(this.question);
    else if (changed.has("serverName") || anew) this.askOfText();
    if ((changed as Map<string, unknown>).has("trouble") && this.trouble !== null) this.dispatchEvent(new CustomEvent("chain-why-error", { detail: { message: this.trouble }, bubbles: true, composed: true }));
  }

  /** Scrolls to a certificate, opens it and moves the focus there. */
  showCertificate(id: string): void {
    if (this.report && !this.whole) {
      // Its card comes in a moment.
      void this.updateComplete.then(() => this.whole && this.showCertificate(id));
      return;
    }
    const card = this.renderRoot.querySelector<HTMLDetailsElement>(`#certificate-${CSS.escape(id)}`);
    if (!card) return;
    card.open = true;
    card.scrollIntoView({ block: "start", behavior: this.scrolling() });
    card.querySelector<HTMLElement>("summary")?.focus({ preventScroll: true });
  }

  private get decodes(): boolean {
    return (this.constructor as typeof ChainWhy).decoder !== null;
  }

  /** The fields that have been drawn, by the fold that they stand in: for which certificate, and what shows one of them. */
  private readonly drawn = new WeakMap<HTMLElement, { of: string; shown: Promise<((offset: number) => void) | null> }>();

  private drawFields(certificate: Certificate, fold: HTMLDetailsElement): Promise<((offset: number) => void) | null> {
    const of = `${this.spoken} ${certificate.sha256}`;
    const known = this.drawn.get(fold);
    if (known?.of === of) return known.shown;
    const shown = this.drawInto(certificate, fold);
    this.drawn.set(fold, { of, shown });
    return shown;
  }

  private async drawInto(certificate: Certificate, fold: HTMLDetailsElement): Promise<((offset: number) => void) | null> {
    const room = fold.querySelector<HTMLElement>(".room");
    const language = this.spoken;
    const w = words(language);
    if (!room || certificate.pem === null) return null;
    room.textContent = w.fieldsComing;
    try {
      const decode = await (this.constructor as typeof ChainWhy).decoder?.();
      const bytes = bytesOf(certificate.pem);
      return decode ? drawFields(room, bytes, decode(bytes, language), { words: w, language, name: certificateName(certificate) }) : null;
    } catch (error) {
      console.error(error);
      room.textContent = w.fieldsFailed;
      return null;
    }
  }

  /** Unfolds the fields of a certificate and shows the one that this byte is in. */
  showByte(id: string, offset: number): void {
    const certificate = this.report?.certificates.find((one) => one.id === id);
    const fold = this.renderRoot.querySelector<HTMLDetailsElement>(`#fields-${CSS.escape(id)}`);
    const card = fold?.closest<HTMLDetailsElement>(".card");
    if (!certificate || !fold || !card) return;
    card.open = true;
    fold.open = true;
    void this.drawFields(certificate, fold).then((show) => {
      fold.scrollIntoView({ block: "start", behavior: this.scrolling() });
      show?.(offset);
    });
  }

  /** What was drawn of another certificate, or in another language, is drawn anew. */
  private redrawFields(): void {
    for (const fold of this.renderRoot.querySelectorAll<HTMLDetailsElement>("details.fields[open]")) {
      const certificate = this.report?.certificates.find((one) => `fields-${one.id}` === fold.id);
      if (certificate) void this.drawFields(certificate, fold);
    }
  }

  /** The folds that the reader has opened, by their ids: to be opened again by `unfoldAll`. */
  get unfolded(): string[] {
    const folds = this.renderRoot.querySelectorAll<HTMLDetailsElement>("details[id][open]:not(.notes)");
    return [...[...folds].map(({ id }) => id), ...[...this.links].map((link) => `link-${link}`)];
  }

  /** A fold says of itself alone that it was opened. */
  private readonly onToggle = (event: Event): void => {
    if ((event.target as Element).id !== "") this.tellFolds();
  };

  private tellFolds(): void {
    this.dispatchEvent(new CustomEvent("chain-why-unfold", { detail: this.unfolded, bubbles: true, composed: true }));
  }

  protected override firstUpdated(): void {
    this.renderRoot.addEventListener("toggle", this.onToggle, true);
  }

  /** Opens the folds of these ids, as far as there are any. */
  async unfoldAll(ids: string[]): Promise<void> {
    await this.updateComplete;
    const links = ids.filter((id) => id.startsWith("link-")).map((id) => id.slice("link-".length));
    if (links.length > 0) this.links = new Set([...this.links, ...links]);
    for (const id of ids) {
      const fold = this.renderRoot.querySelector<HTMLDetailsElement>(`details#${CSS.escape(id)}`);
      if (fold) fold.open = true;
    }
  }

  /** Scrolls to a finding and moves the focus there. */
  showFinding(index: number): void {
    const item = this.renderRoot.querySelector<HTMLElement>(`#finding-${index}`);
    if (!item) return;
    const fold = item.closest("details");
    if (fold) fold.open = true;
    item.scrollIntoView({ block: "start", behavior: this.scrolling() });
    item.focus({ preventScroll: true });
  }

  private scrolling(): ScrollBehavior {
    return matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
  }

  private get spoken(): Language {
    if (this.language === "en" || this.language === "zh-CN") return this.language;
    return languageFor(this.closest("[lang]")?.getAttribute("lang") ?? document.documentElement.lang);
  }

  /** The first picture is drawn to the room there is, not drawn again. */
  protected override willUpdate(changed: PropertyValues<this>): void {
    // Another answer has other ways, and the reader's client its own.
    if (changed.has("report") || changed.has("client")) this.way = null;
    if (changed.has("report") && this.links.size > 0) this.links = new Set();
    if (!this.hasUpdated) this.measureWidth();
    if (changed.has("report")) this.trouble = faultOf(this.report, words(this.spoken));
  }

  /** Whether this is about as wide as a phone. */
  private get narrow(): boolean {
    return this.width < NARROW * this.em;
  }

  private measureWidth(): void {
    const style = getComputedStyle(this);
    if (!this.measure || style.fontFamily !== this.family) this.measure = measureIn(style.fontFamily);
    this.family = style.fontFamily;
    const room = this.renderRoot.querySelector(".picture")?.clientWidth ?? this.clientWidth;
    this.em = Number.parseFloat(style.fontSize) || 16;
    const width = Math.min(room, this.em * 42);
    if (width > 0 && Math.abs(width - this.width) > 0.5) this.width = width;
  }

  protected override render(): TemplateResult {
    const { report } = this;
    if (this.trouble !== null) return html`<p class="trouble" role="alert" part="trouble">${this.trouble}</p>`;
    if (!report) return html`<slot name="empty"></slot>`;
    try {
      return this.answer(report);
    } catch (error) {
      console.error(error);
      void Promise.resolve().then(() => (this.trouble = words(this.spoken).notAReport));
      return html``;
    }
  }

  private answer(report: Report): TemplateResult {
    const language = this.spoken;
    const view: View = {
      report,
      words: words(language),
      language,
      client: this.client,
      reference: this.reference,
      showCertificate: (id) => this.showCertificate(id),
      showFinding: (index) => this.showFinding(index),
      locate: (field, line, endLine) => this.locate({ field, line, endLine }),
      copy: (text) => this.copy(text),
      save: (name, text) => saveText(name, text),
      copied: this.copied,
      way: this.way,
      choose: (way) => {
        this.way = way;
      },
      drawFields: this.decodes ? (certificate, fold) => void this.drawFields(certificate, fold) : null,
      showByte: this.decodes ? (id, offset) => this.showByte(id, offset) : null,
      narrow: this.narrow,
      compact: this.compact,
    };
    const wanted = new Set((this.compact ? "summary" : this.sections ?? "summary picture recognised findings outlook clients certificates").split(/\s+/));
    // An error message alone is all there is to go by; beside a chain it comes after what the chain shows.
    const anyCertificate = report.verdict !== "unreadable" && report.verdict !== "unanswerable";
    return html`<article lang=${language}>
      ${wanted.has("summary") ? summary(view) : nothing}
      ${wanted.has("picture") ? this.picture(view) : nothing}
      ${wanted.has("summary") && this.narrow && !this.compact ? html`<div class="below">${asked(view)}</div>` : nothing}
      ${wanted.has("recognised") && !anyCertificate ? recognised(view) : nothing}
      ${wanted.has("findings") ? findings(view) : nothing}
      ${wanted.has("recognised") && anyCertificate ? recognised(view) : nothing}
      ${wanted.has("outlook") && this.whole ? outlook(view) : nothing}
      ${wanted.has("clients") && this.whole ? clients(view) : nothing}
      ${wanted.has("certificates") && this.whole ? certificates(view) : nothing}
      <p class="spoken" role="status">${this.copied ? (this.copied.done ? view.words.copied : view.words.copyFailed) : ""}</p>
    </article>`;
  }

  private picture(view: View): TemplateResult | typeof nothing {
    const { report, words: w } = view;
    const best = report.paths[0];
    if (!best) return nothing;
    const others = report.paths.slice(1);
    const strangers = report.certificates.filter((certificate) => certificate.role === "unused");
    return html`<section class="picture-section" aria-labelledby="picture-heading">
      <h3 id="picture-heading">${w.picture}</h3>
      <div class="picture">${chainPicture(best, this.drawing(view), true)}</div>
      ${strangers.length > 0
        ? html`<div class="strangers">
            <h4>${w.strangers}</h4>
            <ul>${strangers.map((certificate) => html`<li><button type="button" class="stranger-node" @click=${() => this.showCertificate(certificate.id)}>${icon("certificate")}<span>${nameById(report, certificate.id)}</span></button></li>`)}</ul>
          </div>`
        : nothing}
      ${others.length > 0 ? this.otherPaths(others, view) : nothing}
    </section>`;
  }

  private otherPaths(others: Path[], view: View): TemplateResult {
    const { words: w } = view;
    const drawn = others.slice(0, OTHER_PATHS_DRAWN);
    return html`<details class="other-paths">
      <summary>${w.otherPaths(others.length)}</summary>
      ${others.length > drawn.length ? html`<p class="quiet">${w.otherPathsMore(drawn.length, others.length)}</p>` : nothing}
      <ol>
        ${drawn.map(
          (path, index) => html`<li>
            <details>
              <summary>${this.pathWords(path, index, view)}</summary>
              ${chainPicture(path, this.drawing(view), false)}
            </details>
          </li>`,
        )}
      </ol>
    </details>`;
  }

  private pathWords(path: Path, index: number, { report, words: w }: View): TemplateResult {
    const verdict = path.valid ? w.pathValid : path.anchored ? w.pathReaches : w.pathDeadEnd;
    return html`<strong>${w.pathNumber(index + 2)}</strong> ${verdict}<span class="quiet along">${path.certificates.map((id) => nameById(report, id)).join(" → ")}</span>${path.problem ? html`<span class="problem">${path.problem.message}</span>` : nothing}`;
  }

  private drawing(view: View): Drawing {
    this.measure ??= measureIn(this.family);
    return {
      report: view.report,
      words: view.words,
      language: view.language,
      width: this.width,
      em: this.em,
      narrow: this.narrow,
      measure: this.measure,
      unfolded: (subject) => this.links.has(subject),
      unfold: (subject) => {
        const links = new Set(this.links);
        if (!links.delete(subject)) links.add(subject);
        this.links = links;
        this.tellFolds();
      },
      select: (id) => this.showCertificate(id),
      showFinding: (index) => this.showFinding(index),
    };
  }

  private locate(detail: LocateDetail): void {
    const event = new CustomEvent<LocateDetail>("chain-why-locate", { detail, bubbles: true, composed: true, cancelable: true });
    if (!this.dispatchEvent(event)) return;
    const id = detail.field === "chain" ? this.for : detail.field === "anchors" ? this.anchors : null;
    const field = id ? this.fieldById(id) : null;
    if (field instanceof HTMLTextAreaElement) selectLines(field, detail.line, detail.endLine);
  }

  private async copy(text: string): Promise<boolean> {
    const done = await copyText(text);
    this.copied = { text, done };
    window.clearTimeout(this.copiedTimer);
    this.copiedTimer = window.setTimeout(() => (this.copied = null), 2500);
    this.dispatchEvent(new CustomEvent("chain-why-copy", { detail: { text }, bubbles: true, composed: true }));
    return done;
  }

  // Asking

  private async ask(question: Question): Promise<void> {
    const ticket = ++this.asking;
    const load = (this.constructor as typeof ChainWhy).explainer;
    let report: Report;
    try {
      if (!load) throw new Error("<chain-why>: no explainer is set, so only `report` can be shown; import chainwhy/element for `question` and `for`");
      const explain = await load();
      // A newer question may have been asked while the core was loading.
      if (ticket !== this.asking) return;
      report = explain({ language: this.spoken, at: new Date(), ...question });
    } catch (error) {
      console.error(error);
      if (ticket === this.asking) this.trouble = words(this.spoken).notAsked;
      return;
    }
    this.trouble = null;
    this.report = report;
    this.dispatchEvent(new CustomEvent<Report>("chain-why-report", { detail: report, bubbles: true, composed: true }));
  }

  private fieldById(id: string): HTMLElement | null {
    const root = this.getRootNode();
    return (root instanceof Document || root instanceof ShadowRoot ? root.getElementById(id) : null) ?? document.getElementById(id);
  }

  private watchFields(): void {
    this.unwatchFields();
    if (!this.for) return;
    for (const id of [this.for, this.anchors === "mozilla" ? null : this.anchors]) {
      const field = id ? this.fieldById(id) : null;
      if (!field) continue;
      let known = valueOf(field);
      const changed = () => {
        known = valueOf(field);
        this.askSoon();
      };
      field.addEventListener("input", changed);
      field.addEventListener("change", changed);
      // A script that sets the value fires no event.
      const look = window.setInterval(() => {
        if (!document.hidden && valueOf(field) !== known) changed();
      }, 400);
      this.watched.push({
        field,
        stop: () => {
          window.clearInterval(look);
          field.removeEventListener("input", changed);
          field.removeEventListener("change", changed);
        },
      });
    }
    this.askOfText();
  }

  /** An empty field asks nothing yet, and takes nothing away that the page has given. */
  private askOfText(): void {
    if (this.for && valueOf(this.fieldById(this.for)).trim() !== "") this.askSoon();
  }

  private unwatchFields(): void {
    for (const { stop } of this.watched) stop();
    this.watched = [];
  }

  private askSoon(): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => {
      const chain = this.for ? valueOf(this.fieldById(this.for)) : "";
      if (chain.trim() === "") {
        this.asking += 1;
        this.report = null;
        return;
      }
      const anchors = this.anchors && this.anchors !== "mozilla" ? valueOf(this.fieldById(this.anchors)) : "mozilla";
      void this.ask({ chain, anchors, ...(this.serverName ? { serverName: this.serverName } : {}) });
    }, 250);
  }

  // Print: notes can only be printed unfolded; what else is folded is not wanted on paper.

  private folded: HTMLDetailsElement[] = [];

  private readonly unfold = (): void => {
    this.folded = [...this.renderRoot.querySelectorAll<HTMLDetailsElement>("details:not([open])")].filter((one) => one.matches(".notes"));
    for (const one of this.folded) one.open = true;
  };

  private readonly refold = (): void => {
    for (const one of this.folded) one.open = false;
    this.folded = [];
  };
}

/** Why something is no report that can be shown here; null where it is one, or none was given. */
function faultOf(report: unknown, w: Words): string | null {
  if (report === null || report === undefined) return null;
  const given = report as Partial<Report>;
  if (typeof report === "object" && given.schema !== undefined && given.schema !== SCHEMA) return w.anotherSchema(String(given.schema).slice(0, 20), String(SCHEMA));
  const whole = typeof report === "object" && typeof given.summary === "string" && [given.findings, given.certificates, given.paths, given.clients, given.remarks, given.recognised].every(Array.isArray) && typeof given.anchors === "object" && typeof given.reference === "object" && typeof given.agreement === "object";
  return whole ? null : w.notAReport;
}

/** After the next frame has been painted; in a window that nobody sees there is none, and nothing to wait for. */
function painted(): Promise<void> {
  return new Promise((done) => {
    requestAnimationFrame(() => setTimeout(done));
    setTimeout(done, 250);
  });
}

function valueOf(field: HTMLElement | null): string {
  return field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement ? field.value : (field?.textContent ?? "");
}

/** Selects whole lines of a text field and scrolls them into view. */
export function selectLines(field: HTMLTextAreaElement, line: number, endLine: number): void {
  const lines = field.value.split("\n");
  const before = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0);
  const inside = lines.slice(line - 1, endLine).reduce((sum, text) => sum + text.length + 1, 0);
  field.focus();
  field.setSelectionRange(before, Math.max(before, before + inside - 1));
  const height = Number.parseFloat(getComputedStyle(field).lineHeight) || 18;
  field.scrollTop = Math.max(0, (line - 3) * height);
  field.scrollIntoView({ block: "nearest" });
}

/** Saves text as a file, from a blob: no connection is made. */
export function saveText(name: string, text: string, type = "application/x-pem-file"): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // Some browsers read the blob only after the click has been handled.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** Copies with the clipboard, or with a selection where the clipboard is not to be had (an insecure page, an old browser). */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = document.createElement("textarea");
    field.value = text;
    field.setAttribute("aria-hidden", "true");
    field.className = "chain-why-copying";
    const { style } = field;
    style.position = "fixed";
    style.opacity = "0";
    const active = document.activeElement;
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    if (active instanceof HTMLElement) active.focus({ preventScroll: true });
    return done;
  }
}

export type { Words };

declare global {
  interface HTMLElementTagNameMap {
    "chain-why": ChainWhy;
  }
  interface HTMLElementEventMap {
    "chain-why-report": CustomEvent<Report>;
    "chain-why-locate": CustomEvent<LocateDetail>;
    "chain-why-error": CustomEvent<{ message: string }>;
    "chain-why-copy": CustomEvent<{ text: string }>;
    "chain-why-unfold": CustomEvent<string[]>;
  }
}
