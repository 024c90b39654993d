import { type Diagnostic, DiagnosticError } from '@openbpu/diagnostics';
import { JobEvents } from '@openbpu/pipeline/light';
import { CLI } from './catalogue';
import { onInterrupt } from './on-interrupt';
import { EventPrinter, type Terminal } from './terminal';

/** The codes of what is wrong in a recipe. */
const RECIPE_CODE = /^CFG/;
/** The codes of lines that the guide prints by themselves, which scripts look for. */
const GUIDE_CODE = /^BRD0(04|15)$/;

/**
 * Runs a job under a printer: gives the exit code that its result has, 1 with the diagnostics printed when the user can
 * mend it. Anything else that is thrown is a bug and says so; its stack is shown when OPENBPU_DEBUG is set. A signal
 * that ends the process aborts the job first and says so like an error.
 */
export async function runCommand<T>(
  name: string,
  logFile: string | undefined,
  terminal: Terminal,
  run: (events: JobEvents, signal: AbortSignal) => Promise<T>,
  show: (result: T, printer: EventPrinter) => void,
  exitCode: (result: T) => number = () => 0,
): Promise<number> {
  const events = new JobEvents();
  const printer = new EventPrinter(terminal, logFile);
  const subscription = events.stream.subscribe(printer.next);
  const abort = new AbortController();
  const tellFailure = (diagnostics: readonly Diagnostic[]) => {
    if (diagnostics.some(({ code }) => RECIPE_CODE.test(code)))
      printer.say('ERROR', 'yaml file parse failed. Please double check your input');
    printer.say('ERROR', `exception in command: ${name}`);
    for (const { code, message } of diagnostics) if (GUIDE_CODE.test(code)) printer.say('ERROR', message);
    if (terminal.json) terminal.stdout.write(`${JSON.stringify({ error: diagnostics })}\n`);
  };
  const stopListening = onInterrupt((signal) => {
    abort.abort();
    const stopped = CLI.stopped({ command: name, signal });
    printer.diagnostic(stopped);
    tellFailure([stopped]);
  });
  try {
    const result = await run(events, abort.signal);
    printer.endBar();
    if (terminal.json) terminal.stdout.write(`${JSON.stringify(result)}\n`);
    else show(result, printer);
    return exitCode(result);
  } catch (error) {
    printer.endBar();
    if (error instanceof DiagnosticError) for (const diagnostic of error.diagnostics) printer.diagnostic(diagnostic);
    else printer.say('ERROR', bugMessage(error));
    tellFailure(
      error instanceof DiagnosticError
        ? error.diagnostics
        : [{ code: 'CLI000', severity: 'error', message: bugMessage(error), facts: {} }],
    );
    return 1;
  } finally {
    stopListening();
    subscription.unsubscribe();
  }
}

function bugMessage(error: unknown): string {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  return (
    'This is a bug in OpenBPU, please report it: ' +
    `${process.env.OPENBPU_DEBUG ? (stack ?? message) : `${message} (OPENBPU_DEBUG=1 shows where)`}`
  );
}
