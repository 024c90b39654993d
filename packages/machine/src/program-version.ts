import type { Program } from './program';

/** Programs of one core: the same bytes as ever. */
const ONE_CORE = 2;
const SEVERAL_CORES = 3;

/** The newest version of the instruction set this machine runs; raised with every change older ones would misread. */
export const PROGRAM_VERSION = SEVERAL_CORES;

/** The oldest version that can say what a program says, so that what older machines can run they are given. */
export function versionOf({ cores }: Pick<Program, 'cores'>): number {
  return cores === undefined ? ONE_CORE : SEVERAL_CORES;
}

/** Whether this machine runs programs of a version. */
export function isKnownVersion(version: number): boolean {
  return version === ONE_CORE || version === SEVERAL_CORES;
}

/** Whether programs of a version say how many cores they are for. */
export function isOfSeveralCores(version: number): boolean {
  return version === SEVERAL_CORES;
}
