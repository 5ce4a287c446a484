// Where the bytes of the wasm are: by crate, and of this crate by room. node bench/bytes.mjs
//
// Of the wasm with the names of its functions, as the build leaves it in target/wasm-bindgen. What is made of a generic function
// belongs to the crate that wrote it, so that collections of our types count as the standard library's.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { functionNames, readModule } from '../parts/code.mjs';

const target = process.env.CARGO_TARGET_DIR ?? fileURLToPath(new URL('../../target', import.meta.url));

/** `{ crates, rooms, code, data }`, octets each, the largest first. */
export function whereBytesAre(file = join(target, 'wasm-bindgen', 'chainwhy_bg.wasm')) {
  const bytes = new Uint8Array(readFileSync(file));
  const names = functionNames(bytes);
  const module = readModule(bytes);
  const crates = new Map();
  const rooms = new Map();
  const add = (map, name, size) => map.set(name, (map.get(name) ?? 0) + size);
  let code = 0;
  module.functions.forEach(({ body, end }, index) => {
    const size = end - body;
    code += size;
    // `<&mut a::b::C as d::E>::f`, `a[0123abcd]::b::c`
    const path = (names.get(index) ?? '').replace(/^_?<?(?:&|mut |\[|\(|dyn |\*const |\*mut )*/, '').replaceAll(/\[[0-9a-f]+\]/g, '');
    const [crate, room] = path.split(/::|[< ,>]/);
    const isOurs = crate === 'chainwhy';
    add(crates, ['core', 'alloc', 'std', '__rustc', 'f64', 'str', ''].includes(crate) || /^[A-Z]/.test(crate) ? 'the standard library' : path.includes('::') ? crate : 'the rest', size);
    if (isOurs) add(rooms, room, size);
  });
  const sorted = (map) => [...map].sort((one, other) => other[1] - one[1]);
  const section = module.sections?.get?.(11);
  const data = section === undefined ? 0 : section.end - section.content;
  return { crates: sorted(crates), rooms: sorted(rooms), code, data };
}

/** The same as tables in Markdown. */
export function tables(say) {
  const { crates, rooms, code, data } = whereBytesAre();
  const kilobytes = (octets) => (octets / 1000).toFixed(1);
  say();
  say(`The code of the wasm has ${kilobytes(code)} KB and its data ${kilobytes(data)} KB, before compression.`);
  for (const [title, list] of [['crate', crates], ['room of chainwhy', rooms]]) {
    say();
    say(`| ${title} | KB of code |`);
    say('|---|---|');
    const shown = list.slice(0, 24);
    for (const [name, size] of shown) say(`| ${name} | ${kilobytes(size)} |`);
    const others = list.slice(24);
    if (others.length > 0) say(`| ${others.length} others | ${kilobytes(others.reduce((sum, [, size]) => sum + size, 0))} |`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) tables(console.log);
