import type { Diagnostic } from '@openbpu/diagnostics';
import type { DebugRequest } from '@openbpu/pipeline';
import type { JobEvents } from '@openbpu/pipeline/light';
import { Command, Option } from 'clipanion';
import { THREADS, debugSource, showFindings } from '../debugger-source';
import { CUSTOM_OP } from '../parse-values';
import { runCommand } from '../run-command';

/** What a command found: what it prints, and for `--json` everything, in the order of `json`. */
export interface DebugResult {
  readonly json: object;
  readonly files: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
  /** Lines as they are, without time and level. */
  readonly table?: readonly string[];
  readonly notes?: readonly string[];
}

/**
 * A command of `hmct-debugger` on a calibrated model and its samples. It adds flags of its own, which `Own` is made of;
 * `--help` tells them before those that all commands have.
 */
export abstract class DebugCommand<Own extends object> extends Command {
  modelOrFile = Option.String({ name: 'MODEL_OR_FILE', required: true });
  data = Option.String({ name: 'CALIBRATION_DATA', required: true });
  declare readonly threads: string | undefined;
  declare readonly customOps: readonly string[] | undefined;
  declare readonly json: boolean;

  // Options are told in the order of a for-in loop: those of the prototype behind those of the commands.
  static {
    Object.assign(this.prototype, {
      threads: Option.String('--threads', { description: THREADS }),
      customOps: Option.Array('--custom-op', { description: CUSTOM_OP }),
      json: Option.Boolean('--json', false, { description: 'print one JSON document' }),
    });
  }

  /** What the flags of the command ask for. Throws DiagnosticError for values that are none. */
  protected abstract asked(): Own;

  /** Finds it, and writes the files. Throws DiagnosticError for what cannot be analysed. */
  protected abstract find(request: DebugRequest & Own, events: JobEvents): Promise<DebugResult>;

  /** What the command line asks for. Throws DiagnosticError for values that are none. */
  request(signal: AbortSignal): DebugRequest & Own {
    return { ...debugSource(this, signal), ...this.asked() };
  }

  override async execute(): Promise<number> {
    const { stdout, stderr } = this.context;
    return runCommand(
      this.path.join(' '),
      undefined,
      { stdout, stderr, json: this.json },
      async (events, signal) => {
        const { json, files, diagnostics, table = [], notes = [] } = await this.find(this.request(signal), events);
        return { table, notes, files, toJSON: () => ({ ...json, files, diagnostics }) };
      },
      showFindings,
    );
  }
}
