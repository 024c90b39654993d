import { fail } from '@openbpu/diagnostics';
import { CLI } from './catalogue';

/** A whole number that a program of the board takes: what `--help` and a refusal say of it is one. */
export interface BoardNumber {
  /** As on the board. */
  readonly flag: string;
  readonly least: number;
  readonly most: number;
  /** What is taken where it is not given. */
  readonly otherwise: number;
  /** What `--help` says. */
  readonly help: string;
  /** Whether more is not for the command line to refuse. */
  readonly open?: true;
}

/** The most that an int holds, as the flags of the board are. */
const LARGEST = 2 ** 31 - 1;

export const CORE_ID: BoardNumber = {
  flag: '--core_id',
  least: 0,
  most: 2,
  otherwise: 0,
  help: 'a core of the BPU: 0 any that is free (default), 1 the first, 2 the second',
  open: true,
};

export const THREAD_NUM: BoardNumber = {
  flag: '--thread_num',
  least: 1,
  most: 8,
  otherwise: 1,
  help: 'threads, 1 to 8; more counts as 8; default 1',
  open: true,
};

export const PERF_TIME: BoardNumber = {
  flag: '--perf_time',
  least: 0,
  most: LARGEST,
  otherwise: 0,
  help: `minutes of the model's time to run, 0 to ${LARGEST}, in place of a number of frames; default 0: by frames`,
};

export const DUMP_PRECISION: BoardNumber = {
  flag: '--dump_precision',
  least: 0,
  most: 100,
  otherwise: 9,
  help: 'decimals of real numbers in text, 0 to 100; default 9',
};

export const DUMP_TXT_AXIS: BoardNumber = {
  flag: '--dump_txt_axis',
  least: -1,
  most: 31,
  otherwise: -1,
  help: 'the dimension that ends a line of text, -1 to 31; default -1: a number a line',
};

export const DUMP_INTERMEDIATE: BoardNumber = {
  flag: '--dump_intermediate',
  least: 0,
  most: 3,
  otherwise: 0,
  help: 'write what every step gives: 0 nothing (default), 1 bin, 2 bin and txt, 3 bin and txt without padding',
};

/** How many frames; what `what` tells of them stands before their number. */
export function frameCount(otherwise: number, what: string): BoardNumber {
  return {
    flag: '--frame_count',
    least: 1,
    most: LARGEST,
    otherwise,
    help: `${what}, 1 to ${LARGEST}; default ${otherwise}`,
  };
}

/** The number that is written; throws DiagnosticError for what is none of those it may be. */
export function readNumber(text: string | undefined, number: BoardNumber): number {
  const { flag, least, most, otherwise, open } = number;
  if (text === undefined) return otherwise;
  const value = Number(text);
  if (!/^[-+]?\d+$/.test(text) || value < least || (value > most && !open))
    fail(CLI.notWhole({ flag, given: text, least, most, otherwise }, { name: flag }));
  return Math.min(value, Number.MAX_SAFE_INTEGER);
}
