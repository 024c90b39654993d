import type { DebugRequest } from '@openbpu/pipeline';
import type { EventPrinter } from './terminal';
import { customOps, parseCount } from './parse-values';

/** The words and flags that all commands of `hmct-debugger` have. */
export interface DebuggerWords {
  readonly modelOrFile: string;
  readonly data: string;
  readonly threads?: string | undefined;
  readonly customOps?: readonly string[] | undefined;
}

/** What `--help` says. */
export const THREADS = 'worker threads; default one a processor; changes no result';
export const SAVE_DIR = 'the folder for the files; the current one when absent';
export const METRIC_WORDS = 'cosine-similarity (default), mse, mre, sqnr, chebyshev';
export const LIST_NOTE = `
      Lists are written as in Python, \`['Conv_2','Conv_9']\`, with quotes around names or without. A shell takes quotes
      away and may look for files where it finds brackets: \`"['Conv_2','Conv_9']"\` is safe everywhere.`;

/** The model and the data of a command line. Throws DiagnosticError for a number of threads that is none. */
export function debugSource(words: DebuggerWords, signal: AbortSignal): DebugRequest {
  const { modelOrFile: model, data, threads, customOps: modules } = words;
  return {
    model,
    data,
    signal,
    ...(threads === undefined ? {} : { threads: parseCount(threads, '--threads') }),
    ...customOps(modules),
  };
}

/** The fields that have a value. */
export function whatIsGiven<T extends Readonly<Record<string, unknown>>>(
  fields: T,
): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const known = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(known) as { [K in keyof T]?: Exclude<T[K], undefined> };
}

/** What a command found: a document for `--json`, and what people see of it. */
export interface Findings {
  /** Lines as they are, without time and level. */
  readonly table: readonly string[];
  readonly files: readonly string[];
  readonly notes: readonly string[];
  toJSON(): unknown;
}

/** Of more files only the page is named, and where they lie. */
const FILES_TOLD = 12;

/** Prints what was found. */
export function showFindings({ table, files, notes }: Findings, printer: EventPrinter): void {
  for (const line of table) printer.line(line);
  for (const note of notes) printer.say('INFO', note);
  const pages = files.filter((file) => file.endsWith('.html'));
  const others = files.filter((file) => !file.endsWith('.html'));
  if (others.length > FILES_TOLD) printer.say('INFO', `wrote ${others.length} files beside the page`);
  else for (const file of others) printer.say('INFO', `wrote ${file}`);
  for (const page of pages) printer.say('INFO', `open ${page}`);
}
