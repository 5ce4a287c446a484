/**
 * A certificate's fields with its bytes beside them: a field lights its bytes, and a byte its field, by mouse and by keyboard. The
 * structure comes from the core; here it is only drawn, and by hand, since thousands of bytes light up with each movement.
 */

import type { Fields, Language } from "../contract.js";
import { count } from "./when.js";
import type { Words } from "./words.js";

/** What tells the fields of a certificate in DER. */
export type Decode = (certificate: Uint8Array, language: Language) => Fields;

/** So many bytes are drawn at once; of a larger certificate, those around the field that is looked at. */
const DRAWN = 4096;
/** Where a window begins: at the beginning of a line, and some lines before what is wanted. */
const BEFORE = 256;
/** Bytes of a line, where there is room for them. */
const PER_LINE = 16;
const PER_NARROW_LINE = 8;
/** A room narrower than this, in its own font size, has short lines. */
const NARROW = 32;
/** So many bytes of a field are written out for a screen reader. */
const SPOKEN = 12;
/** So many fields are drawn. */
const MOST = 1000;

export interface Setting {
  words: Words;
  language: Language;
  name: string;
}

/** The bytes of a certificate in PEM. */
export function bytesOf(pem: string): Uint8Array {
  return Uint8Array.from(atob(pem.replace(/-----[^-]*-----|\s/g, "")), (character) => character.charCodeAt(0));
}

const hex = (byte: number): string => byte.toString(16).padStart(2, "0");

