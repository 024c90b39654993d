import type { Writable } from 'node:stream';
import { type Diagnostic, formatDiagnostic } from '@openbpu/diagnostics';
import type { JobEvent } from '@openbpu/pipeline/light';
import { Presets, SingleBar } from 'cli-progress';
import { LogFile, logLine } from './log-file';

/**
 * Where a command prints: people read stdout; with `--json` stdout is one document and everything else goes to stderr.
 */
export interface Terminal {
  readonly stdout: Writable;
  readonly stderr: Writable;
  readonly json: boolean;
}

/** Stages worth a bar take longer than a second. */
const BAR_FORMAT = '{stage} [{bar}] {value}/{total}  {eta_formatted} left';

/**
 * Shows the events of a job: log lines with time on the screen and in the log file, a bar with the time left for stages
 * that count, nothing moving where the screen is no terminal.
 */
export class EventPrinter {
  private readonly log?: LogFile;
  private bar?: { readonly stage: string; readonly bar: SingleBar };

  constructor(
    private readonly terminal: Terminal,
    logFile?: string,
  ) {
    this.log = logFile === undefined ? undefined : new LogFile(logFile);
  }

  readonly next = (event: JobEvent): void => {
    if (event.kind === 'progress') this.progress(event);
    if (event.kind === 'stage') this.endBar();
    if (event.kind === 'stage' && event.state === 'ended')
      this.log?.write('INFO', `${event.name}: ${event.seconds?.toFixed(3)} s${event.reused ? ', reused' : ''}`);
    if (event.kind === 'log') this.say('INFO', event.text);
    if (event.kind === 'diagnostic') this.diagnostic(event.diagnostic);
  };

  diagnostic(diagnostic: Diagnostic): void {
    this.say(
      diagnostic.severity === 'error' ? 'ERROR' : diagnostic.severity === 'warning' ? 'WARNING' : 'INFO',
      formatDiagnostic(diagnostic),
    );
  }

  /**
   * One line or several of the log. Names come from foreign files: characters that would steer a terminal are shown as
   * `?`.
   */
  say(level: 'INFO' | 'WARNING' | 'ERROR', given: string): void {
    const text = given.replaceAll(/[^\P{Cc}\n]/gu, '?');
    this.endBar();
    const line = this.log?.write(level, text) ?? `${logLine(level, text)}\n`;
    const stream = this.terminal.json || level !== 'INFO' ? this.terminal.stderr : this.terminal.stdout;
    stream.write(line);
  }

  /** One line as it is, without time and level: what scripts read. */
  line(given: string): void {
    const text = given.replaceAll(/\p{Cc}/gu, '?');
    this.endBar();
    this.log?.write('INFO', text);
    this.terminal.stdout.write(`${text}\n`);
  }

  endBar(): void {
    this.bar?.bar.stop();
    this.bar = undefined;
  }

  private progress({ stage, done, total }: Extract<JobEvent, { kind: 'progress' }>): void {
    const { stderr } = this.terminal;
    if (!('isTTY' in stderr && stderr.isTTY)) return;
    if (this.bar?.stage !== stage) this.endBar();
    const { bar } = (this.bar ??= { stage, bar: startBar(stderr, stage, total) });
    bar.setTotal(total);
    bar.update(done);
  }
}

function startBar(stream: Writable, stage: string, total: number): SingleBar {
  const bar = new SingleBar(
    { format: BAR_FORMAT, clearOnComplete: true, hideCursor: true, stream },
    Presets.shades_classic,
  );
  bar.start(total, 0, { stage });
  return bar;
}
