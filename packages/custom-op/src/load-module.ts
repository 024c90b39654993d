import { createRequire } from 'node:module';
import { basename, extname, resolve } from 'node:path';
import type { ModuleIdentity } from './bound-op';
import { type AnyCustomOp, isCustomOp } from './custom-op';
import { thrownBy } from './custom-op-error';
import { hashOf } from './module-hash';

/** Where a module lies, and what it must be. */
export interface ModuleRef {
  /** Absolute. */
  readonly file: string;
  /** SHA-256, in hexadecimal. */
  readonly sha256: string;
  /** Where `@openbpu/plugin-api` is, for a module that does not find it beside itself. */
  readonly api?: string;
}

/** A module that has been run, and what it exports. */
export interface LoadedModule extends ModuleIdentity, ModuleRef {
  /** Its name without ending: what a PyOp calls it. */
  readonly stem: string;
  /** The operators of its default export; none where it has classes of PyOps alone. */
  readonly ops: readonly AnyCustomOp[];
  readonly exports: Readonly<Record<string, unknown>>;
}

/** Why a file gives no operator. */
export type ModuleFault = 'python' | 'kind' | 'throws' | 'empty';

/** Thrown where a module cannot be taken. */
export class ModuleError extends Error {
  constructor(
    readonly fault: ModuleFault,
    /** One sentence without its subject, which is the file. */
    readonly problem: string,
    cause?: unknown,
  ) {
    super(problem, { cause });
  }
}

const API = '@openbpu/plugin-api';

/** What Node adds where it imports CommonJS. */
const OF_IMPORTS: ReadonlySet<string> = new Set(['default', 'module.exports', '__esModule']);

const SCRIPTS = /^\.[cm]?[jt]s$/;

/**
 * Runs the module of a file, JavaScript or TypeScript, ESM or CommonJS. `api` as in `ModuleRef`. Throws DiagnosticError
 * where the file cannot be read, ModuleError for one that gives no operator.
 */
export async function loadModule(path: string, api?: string): Promise<LoadedModule> {
  const file = resolve(path);
  const module = basename(file);
  const ending = extname(file);
  if (ending.toLowerCase() === '.py') throw new ModuleError('python', 'is a Python file');
  if (!SCRIPTS.test(ending))
    throw new ModuleError('kind', `ends in "${ending}" and not in .ts, .mts, .cts, .js, .mjs or .cjs`);
  const sha256 = await hashOf(file);
  const exports = await run(file, api);
  const ops = operatorsOf(exports);
  return { file, module, stem: basename(module, extname(module)), sha256, ops, exports, ...(api ? { api } : {}) };
}

/** The operators of the default export. Throws ModuleError where there are neither these nor classes of PyOps. */
function operatorsOf(exports: Readonly<Record<string, unknown>>): readonly AnyCustomOp[] {
  const { default: given, ...others } = exports;
  const listed: readonly unknown[] = given === undefined ? [] : Array.isArray(given) ? given : [given];
  const ops = listed.filter(isCustomOp);
  if (ops.length < listed.length)
    throw new ModuleError('empty', 'has a default export that defineCustomOp of @openbpu/plugin-api did not make');
  const misplaced = Object.entries(others).find(([, value]) => isCustomOp(value));
  if (ops.length === 0 && misplaced)
    throw new ModuleError('empty', `exports an operator as "${misplaced[0]}", not as its default export`);
  if (ops.length === 0 && !Object.values(others).some(isClass)) throw new ModuleError('empty', 'has no default export');
  return ops;
}

/** What the module exports; of CommonJS, the properties of `module.exports` where it is no operator itself. */
async function run(file: string, api?: string): Promise<Readonly<Record<string, unknown>>> {
  const { createJiti } = await import('jiti');
  let found: Readonly<Record<string, unknown>>;
  try {
    const alias = api && !finds(file, API) ? { alias: { [API]: api } } : {};
    const jiti = createJiti(file, { fsCache: false, moduleCache: false, interopDefault: false, ...alias });
    const exported = await jiti.import<Readonly<Record<string, unknown>>>(file);
    found = isCustomOp(exported) ? { default: exported } : { ...exported };
  } catch (error) {
    throw new ModuleError('throws', `cannot be loaded: ${thrownBy(error, file)}`, error);
  }
  const { default: given } = found;
  if (!isPlainObject(given) || isCustomOp(given) || !Object.values(given).some(isClass)) return found;
  const isExports = Object.entries(found).every(([name, value]) => OF_IMPORTS.has(name) || given[name] === value);
  return isExports ? { ...given } : found;
}

function finds(file: string, name: string): boolean {
  try {
    createRequire(file).resolve(name);
    return true;
  } catch {
    return false;
  }
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isClass(value: unknown): boolean {
  return typeof value === 'function' || (typeof value === 'object' && value !== null);
}
