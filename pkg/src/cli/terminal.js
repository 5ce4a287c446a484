// What a terminal needs: text that cannot command it, lines that fit it, colour where it shows colour.

import stringWidth from 'string-width';

// Control characters (terminal escapes start with one), and what reorders or hides text: bidirectional controls,
// zero-width characters, tags, line and paragraph separators. A certificate can carry any of them in its names.
const TREACHEROUS =
  /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

const visible = (character) => `\\u{${character.codePointAt(0).toString(16)}}`;

/** Text on one line in which every treacherous character shows as an escape. */
export function plain(text) {
  return String(text).replace(TREACHEROUS, visible);
}

/** The same for text that may have several lines; returns them. */
export function plainLines(text) {
  return String(text).split(/\r\n|\n/).map(plain);
}

/** JSON whose strings hold none of those characters either; a reader of the JSON gets them back as they were. */
export function plainJson(json) {
  return json.replace(TREACHEROUS, (character) =>
    character === '\n'
      ? character
      : Array.from({ length: character.length }, (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`).join(''),
  );
}

const CODES = { bold: [1, 22], dim: [2, 22], red: [31, 39], green: [32, 39], yellow: [33, 39], cyan: [36, 39] };

/** Functions that colour a text, or that leave it alone. */
export function palette(coloured) {
  const paint = ([on, off]) => (coloured ? (text) => `\u001b[${on}m${text}\u001b[${off}m` : (text) => text);
  return Object.fromEntries(Object.entries(CODES).map(([name, codes]) => [name, paint(codes)]));
}

/** Whether to colour: FORCE_COLOR and NO_COLOR decide, then whether it is a terminal. */
export function wantsColour(stream, environment) {
  if (environment.FORCE_COLOR !== undefined) return !['0', 'false'].includes(environment.FORCE_COLOR);
  if (environment.NO_COLOR) return false;
  return stream.isTTY === true && environment.TERM !== 'dumb';
}

/** The width to wrap to: the terminal's, but no wider than reads well. */
export function widthOf(stream, environment) {
  const columns = stream.columns || Number.parseInt(environment.COLUMNS ?? '', 10) || 80;
  return Math.min(Math.max(columns, 40), 100);
}

// A line of Chinese begins with none of these and ends with none of those.
const NEVER_FIRST = /^[\p{Pe}\p{Pf}.,:;!?%…—·\u3001\u3002\uff0c\uff0e\uff1a\uff1b\uff01\uff1f\uff05]+$/u;
const NEVER_LAST = /^[\p{Ps}\p{Pi}$\u00a3\u20ac\uffe5]+$/u;

const HAN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef]/u;
const segmenter = new Intl.Segmenter('zh-CN', { granularity: 'word' });

/** Paragraph to lines of at most `width` columns. Only a word that is wider than that, as a URL, sticks out. */
export function wrap(text, width) {
  const lines = [];
  let line = '';
  let columns = 0;
  for (const { piece, space } of pieces(text)) {
    const wide = columnsOf(piece);
    if (line !== '' && columns + space.length + wide > width) {
      lines.push(line);
      line = piece;
      columns = wide;
    } else {
      columns += (line === '' ? 0 : space.length) + wide;
      line += line === '' ? piece : space + piece;
    }
  }
  lines.push(line);
  return lines;
}

/** How many columns a text takes on a terminal: a Chinese character takes two. */
export function columnsOf(text) {
  return /^[\x20-\x7e]*$/.test(text) ? text.length : stringWidth(text);
}

/** The unbreakable pieces of a text, each with the space that goes before it on the same line. */
function pieces(text) {
  const found = [];
  for (const word of text.split(/ +/)) {
    let space = ' ';
    for (const piece of HAN.test(word) ? piecesOfChinese(word) : [word]) {
      found.push({ piece, space });
      space = '';
    }
  }
  return found;
}

function piecesOfChinese(word) {
  const found = [];
  let glue = false;
  for (const { segment } of segmenter.segment(word)) {
    const joins = found.length > 0 && (glue || NEVER_FIRST.test(segment) || (isLatin(segment) && isLatin(found.at(-1).slice(-1))));
    if (joins) found[found.length - 1] += segment;
    else found.push(segment);
    glue = NEVER_LAST.test(segment);
  }
  return found;
}

/** Part of a name, number or URL, which is not broken inside Chinese text either. */
function isLatin(text) {
  return /^[\x21-\x7e]+$/.test(text);
}
