import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type CatalogueEntry, catalogueEntries } from '@openbpu/diagnostics';
import { code, page, table } from '../markdown';
import { ROOT, type WorkspacePackage, loadPackage, workspacePackages } from '../workspace';

/** Every code that can be reported, package by package. Throws when two packages use one code. */
export function diagnosticsPage(): string {
  const catalogues = workspacePackages()
    .flatMap((each) => {
      const entries = entriesOf(each);
      return entries.length > 0 ? [{ each, entries }] : [];
    })
    .sort((a, b) => (a.entries[0].code < b.entries[0].code ? -1 : 1));
  const owners = new Map<string, string>();
  for (const { each, entries } of catalogues) {
    for (const entry of entries) {
      const other = owners.get(entry.code);
      if (other !== undefined) throw new Error(`${entry.code} stands in ${other} and in ${each.name}`);
      owners.set(entry.code, each.name);
    }
  }
  return page('Diagnostics', 'the catalogue of each package, `src/catalogue.ts`', [
    `${owners.size} codes. An error ends the command with exit code 1 and leaves no half-written file.`,
    ...catalogues.flatMap(({ each, entries }) => [
      `## ${entries[0].code.slice(0, 3)}: ${each.folder}`,
      table(
        ['Code', 'Severity', 'When', 'Name'],
        [...entries]
          .sort((a, b) => (a.code < b.code ? -1 : 1))
          .map(({ code: id, severity, when, key }) => [code(id), severity, sentence(when), code(key)]),
      ),
    ]),
  ]);
}

/** The events of a package that has a catalogue. Throws when its index does not show it. */
function entriesOf({ name, folder }: WorkspacePackage): readonly CatalogueEntry[] {
  if (!existsSync(join(ROOT, folder, 'src/catalogue.ts')) || name === '@openbpu/diagnostics') return [];
  const found = Object.values(loadPackage(name))
    .filter((each) => typeof each === 'object' && each !== null)
    .flatMap((each) => catalogueEntries(each as object));
  if (found.length === 0) throw new Error(`${name} has a catalogue that its index does not export`);
  return found;
}

function sentence(text: string): string {
  return `${text[0].toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;
}
