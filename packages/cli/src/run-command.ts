import { DiagnosticError } from '@openbpu/diagnostics';
import { JobEvents } from '@openbpu/pipeline';
import { EventPrinter, type Terminal } from './terminal';

/**
 * Runs a job under a printer: gives the exit code, 1 with the diagnostics printed when the user can mend it. Anything
 * else that is thrown is a bug and says so; its stack is shown when OPENBPU_DEBUG is set.
 */
export async function runCommand<T>(name: string, logFile: string | undefined, terminal: Terminal, run: (events: JobEvents) => Promise<T>, show: (result: T, printer: EventPrinter) => void): Promise<number> {
  const events = new JobEvents();
  const printer = new EventPrinter(terminal, logFile);
  const subscription = events.stream.subscribe(printer.next);
  try {
    const result = await run(events);
    printer.endBar();
    if (terminal.json) terminal.stdout.write(`${JSON.stringify(result)}\n`);
    else show(result, printer);
    return 0;
  } catch (error) {
    printer.endBar();
    if (error instanceof DiagnosticError) for (const diagnostic of error.diagnostics) printer.diagnostic(diagnostic);
    else printer.say('ERROR', bugMessage(error));
    printer.say('ERROR', `exception in command: ${name}`);
    if (terminal.json) terminal.stdout.write(`${JSON.stringify({ error: error instanceof DiagnosticError ? error.diagnostics : [{ code: 'CLI000', severity: 'error', message: bugMessage(error) }] })}\n`);
    return 1;
  } finally {
    subscription.unsubscribe();
  }
}

function bugMessage(error: unknown): string {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  return `This is a bug in OpenBPU, please report it: ${process.env.OPENBPU_DEBUG ? (stack ?? message) : `${message} (OPENBPU_DEBUG=1 shows where)`}`;
}
