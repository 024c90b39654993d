import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, extname, resolve } from 'node:path';
import type { Recipe } from '@openbpu/config';
import { CustomOps, type LoadedModule, ModuleError, classSkeletonOf, loadModule, skeletonOf } from '@openbpu/custom-op';
import { fail } from '@openbpu/diagnostics';
import { PIPELINE } from '../catalogue';

/** An operator to begin with, where nothing says which one is meant. */
const ANY = { domain: 'com.example', type: 'MyOp' };

/** The modules that a recipe names, from the folder its relative paths start at. */
export function modulesOf({ customOp }: Pick<Recipe, 'customOp'>, baseFolder: string): readonly string[] {
  if (customOp?.method === undefined) return [];
  return customOp.registerFiles.map((file) => resolve(baseFolder, customOp.dir ?? '.', file));
}

/**
 * Runs modules and gives their operators; `files` are paths from the current folder, one named twice is one. Throws
 * DiagnosticError for one that is missing or gives no operator, and where two of them give the same.
 */
export async function loadCustomOps(files: readonly string[]): Promise<CustomOps> {
  const loaded: LoadedModule[] = [];
  for (const file of new Set(files.map((each) => resolve(each)))) loaded.push(await load(file));
  const ops = new CustomOps(loaded);
  const { doubles } = ops;
  if (doubles)
    fail(PIPELINE.twoModules({ op: doubles.name, modules: doubles.modules.map(shown) }, { name: doubles.name }));
  return ops;
}

async function load(file: string): Promise<LoadedModule> {
  try {
    return await loadModule(file, ownApi());
  } catch (error) {
    if (!(error instanceof ModuleError)) throw error;
    const at = { name: basename(file), file: shown(file) };
    if (error.fault === 'python') return fail(PIPELINE.pythonModule({ file: shown(file), ...portOf(file) }, at), error);
    return fail(PIPELINE.badModule({ file: shown(file), problem: error.problem, hint: hintFor(error) }, at), error);
  }
}

/** The package that modules import, as this program has it: for a module in a folder without it. */
function ownApi(): string {
  return createRequire(__filename).resolve('@openbpu/plugin-api');
}

/** What a Python file becomes: its first class and method where it has some, as the vendor's samples do. */
function portOf(file: string): { readonly instead: string; readonly skeleton: string } {
  const text = readText(file);
  const className = /^class\s+(\w+)/m.exec(text)?.[1];
  const compute = /^\s+def\s+(?!__)(\w+)\s*\(\s*self\b/m.exec(text)?.[1] ?? 'compute';
  const skeleton = className === undefined ? skeletonOf(ANY) : classSkeletonOf({ className, compute });
  return { instead: `${basename(file, extname(file))}.ts`, skeleton };
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8').slice(0, 2 ** 16);
  } catch {
    return '';
  }
}

function hintFor({ fault, problem }: ModuleError): string {
  if (fault === 'kind') return 'name a module in TypeScript or JavaScript';
  if (fault === 'empty') return `its default export is an operator:\n${skeletonOf(ANY)}`;
  const missing = /Cannot find (?:module|package) '([^']+)'/.exec(problem)?.[1];
  if (missing === undefined) return 'mend the module: node must be able to run it, or jiti where it is TypeScript';
  return missing.startsWith('.')
    ? `put "${missing}" beside the module`
    : `install it beside the module: npm install ${missing}`;
}

/** A path as it is told: without the folders above the current one. */
function shown(file: string): string {
  const here = `${resolve('.')}/`;
  return file.startsWith(here) ? file.slice(here.length) : file;
}
