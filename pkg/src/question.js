// What a caller of JavaScript hands over, brought to the few shapes that the core reads.
// Nothing is judged here: a value of the wrong kind goes through, and the report says so.

// The core reads ten million octets of all that was pasted together, an error's text or log among it (six of them). One more than that
// is enough for it to say that there is too much, and the rest would only fill the memory of the wasm, which never shrinks. No other
// text needs a megabyte.
const MOST_PASTED = 10_000_001;
// More of CRLs where there is little else: a million entries.
const MOST_OF_CRLS = 32_000_001;
const LITTLE = 1_000_000;
const MOST_OF_A_TEXT = 1_048_577;
// As many pieces as the core takes of a list, and one more.
const MOST_PIECES = 100_001;
const TEXTS = new Set(['serverName', 'emailName', 'at', 'purpose', 'rules', 'language']);

/** The fields that a question has: what is `undefined` or `null` was not given. */
export function fieldsOf(question) {
  return Object.fromEntries(Object.entries(question ?? {}).filter(([, value]) => value !== undefined && value !== null));
}

/**
 * The question as the core reads it: strings, numbers, `Uint8Array`s and lists of them, and always a time,
 * because the core reads no clock.
 */
export function normalise(question) {
  if (typeof question !== 'object' || question === null || Array.isArray(question)) return flat(question, 0);
  const asked = {};
  const room = { left: MOST_PASTED };
  for (const [field, value] of Object.entries(question)) {
    if (value === undefined || value === null) continue;
    const given = field === 'paste' ? files(value) : flat(value, 1);
    asked[field] = field === 'crls' ? given : cut(given, TEXTS.has(field) ? { left: MOST_OF_A_TEXT } : room);
  }
  if (asked.crls !== undefined) {
    asked.crls = cut(asked.crls, MOST_PASTED - room.left <= LITTLE ? { left: MOST_OF_CRLS } : room);
  }
  asked.at ??= Date.now() / 1000;
  return asked;
}

/** As much of a value as the core looks at. */
function cut(value, room) {
  if (typeof value === 'string' || value instanceof Uint8Array) {
    // Where there is no room, one is too many and says so.
    const most = Math.max(room.left, 1);
    const kept = typeof value === 'string' ? value.slice(0, most) : value.subarray(0, most);
    room.left -= kept.length;
    return kept;
  }
  if (Array.isArray(value)) return value.slice(0, MOST_PIECES).map((item) => cut(item, room));
  if (typeof value?.content === 'string' || value?.content instanceof Uint8Array) {
    return { ...value, content: cut(value.content, room) };
  }
  return value;
}

/** What is pasted to be sorted: one piece or a list of them, each with its name where it is a file. */
function files(value) {
  const file = (item) =>
    kindOf(item) === 'Object' && !ArrayBuffer.isView(item)
      ? Object.fromEntries(Object.entries(item).map(([key, part]) => [key, flat(part, 0)]))
      : flat(item, 0);
  return Array.isArray(value) ? value.map(file) : file(value);
}

/** A value at most one list deep, so that neither a cycle nor a thousand nested lists can exhaust the stack. */
function flat(value, listsAllowed) {
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'function' || typeof value === 'symbol') return {};
  if (typeof value !== 'object' || value === null) return value;
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  if (Array.isArray(value)) return listsAllowed > 0 ? value.map((item) => flat(item, listsAllowed - 1)) : {};
  switch (kindOf(value)) {
    case 'ArrayBuffer':
    case 'SharedArrayBuffer':
      return new Uint8Array(value);
    case 'Date':
      return value.getTime() / 1000;
    default:
      return {};
  }
}

/** The built-in kind of an object, also of one from another realm (a frame, a test runner's sandbox). */
function kindOf(value) {
  return Object.prototype.toString.call(value).slice('[object '.length, -1);
}
