// Names that no other test and no earlier run has used.
import { randomBytes } from 'node:crypto';
import type { TestInfo } from '@playwright/test';

let counter = 0;

/** Fourteen letters: search keeps them whole and takes no two of them for a slip of the finger. */
export function uniqueWord(): string {
  return Array.from(randomBytes(14), (byte) => String.fromCharCode(97 + (byte % 26))).join('');
}

export function uniqueEmail(info: TestInfo): string {
  counter += 1;
  const title = info.title.toLowerCase().replace(/[^a-z0-9]+/g, '-').slice(0, 24);
  const word = uniqueWord().slice(0, 8);
  return `t-${title}-w${info.workerIndex}-${counter}-${word}@example.test`.replace(/-+/g, '-');
}
