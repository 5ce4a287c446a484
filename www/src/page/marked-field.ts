/**
 * A text field that marks lines: a plain `<textarea>`, which screen readers, undo and the phone's keyboard know, with line numbers
 * and coloured bars drawn beside and behind it. Lines do not wrap, so that a line of the text is a line of the field.
 *
 * The text is the textarea's own: nothing writes to it while someone types, so the cursor stays where it is.
 */

import { LitElement, html, nothing, type PropertyValues } from "lit";
import { selectLines } from "../element/chain-why.js";
import { icon } from "../element/icons.js";
import { canRecognise, isTyped, recognisesAlready, withholdPrivateKeys } from "./private-key.js";

export interface Mark {
  line: number;
  endLine: number;
  severity: "error" | "warning" | "note";
  title: string;
}

export interface FieldChange {
  /** How many private keys were withheld. */
  keys: number;
  /** Whether the text came as a whole, so that nothing more is to be waited for. */
  atOnce: boolean;
  /** How many lines of a log were left out, since nothing was found in them. */
  left: number;
}

/** More than this is a log: only what is found in it stays in the field. Browsers take minutes to select millions of characters. */
const LOG = 200_000;

/** What is longer is put into the field at once: Chromium types it in, at a third of a second for each thousand characters. */
const TYPED_IN = 2000;

/** What of a log is worth keeping, and how many lines are not. */
export type Shorten = (text: string) => { text: string; left: number };

export class MarkedField extends LitElement {
  static override properties = {
    name: { type: String },
    label: { type: String },
    hint: { type: String },
    placeholder: { type: String },
    rows: { type: Number },
    marks: { attribute: false },
    marksLabel: { type: String },
    lineWords: { attribute: false },
    keyMark: { type: String },
    shorten: { attribute: false },
    over: { state: true },
    dropHere: { type: String },
  };

  declare name: string;
  declare label: string;
  declare hint: string;
  declare placeholder: string;
  declare rows: number;
  declare marks: Mark[];
  declare marksLabel: string;
  declare lineWords: (mark: Mark) => string;
  declare keyMark: string;
  declare shorten: Shorten | null;
  declare dropHere: string;
  declare private over: boolean;

  private lines = 1;
  private lineHeight = 20;
  private frame = 0;
  private readonly resizes = new ResizeObserver(() => this.drawSoon());

  constructor() {
    super();
    this.name = "";
    this.label = "";
    this.hint = "";
    this.placeholder = "";
    this.rows = 8;
    this.marks = [];
    this.marksLabel = "";
    this.lineWords = (mark) => String(mark.line);
    this.keyMark = "";
    this.shorten = null;
    this.dropHere = "";
    this.over = false;
  }

  /** In the page itself, so that the label, the page's styles and the page's id space all reach the textarea. */
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  get field(): HTMLTextAreaElement | null {
    return this.querySelector("textarea");
  }

  get value(): string {
    return this.field?.value ?? "";
  }

  /** Replaces the text, for an example or a link; typing never comes through here. */
  set value(text: string) {
    const { field } = this;
    if (!field || field.value === text) return;
    field.value = text;
    this.countLines();
  }

  showLines(line: number, endLine: number): void {
    if (this.field) selectLines(this.field, line, endLine);
  }

  /** Adds text where the field ends, as a file that was dropped. It waits until keys can be told. */
  async addText(text: string): Promise<void> {
    if (!isTyped(text)) await canRecognise();
    const { field } = this;
    if (!field) return;
    if (!recognisesAlready()) {
      field.value += text;
      this.changed(0, true);
      return;
    }
    const short = this.short(text);
    const before = field.value === "" || field.value.endsWith("\n") ? field.value : `${field.value}\n`;
    const withheld = withholdPrivateKeys(before + short.text, this.keyMark);
    field.value = withheld.text;
    this.changed(withheld.keys, true, short.left);
  }

