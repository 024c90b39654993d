import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageLinks, packageTable } from './pages/package-table';
import { replaceRegion } from './region';
import { ROOT } from './workspace';

/** A page written by hand with one region that this tool writes. */
export interface Document {
  readonly name: string;
  readonly region: string;
  content(): string;
}

export const DOCUMENTS: readonly Document[] = [
  { name: 'docs/ARCHITECTURE.md', region: 'packages', content: packageTable },
  { name: 'README.md', region: 'packages', content: packageLinks },
];

/** Whether the region of a document is not as it should be. */
export function isStale(document: Document): boolean {
  const { before, after } = texts(document);
  return before !== after;
}

/** Writes the region of a document; gives whether anything changed. */
export function writeDocument(document: Document): boolean {
  const { before, after } = texts(document);
  if (before !== after) writeFileSync(join(ROOT, document.name), after);
  return before !== after;
}

function texts({ name, region, content }: Document): { readonly before: string; readonly after: string } {
  const before = readFileSync(join(ROOT, name), 'utf8');
  return { before, after: replaceRegion(before, region, content()) };
}
