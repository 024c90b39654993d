import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CatalogueEntry, type Diagnostic, catalogueEntries } from '@openbpu/diagnostics';
import { ROOT, type WorkspacePackage, loadPackage, workspacePackages } from './workspace';

/** What can be said of a code to somebody who met it. */
export interface Explanation extends CatalogueEntry {
  /** The package that says it, as a folder. */
  readonly folder: string;
  /** A message of this code, with facts as they come up; absent where none is known. */
  readonly message?: string;
  /** What to do in that case. */
  readonly hint?: string;
}

/** Facts that once made a diagnostic of each code: `tools/docs/examples.json`. */
type Examples = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

const EXAMPLES = 'tools/docs/examples.json';

/** Every code that can be reported, by package. Throws when two packages use one code. */
export function explanations(): readonly (readonly Explanation[])[] {
  const examples = JSON.parse(readFileSync(join(ROOT, EXAMPLES), 'utf8')) as Examples;
  const found = workspacePackages()
    .map((each) => ofPackage(each, examples))
    .filter((each) => each.length > 0)
    .sort((a, b) => (a[0].code < b[0].code ? -1 : 1));
  const owners = new Map<string, string>();
  for (const { code, folder } of found.flat()) {
    const other = owners.get(code);
    if (other !== undefined) throw new Error(`${code} stands in ${other} and in ${folder}`);
    owners.set(code, folder);
  }
  return found;
}

/** The codes of a package that has a catalogue, in order. Throws when its index does not show it. */
function ofPackage({ name, folder }: WorkspacePackage, examples: Examples): readonly Explanation[] {
  if (!existsSync(join(ROOT, folder, 'src/catalogue.ts')) || name === '@openbpu/diagnostics') return [];
  const catalogues = Object.values(loadPackage(name)).filter((each) => typeof each === 'object' && each !== null);
  const found = catalogues.flatMap((catalogue) =>
    catalogueEntries(catalogue as object).map((entry) => ({
      ...entry,
      folder,
      ...example(catalogue as Calls, entry, examples[entry.code]),
    })),
  );
  if (found.length === 0) throw new Error(`${name} has a catalogue that its index does not export`);
  return found.sort((a, b) => (a.code < b.code ? -1 : 1));
}

type Calls = Readonly<Record<string, (facts: object) => Diagnostic>>;

function example(
  calls: Calls,
  { key }: CatalogueEntry,
  facts: Readonly<Record<string, unknown>> | undefined,
): Pick<Explanation, 'message' | 'hint'> {
  if (!facts) return {};
  const { message, hint } = calls[key](facts);
  return { message, ...(hint === undefined ? {} : { hint }) };
}
