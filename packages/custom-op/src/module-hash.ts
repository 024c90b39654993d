import { createHash } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { FILE_KINDS, readUserFile } from '@openbpu/guard';

/** Files that a module names beside itself: `from './a'`, `import './a'`, `import('./a')`, `require('./a')`. */
const BESIDE = /(?:\bfrom|\bimport|\brequire)\s*\(?\s*(['"])(\.{1,2}\/[^'"\n]+)\1/g;

/** What an import leaves out of the name of a file. */
const ENDINGS = ['', '.ts', '.mts', '.cts', '.js', '.mjs', '.cjs', '.json', '/index.ts', '/index.js'];

/**
 * SHA-256 of a module, in hexadecimal: of its file; where it imports others beside it, of the names and hashes of all.
 * Throws DiagnosticError where the file cannot be read.
 */
export function hashOf(file: string): string {
  const hashes = new Map<string, string>();
  const due = [resolve(file)];
  for (let next = due.pop(); next !== undefined; next = due.pop()) {
    const bytes = readUserFile(next, FILE_KINDS.customOp);
    hashes.set(next, sha256(bytes));
    const folder = dirname(next);
    for (const [, , name] of new TextDecoder().decode(bytes).matchAll(BESIDE)) {
      const found = fileOf(resolve(folder, name));
      if (found !== undefined && !hashes.has(found) && !due.includes(found)) due.push(found);
    }
  }
  const [own, ...others] = hashes;
  if (others.length === 0) return own[1];
  const lines = [...hashes].map(([path, hash]) => `${basename(path)} ${hash}\n`).sort();
  return sha256([own[1], ...lines].join(''));
}

function fileOf(path: string): string | undefined {
  return ENDINGS.map((ending) => `${path}${ending}`).find((each) => existsSync(each) && statSync(each).isFile());
}

function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}
