/** SVG text does not wrap by itself: this measures and breaks it. */

export type Measure = (text: string, size: number, bold: boolean) => number;

const segmenter = "Segmenter" in Intl ? new Intl.Segmenter(undefined, { granularity: "grapheme" }) : null;

function graphemes(text: string): string[] {
  return segmenter ? Array.from(segmenter.segment(text), (part) => part.segment) : Array.from(text);
}

/** Measures with a canvas, in the font that the drawing will use. */
export function measureIn(family: string): Measure {
  const context = document.createElement("canvas").getContext("2d");
  let font = "";
  return (text, size, bold) => {
    if (!context) return text.length * size * 0.6;
    const wanted = `${bold ? 650 : 400} ${size}px ${family}`;
    // Setting a font is most of the work, even one that is set already.
    if (wanted !== font) context.font = font = wanted;
    return context.measureText(text).width;
  };
}

/**
 * Breaks `text` into at most `most` lines no wider than `width`, at spaces, after `.` `-` `/`, and anywhere between Chinese
 * characters; what does not fit ends in an ellipsis. A host name without any place to break is cut where it must be.
 */
export function wrap(text: string, width: number, most: number, measure: (text: string) => number): string[] {
  const lines: string[] = [];
  let line = "";
  const pieces = text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana},。、:;?!”’)》]|\s+|[^\s.\-/\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+[.\-/]*|[.\-/]+/gu) ?? [];
  for (const piece of pieces) {
    if (measure((line + piece).trimEnd()) <= width) {
      line += piece;
      continue;
    }
    if (line.trim() !== "") {
      lines.push(line.trimEnd());
      line = "";
    }
    for (const character of graphemes(piece.trimStart())) {
      if (line !== "" && measure(line + character) > width) {
        lines.push(line);
        line = "";
      }
      line += character;
    }
    if (lines.length > most) break;
  }
  if (line.trim() !== "") lines.push(line.trimEnd());
  if (lines.length <= most) return lines;
  const kept = lines.slice(0, most);
  const last = graphemes(kept[most - 1] ?? "");
  while (last.length > 1 && measure(`${last.join("")}…`) > width) last.pop();
  kept[most - 1] = `${last.join("").trimEnd()}…`;
  return kept;
}
