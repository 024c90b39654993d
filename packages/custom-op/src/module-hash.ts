import { createHash } from 'node:crypto';
import { dirname, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FILE_KINDS, readUserFile } from '@openbpu/guard';

/** Files that a module names beside itself: `from './a'`, `import './a'`, `import('./a')`, `require('./a')`. */
const BESIDE = /(?:\bfrom|\bimport|\brequire)\s*\(?\s*(['"`])(\.{1,2}\/[^'"`\n]+)\1/g;

/**
 * SHA-256 of a module, in hexadecimal: of its file; where it imports others beside it, of all their bytes and of where
 * they lie from there. Throws DiagnosticError where the file cannot be read.
 */
export async function hashOf(file: string): Promise<string> {
  const [[own, hash], ...others] = await hashesOf(resolve(file));
  if (others.length === 0) return hash;
  const lines = others.map(([path, each]) => `${relative(dirname(own), path).split(sep).join('/')} ${each}`).sort();
  return sha256([hash, ...lines].join('\n'));
}

/** The hash of a module, and of each file that it imports beside it, however far away. */
async function hashesOf(module: string): Promise<ReadonlyMap<string, string>> {
  const hashes = new Map<string, string>();
  const due = [module];
  for (let next = due.pop(); next !== undefined; next = due.pop()) {
    if (hashes.has(next)) continue;
    const bytes = readUserFile(next, FILE_KINDS.customOp);
    hashes.set(next, sha256(bytes));
    const names = [...new TextDecoder().decode(bytes).matchAll(BESIDE)].map(([, , name]) => name);
    if (names.length > 0) due.push(...(await filesOf(next, names)));
  }
  return hashes;
}

/** The files that names stand for in a module, as what runs it finds them; none for a name of nothing. */
async function filesOf(module: string, names: readonly string[]): Promise<readonly string[]> {
  const { createJiti } = await import('jiti');
  const { esmResolve } = createJiti(module, { fsCache: false });
  return names.flatMap((name) => {
    const found = esmResolve(name, { try: true });
    return found === undefined ? [] : [fileURLToPath(found)];
  });
}

function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}
