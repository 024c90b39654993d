import type { Writable } from 'node:stream';
import { formatDiagnostic } from '@openbpu/diagnostics';
import { CLI } from './catalogue';
import { logLine } from './log-file';

/** A stream that hears of its own trouble, such as those of the process. */
type Output = Pick<Writable, 'on' | 'write'>;

/**
 * A reader that goes away (`hb_mapper … | head`) is no reason to stop; what is then printed is lost without a word. Any
 * other trouble with `stdout` is told on `stderr`, and `lost` is called.
 */
export function guardOutput(stdout: Output, stderr: Output, lost: () => void): void {
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    lost();
    const reason = error.code === 'ENOSPC' ? 'the disk is full' : error.message;
    stderr.write(`${logLine('ERROR', formatDiagnostic(CLI.outputLost({ reason })))}\n`);
  });
  stderr.on('error', () => {});
}