/** Draws both into `room` and returns what shows the field at an offset. */
export function drawFields(room: HTMLElement, bytes: Uint8Array, told: Fields, { words, language, name }: Setting): (offset: number) => void {
  const fields = told.fields.slice(0, MOST);
  const odd = told.deviations;
  const isOdd = (at: number): boolean => odd.some(({ offset, length }) => offset <= at && at < offset + Math.max(length, 1));
  let first = 0;
  let chosen = 0;

  const tree = make("div", "tree", { role: "tree", "aria-label": words.fieldsOf(name), lang: language });
  const perLine = room.clientWidth < NARROW * (Number.parseFloat(getComputedStyle(room).fontSize) || 16) ? PER_NARROW_LINE : PER_LINE;
  const octets = make("pre", "octets", { role: "group", tabindex: "0", "aria-label": words.bytesOf(name), lang: "en" });
  const status = make("p", "at", { role: "status" });
  const cells: HTMLElement[] = [];
  const letters: HTMLElement[] = [];

  const marked = new Map<number, string[]>();
  for (const { offset, what } of odd) marked.set(deepest(offset), [...(marked.get(deepest(offset)) ?? []), what]);

  const items = fields.map((field, index) => {
    const item = make("div", "item", { role: "treeitem", "aria-level": String(field.level + 1), "aria-selected": "false", tabindex: "-1" });
    item.style.setProperty("--level", String(Math.min(field.level, 12)));
    item.dataset["index"] = String(index);
    if (field.name !== "") item.append(text("span", "name", field.name));
    item.append(text("span", "type", field.type));
    if (field.value !== "") item.append(text("bdi", "value", field.value));
    for (const what of marked.get(index) ?? []) item.append(text("span", "odd", `⚠ ${what}`));
    return item;
  });
  tree.append(...items);
  if (told.leftOut || told.fields.length > MOST) tree.append(text("p", "quiet", words.fieldsCut(count(fields.length, language))));

  /** The innermost field that a byte is in. */
  function deepest(at: number): number {
    let found = 0;
    fields.forEach(({ offset, length }, index) => {
      if (offset <= at && at < offset + length) found = index;
    });
    return found;
  }

  function drawBytes(): void {
    const end = Math.min(bytes.length, first + DRAWN);
    cells.length = 0;
    letters.length = 0;
    const rows: HTMLElement[] = [];
    if (first > 0) rows.push(turn(words.bytesEarlier, Math.max(0, first - DRAWN)));
    const digits = String(bytes.length).length;
    for (let at = first; at < end; at += perLine) {
      const row = make("div", "line", {});
      row.append(text("span", "offset", String(at).padStart(digits)));
      const side = make("span", "ascii", {});
      for (let place = at; place < Math.min(end, at + perLine); place += 1) {
        const byte = bytes[place] ?? 0;
        const cell = text("i", isOdd(place) ? "odd" : "", hex(byte));
        cell.dataset["at"] = String(place);
        const letter = text("b", "", byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : "·");
        letter.dataset["at"] = String(place);
        row.append(cell);
        side.append(letter);
        cells.push(cell);
        letters.push(letter);
      }
      for (let missing = end; missing < at + perLine; missing += 1) row.append(text("i", "none", "  "));
      row.append(side);
      rows.push(row);
    }
    if (end < bytes.length) rows.push(turn(words.bytesLater, end));
    octets.replaceChildren(...rows);
  }

  function turn(label: string, to: number): HTMLElement {
    const button = text("button", "turn", label) as HTMLButtonElement;
    button.type = "button";
    button.addEventListener("click", () => {
      first = to;
      drawBytes();
      light(chosen);
      octets.scrollTop = 0;
      octets.focus({ preventScroll: true });
    });
    return button;
  }

  let lit: number[] = [];
  function light(index: number): void {
    for (const at of lit) {
      cells[at]?.classList.remove("lit", "head");
      letters[at]?.classList.remove("lit", "head");
    }
    lit = [];
    items.forEach((item, at) => item.classList.toggle("lit", at === index));
    const field = fields[index];
    if (!field) return;
    const from = Math.max(field.offset, first) - first;
    const to = Math.min(field.offset + field.length, first + cells.length) - first;
    for (let at = from; at < to; at += 1) {
      const part = at + first < field.offset + field.header ? "head" : "lit";
      cells[at]?.classList.add(part);
      letters[at]?.classList.add(part);
      lit.push(at);
    }
  }

  function choose(index: number, move: { tree?: boolean; octets?: boolean; focus?: boolean } = {}): void {
    const field = fields[index];
    if (!field) return;
    items[chosen]?.setAttribute("aria-selected", "false");
    items[chosen]?.setAttribute("tabindex", "-1");
    chosen = index;
    const item = items[index];
    item?.setAttribute("aria-selected", "true");
    item?.setAttribute("tabindex", "0");
    if (bytes.length > DRAWN && (field.offset < first || field.offset >= first + DRAWN)) {
      first = Math.max(0, field.offset - BEFORE - (field.offset % perLine));
      drawBytes();
    }
    light(index);
    const shown = bytes.subarray(field.offset, field.offset + Math.min(field.length, SPOKEN));
    const written = Array.from(shown, hex).join(" ") + (field.length > SPOKEN ? " …" : "");
    const here = marked.get(index) ?? [];
    status.textContent = [words.fieldAt(field.name === "" ? field.type : field.name, count(field.offset, language), count(Math.max(field.offset, field.offset + field.length - 1), language), count(field.length, language)), written, ...here].join(" · ");
    if (move.focus) item?.focus({ preventScroll: true });
    if (move.tree && item) reveal(tree, item);
    const cell = cells[field.offset - first];
    if (move.octets && cell) reveal(octets, cell);
  }

  const indexOf = (event: Event): number => Number((event.target as Element).closest<HTMLElement>("[data-index]")?.dataset["index"] ?? -1);
  const placeOf = (event: Event): number => Number((event.target as Element).closest<HTMLElement>("[data-at]")?.dataset["at"] ?? -1);
  tree.addEventListener("pointerover", (event) => {
    const index = indexOf(event);
    if (index >= 0) light(index);
  });
  tree.addEventListener("pointerleave", () => light(chosen));
  tree.addEventListener("click", (event) => {
    const index = indexOf(event);
    if (index >= 0) choose(index, { octets: true, focus: true });
  });
  octets.addEventListener("pointerover", (event) => {
    const at = placeOf(event);
    if (at >= 0) light(deepest(at));
  });
  octets.addEventListener("pointerleave", () => light(chosen));
  octets.addEventListener("click", (event) => {
    const at = placeOf(event);
    if (at < 0) return;
    cursor = at;
    choose(deepest(at), { tree: true });
  });

  tree.addEventListener("keydown", (event) => {
    const level = fields[chosen]?.level ?? 0;
    const to: Record<string, () => number> = {
      ArrowDown: () => Math.min(chosen + 1, fields.length - 1),
      ArrowUp: () => Math.max(chosen - 1, 0),
      Home: () => 0,
      End: () => fields.length - 1,
      ArrowRight: () => ((fields[chosen + 1]?.level ?? 0) > level ? chosen + 1 : chosen),
      ArrowLeft: () => {
        const above = fields.slice(0, chosen).findLastIndex((field) => field.level < level);
        return above < 0 ? chosen : above;
      },
    };
    const where = to[event.key];
    if (!where || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    choose(where(), { tree: true, octets: true, focus: true });
  });

  /** The byte that the arrow keys move. */
  let cursor = 0;
  octets.addEventListener("keydown", (event) => {
    const steps: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: perLine, ArrowUp: -perLine };
    const step = steps[event.key];
    if (step === undefined || event.ctrlKey || event.metaKey || event.altKey || event.target !== octets) return;
    event.preventDefault();
    cursor = Math.max(0, Math.min(bytes.length - 1, cursor + step));
    if (cursor < first || cursor >= first + DRAWN) {
      first = Math.max(0, cursor - BEFORE - (cursor % perLine));
      drawBytes();
    }
    choose(deepest(cursor), { tree: true });
    for (const cell of octets.querySelectorAll(".cursor")) cell.classList.remove("cursor");
    const cell = cells[cursor - first];
    cell?.classList.add("cursor");
    if (cell) reveal(octets, cell);
  });

  drawBytes();
  const panes = make("div", "panes", {});
  panes.append(tree, octets);
  room.replaceChildren(status, panes);
  choose(odd.length > 0 ? deepest(odd[0]?.offset ?? 0) : 0, { tree: true, octets: true });
  return (offset) => {
    cursor = offset;
    choose(deepest(offset), { tree: true, octets: true, focus: true });
  };
}

/** Scrolls the pane alone, and not the page. */
function reveal(pane: HTMLElement, part: HTMLElement): void {
  const [outer, inner] = [pane.getBoundingClientRect(), part.getBoundingClientRect()];
  if (inner.top < outer.top + 8) pane.scrollTop -= outer.top - inner.top + outer.height / 3;
  else if (inner.bottom > outer.bottom - 8) pane.scrollTop += inner.bottom - outer.bottom + outer.height / 3;
}

function make(tag: string, name: string, attributes: Record<string, string>): HTMLElement {
  const element = document.createElement(tag);
  if (name !== "") element.className = name;
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  return element;
}

function text(tag: string, name: string, content: string): HTMLElement {
  const element = make(tag, name, {});
  element.textContent = content;
  return element;
}
