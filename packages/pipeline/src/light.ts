/**
 * What a program needs before there is anything to do: help and mistakes on the command line load this and no more.
 * The functions that work are in the package's main entry, to be imported when they are called.
 */
export { type Budget, budgetTimes } from '@openbpu/guard';
export { EFFORTS, type Effort } from './effort';
export { JobEvents, type JobEvent } from './events';
export { isScoreList } from './run/first-scores';
