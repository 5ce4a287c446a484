// What a caller of JavaScript hands over, brought to the few shapes that the core reads.
// Nothing is judged here: a value of the wrong kind goes through, and the report says so.

/**
 * The question as the core reads it: strings, numbers, `Uint8Array`s and lists of them, and always a time,
 * because the core reads no clock.
 */
export function normalise(question) {
  if (typeof question !== 'object' || question === null || Array.isArray(question)) return flat(question, 0);
  const asked = {};
  for (const [field, value] of Object.entries(question)) {
    if (value === undefined || value === null) continue;
    asked[field] = field === 'paste' ? files(value) : flat(value, 1);
  }
  asked.at ??= Date.now() / 1000;
  return asked;
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
