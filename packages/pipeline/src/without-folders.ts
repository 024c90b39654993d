import { sep } from 'node:path';
import type { Diagnostic } from '@openbpu/diagnostics';

/**
 * Diagnostics for a record: paths inside the given folders are told from there on, so that records of two machines are
 * equal.
 */
export function withoutFolders(diagnostics: readonly Diagnostic[], folders: readonly string[]): Diagnostic[] {
  const prefixes = [...new Set(folders)]
    .sort((a, b) => b.length - a.length)
    .map((folder) => (folder.endsWith(sep) ? folder : folder + sep));
  const told = (value: unknown): unknown => {
    if (typeof value === 'string') return prefixes.reduce((text, prefix) => text.replaceAll(prefix, ''), value);
    if (Array.isArray(value)) return value.map(told);
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, told(inner)]));
    return value;
  };
  return diagnostics.map((diagnostic) => told(diagnostic) as Diagnostic);
}
