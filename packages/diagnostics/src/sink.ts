import { type Diagnostic, formatDiagnostic } from './diagnostic';

/** Where warnings and notes flow while the work goes on. */
export interface Sink {
  report(diagnostic: Diagnostic): void;
}

/** Keeps what it hears, in order. */
export class CollectingSink implements Sink {
  readonly diagnostics: Diagnostic[] = [];

  report(diagnostic: Diagnostic): void {
    this.diagnostics.push(diagnostic);
  }
}

/**
 * The one type an expected failure is thrown as: the work cannot go on, and these diagnostics say why.
 * Anything else that is thrown is a bug.
 */
export class DiagnosticError extends Error {
  constructor(
    readonly diagnostics: readonly Diagnostic[],
    options?: ErrorOptions,
  ) {
    super(diagnostics.map(formatDiagnostic).join('\n'), options);
    this.name = 'DiagnosticError';
  }
}

/** Stops the work with one diagnostic. */
export function fail(diagnostic: Diagnostic, cause?: unknown): never {
  throw new DiagnosticError([diagnostic], cause === undefined ? undefined : { cause });
}
