// What a terminal needs: text that cannot command it, and whether and how wide it shows text.

// Control characters (terminal escapes start with one), and what reorders or hides text: bidirectional controls,
// zero-width characters, tags, line and paragraph separators. A certificate can carry any of them in its names.
const TREACHEROUS =
  /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

const visible = (character) => `\\u{${character.codePointAt(0).toString(16)}}`;

/** Text on one line in which every treacherous character shows as an escape. */
export function plain(text) {
  return String(text).replace(TREACHEROUS, visible);
}

/** JSON whose strings hold none of those characters either; a reader of the JSON gets them back as they were. */
export function plainJson(json) {
  return json.replace(TREACHEROUS, (character) =>
    character === '\n'
      ? character
      : Array.from({ length: character.length }, (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`).join(''),
  );
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
