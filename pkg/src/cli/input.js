// Files and standard input, read no further than anything useful can reach.

import { closeSync, openSync, readSync } from 'node:fs';
import { UsageError } from './arguments.js';

// The core says what is too large, at 10 MB; reading on would only fill memory.
const READ_AT_MOST = 32 * 1024 * 1024;

const STANDARD_INPUT = 0;

/** The bytes of a file, or of standard input where it is named `-`. */
export function readBytes(file, words) {
  let descriptor;
  try {
    descriptor = file === '-' ? STANDARD_INPUT : openSync(file, 'r');
    return readAll(descriptor);
  } catch (error) {
    throw new UsageError(words.cannotRead(file, error.code ?? error.message));
  } finally {
    if (descriptor !== undefined && descriptor !== STANDARD_INPUT) closeSync(descriptor);
  }
}

function readAll(descriptor) {
  const pieces = [];
  let total = 0;
  while (total <= READ_AT_MOST) {
    const piece = Buffer.allocUnsafe(64 * 1024);
    const length = readPiece(descriptor, piece);
    if (length === 0) break;
    pieces.push(piece.subarray(0, length));
    total += length;
  }
  return Buffer.concat(pieces);
}

function readPiece(descriptor, piece) {
  for (;;) {
    try {
      return readSync(descriptor, piece);
    } catch (error) {
      if (error.code === 'EOF') return 0; // Windows, at the end of a pipe
      if (error.code !== 'EAGAIN') throw error;
      // Standard input is a pipe that somebody made non-blocking, and it has nothing yet.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
}
