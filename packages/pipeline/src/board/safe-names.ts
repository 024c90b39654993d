import { createHash } from 'node:crypto';

/** What no file system minds; letters of all languages are among it. */
const UNSAFE = /[^\p{L}\p{N}\p{M}._+-]/gu;
const LONGEST = 120;
const HASH = 8;

/** Names of files for names of models and subgraphs, which hold anything: safe, of fair length, and each once. */
export class SafeNames {
  private readonly taken: Set<string>;

  constructor(reserved: readonly string[] = []) {
    this.taken = new Set(reserved.map(folded));
  }

  /** A name with `_` in place of what is not safe; a number behind one that is taken already, in any case. */
  of(name: string): string {
    const safe = shortened(
      name
        .normalize('NFC')
        .replace(UNSAFE, '_')
        .replace(/^[.-]+/, '_'),
    );
    const base = safe === '' ? '_' : safe;
    let own = base;
    for (let i = 2; this.taken.has(folded(own)); i++) own = `${base}_${i}`;
    this.taken.add(folded(own));
    return own;
  }
}

function folded(name: string): string {
  return name.toLowerCase();
}

/** A long name ends in a hash of it, so that others with the same beginning stay apart. */
function shortened(name: string): string {
  if (Buffer.byteLength(name) <= LONGEST) return name;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, HASH);
  let kept = '';
  for (const character of name) {
    if (Buffer.byteLength(kept + character) > LONGEST - HASH - 1) break;
    kept += character;
  }
  return `${kept}_${hash}`;
}
