import { DiagnosticError, formatDiagnostic } from '@openbpu/diagnostics';

/**
 * Runs a command-line program to its end: an expected error becomes its text and exit code 1, anything else is a bug
 * and stays one.
 */
export async function runProgram(
  main: (args: readonly string[]) => Promise<void>,
  words: readonly string[],
): Promise<void> {
  try {
    await main(words);
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    for (const diagnostic of error.diagnostics) console.error(formatDiagnostic(diagnostic));
    process.exitCode = 1;
  }
}