  protected override firstUpdated(): void {
    if (this.field) this.resizes.observe(this.field);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.resizes.disconnect();
    cancelAnimationFrame(this.frame);
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has("marks")) this.drawSoon();
  }

  protected override render() {
    const id = `field-${this.name}`;
    const described = this.marks.length > 0 ? `${id}-hint ${id}-marks` : `${id}-hint`;
    return html`<label for=${id}>${this.label}</label>
      <p class="hint" id="${id}-hint">${this.hint}</p>
      <div class="lined ${this.over ? "over" : ""}" @dragover=${this.onDragOver} @dragleave=${this.onDragLeave} @drop=${this.onDrop}>
        <div class="gutter" aria-hidden="true" @click=${this.onGutter}></div>
        <div class="bars" aria-hidden="true"></div>
        <textarea
          id=${id}
          name=${this.name}
          rows=${this.rows}
          wrap="off"
          spellcheck="false"
          autocomplete="off"
          autocapitalize="off"
          autocorrect="off"
          placeholder=${this.placeholder}
          aria-describedby=${described}
          @input=${this.onInput}
          @paste=${this.onPaste}
          @scroll=${() => this.drawSoon()}
        ></textarea>
        ${this.over ? html`<p class="drop" aria-hidden="true">${this.dropHere}</p>` : nothing}
      </div>
      ${this.marks.length > 0
        ? html`<ul class="marks" id="${id}-marks" aria-label=${this.marksLabel}>
            ${this.marks.map((mark) => html`<li class=${mark.severity}><button type="button" class="plain" @click=${() => this.showLines(mark.line, mark.endLine)}>${icon(mark.severity)}<span><strong>${this.lineWords(mark)}</strong> ${mark.title}</span></button></li>`)}
          </ul>`
        : nothing}`;
  }

  private short(text: string): { text: string; left: number } {
    return this.shorten && text.length > LOG ? this.shorten(text) : { text, left: 0 };
  }

  private changed(keys: number, atOnce: boolean, left = 0): void {
    this.countLines();
    this.dispatchEvent(new CustomEvent<FieldChange>("field-change", { detail: { keys, atOnce, left }, bubbles: true }));
  }

  private readonly onInput = (event: Event): void => {
    const { field } = this;
    if (!field) return;
    if (!recognisesAlready()) {
      void this.lookAgain();
      this.changed(0, false);
      return;
    }
    const withheld = withholdPrivateKeys(field.value, this.keyMark);
    if (withheld.text !== field.value) {
      const end = field.value.length - field.selectionEnd;
      field.value = withheld.text;
      const cursor = Math.max(0, withheld.text.length - end);
      field.setSelectionRange(cursor, cursor);
    }
    this.changed(withheld.keys, event instanceof InputEvent && /^insertFrom(?:Paste|Drop)/.test(event.inputType));
  };

  /** What came before keys could be told is looked at then. */
  private async lookAgain(): Promise<void> {
    await canRecognise();
    const { field } = this;
    if (!field) return;
    const withheld = withholdPrivateKeys(field.value, this.keyMark);
    if (withheld.text === field.value) return;
    field.value = withheld.text;
    this.changed(withheld.keys, true);
  }

  /** A key is taken out of the clipboard's text before it reaches the field, and so before it reaches the field's undo history. */
  private readonly onPaste = (event: ClipboardEvent): void => {
    const data = event.clipboardData;
    const { field } = this;
    if (!data || !field) return;
    if (data.files.length > 0) {
      event.preventDefault();
      this.offerFiles([...data.files]);
      return;
    }
    const text = data.getData("text/plain");
    if (isTyped(text)) return;
    if (!recognisesAlready()) {
      event.preventDefault();
      void canRecognise().then(() => this.insert(text));
      return;
    }
    if (this.shorten && text.length > LOG) {
      event.preventDefault();
      this.insert(text);
      return;
    }
    // What stands around it may make a key of it: half of one is pasted, then the other.
    const around = field.value.slice(0, field.selectionStart) + text + field.value.slice(field.selectionEnd);
    if (withholdPrivateKeys(text, this.keyMark).text === text && withholdPrivateKeys(around, this.keyMark).text === around) return;
    event.preventDefault();
    this.insert(text);
  };

  private insert(text: string): void {
    const { field } = this;
    if (!field) return;
    const short = this.short(text);
    const withheld = withholdPrivateKeys(short.text, this.keyMark);
    field.focus();
    const typed = withheld.text.length <= TYPED_IN && document.execCommand("insertText", false, withheld.text);
    if (!typed) field.setRangeText(withheld.text, field.selectionStart, field.selectionEnd, "end");
    const whole = withholdPrivateKeys(field.value, this.keyMark);
    if (whole.text !== field.value) field.value = whole.text;
    this.changed(withheld.keys + whole.keys, true, short.left);
  }

  private offerFiles(files: File[]): void {
    this.dispatchEvent(new CustomEvent("field-files", { detail: { files }, bubbles: true }));
  }

  private readonly onDragOver = (event: DragEvent): void => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    this.over = true;
  };

  private readonly onDragLeave = (event: DragEvent): void => {
    if (event.relatedTarget instanceof Node && this.contains(event.relatedTarget)) return;
    this.over = false;
  };

  private readonly onDrop = (event: DragEvent): void => {
    this.over = false;
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    event.stopPropagation();
    this.offerFiles(files);
  };

  private readonly onGutter = (event: MouseEvent): void => {
    const { field } = this;
    if (!field) return;
    const top = event.clientY - field.getBoundingClientRect().top - this.paddingTop();
    const line = Math.floor((top + field.scrollTop) / this.lineHeight) + 1;
    const mark = this.marks.find((one) => one.line <= line && line <= one.endLine);
    this.showLines(mark?.line ?? line, mark?.endLine ?? line);
  };

  private countLines(): void {
    let lines = 1;
    for (let at = this.value.indexOf("\n"); at >= 0; at = this.value.indexOf("\n", at + 1)) lines += 1;
    this.lines = lines;
    this.drawSoon();
  }

  private paddingTop(): number {
    return this.field ? Number.parseFloat(getComputedStyle(this.field).paddingTop) || 0 : 0;
  }

  /** In the next frame, when what surrounds the field has been laid out: asking for its size before would lay out everything twice. */
  private drawSoon(): void {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.drawLines());
  }

  /** Draws only the lines in view: a paste may have a hundred thousand. */
  private drawLines(): void {
    const { field } = this;
    const gutter = this.querySelector<HTMLElement>(".gutter");
    const bars = this.querySelector<HTMLElement>(".bars");
    if (!field || !gutter || !bars) return;
    this.lineHeight = Number.parseFloat(getComputedStyle(field).lineHeight) || 20;
    const padding = this.paddingTop();
    const first = Math.max(1, Math.floor((field.scrollTop - padding) / this.lineHeight) + 1);
    const last = Math.min(this.lines, first + Math.ceil(field.clientHeight / this.lineHeight) + 1);
    const numbers: HTMLElement[] = [];
    const stripes: HTMLElement[] = [];
    for (let line = first; line <= last; line += 1) {
      const mark = this.marks.find((one) => one.line <= line && line <= one.endLine);
      const top = `${padding + (line - 1) * this.lineHeight - field.scrollTop}px`;
      const number = document.createElement("span");
      number.textContent = String(line);
      number.className = mark ? mark.severity : "";
      number.style.top = top;
      numbers.push(number);
      if (mark) {
        const stripe = document.createElement("span");
        stripe.className = mark.severity;
        stripe.style.top = top;
        stripe.style.height = `${this.lineHeight}px`;
        stripes.push(stripe);
      }
    }
    gutter.replaceChildren(...(this.value === "" ? [] : numbers));
    bars.replaceChildren(...stripes);
  }
}

customElements.define("marked-field", MarkedField);
