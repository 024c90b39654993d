import { fail } from '@openbpu/diagnostics';
import { BOARD } from '../catalogue';
import type { Rows } from '../perf/rows';
import type { RowTime } from '../perf/predict';

/** The part of the rows of a model that its work follows from. */
export interface RowsWork extends Pick<Rows, 'inferenceUs' | 'latencyUs'> {
  readonly rows: readonly RowTime[];
}

/** What a thread does in one frame, by what it needs for it. Times are whole nanoseconds. */
export interface FrameWork {
  /** In order; those that take no time are left out. */
  readonly pieces: readonly Piece[];
  /** By row. */
  readonly rowNs: readonly number[];
  /** The constant of an inference, on the CPU before the first row. */
  readonly inferenceNs: number;
  /** All of it, one piece behind the other. */
  readonly totalNs: number;
}

/** What runs to its end once it has begun: a node on the CPU, or a function-call on the BPU. */
export interface Piece {
  /** The row it is of, or -1 for the constant of an inference. */
  readonly row: number;
  readonly on: 'BPU' | 'CPU';
  /** Of what it is on. */
  readonly cores: number;
  readonly ns: number;
}

/** More than a month; what is longer is no prediction. */
const LONGEST_NS = 2 ** 51;

/**
 * The rows of a model as work, in whole nanoseconds: each row ends at the nanosecond nearest to where the clock has it
 * end, so that they add up to the whole to the nanosecond. Throws DiagnosticError (BRD) for a model whose inference
 * takes months.
 */
export function frameWork({ rows, latencyUs }: Pick<RowsWork, 'rows' | 'latencyUs'>): FrameWork {
  if (!isCountable({ latencyUs })) fail(BOARD.endless({ days: Math.floor(latencyUs / 86_400e6) }));
  const totalNs = Math.max(1, Math.round(latencyUs * 1000));
  const pieces: Piece[] = [];
  let us = 0;
  let end = 0;
  /** How long something takes that the clock gives `more` microseconds. */
  const tick = (more: number) => {
    us += more;
    const start = end;
    end = Math.min(totalNs, Math.round(us * 1000));
    return end - start;
  };
  const rowNs = rows.map(({ on, cores, latencyUs: rowUs, callsUs }, row) => {
    const before = us;
    const own = (callsUs.length > 0 ? callsUs.slice(0, -1) : []).map(tick);
    own.push(tick(rowUs - (us - before)));
    for (const ns of own) if (ns > 0) pieces.push({ row, on, cores: Math.max(1, cores), ns });
    return own.reduce((sum, ns) => sum + ns, 0);
  });
  const inferenceNs = totalNs - end;
  if (inferenceNs > 0) pieces.unshift({ row: -1, on: 'CPU', cores: 1, ns: inferenceNs });
  return { pieces, rowNs, inferenceNs, totalNs };
}

/** Whether an inference takes so little that a run can count its nanoseconds. */
export function isCountable({ latencyUs }: Pick<RowsWork, 'latencyUs'>): boolean {
  return latencyUs * 1000 < LONGEST_NS;
}
