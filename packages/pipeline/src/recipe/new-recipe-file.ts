import { existsSync, writeFileSync } from 'node:fs';
import { fail } from '@openbpu/diagnostics';
import { reasonOf } from '@openbpu/guard';
import { PIPELINE } from '../catalogue';

/** Throws a DiagnosticError where `file` is there already; `path` is as the user wrote it behind `flag`. */
export function expectNoRecipe(file: string, path: string, flag: string): void {
  if (existsSync(file)) fail(PIPELINE.recipeThere({ path, flag }));
}

/** Writes a recipe where there is nothing yet. Throws a DiagnosticError where the disk refuses. */
export function writeNewRecipe(file: string, path: string, text: string): void {
  try {
    writeFileSync(file, text, { flag: 'wx' });
  } catch (error) {
    fail(PIPELINE.cannotWrite({ path, reason: reasonOf(error, 'write') }), error);
  }
}
