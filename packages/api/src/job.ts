import type { Diagnostic } from '@openbpu/diagnostics';
import { JobEvents } from '@openbpu/pipeline';
import type { Optional } from './option-types';
import type { OptionKinds, Read } from './read-options';

/** What all functions take that run for a while. */
export interface ToldOptions {
  /** Worker threads; one a processor if absent. Changes no result. */
  readonly threads?: Optional<number>;
  /** Ends the work; nothing is written then. */
  readonly signal?: Optional<AbortSignal>;
  /** Is told how far a stage is. */
  readonly on_progress?: Optional<(stage: string, done: number, total: number) => void>;
  /** Is told what the user should know. */
  readonly on_diagnostic?: Optional<(diagnostic: Diagnostic) => void>;
}

export const TOLD = {
  threads: 'count',
  signal: 'signal',
  on_progress: 'function',
  on_diagnostic: 'function',
} as const satisfies OptionKinds;

/** What a job says in the terminal, line by line. */
export type Log = (text: string) => void;

/** Runs a job, and tells its caller how far it is. */
export async function told<T>(
  { on_progress: onProgress, on_diagnostic: onDiagnostic }: Read<ToldOptions>,
  run: (events: JobEvents) => Promise<T>,
  log?: Log,
): Promise<T> {
  const events = new JobEvents();
  const listening = events.stream.subscribe((event) => {
    if (event.kind === 'progress') onProgress?.(event.stage, event.done, event.total);
    if (event.kind === 'diagnostic') onDiagnostic?.(event.diagnostic);
    if (event.kind === 'log') log?.(event.text);
  });
  try {
    return await run(events);
  } finally {
    listening.unsubscribe();
  }
}

/** One or many, as a list. */
export function many<T extends string>(given: T | readonly T[] | undefined): readonly T[] | undefined {
  return typeof given === 'string' ? [given] : given;
}

/** The fields that have a value. */
export function whatIsGiven<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const known = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(known) as { [K in keyof T]?: Exclude<T[K], undefined> };
}
