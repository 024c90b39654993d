import type { QuantPolicy } from '@openbpu/core';
import { type AnyOp, isSameOp } from '@openbpu/ir';
import { HzPreprocess } from '@openbpu/ops';
import type { OperatorRow, OperatorTable } from './operator-table';
import { partsOfOp, rowOfOp } from './rows';

/**
 * How each op comes to the BPU, from what a march says of it: ops it takes are active, or passive where they only move
 * data; those it takes on request are manual. Ops without an integer form, of the CPU or folded away stand for nothing.
 * HzPreprocess is ours and stands in no list: active. So is what the machine carries out as one, where every step of it
 * could run in 16 bits.
 */
export function quantiseMap(operators: OperatorTable, ops: readonly AnyOp[]): QuantPolicy['quantise'] {
  const map: Record<string, 'active' | 'passive' | 'manual'> = {};
  for (const op of ops) {
    if (!op.integer) continue;
    const row = operators[rowOfOp(op.name)];
    const parts = partsOfOp(op.name);
    if (isSameOp(op, HzPreprocess)) map[op.name] = 'active';
    else if (parts) {
      if (parts.every((part) => isFine(operators[part]))) map[op.name] = 'active';
    } else if (row?.class !== 'bpu') continue;
    else if (row.defaultDevice === 'bpu') map[op.name] = op.onlyMoves ? 'passive' : 'active';
    else if (row.onRequest) map[op.name] = 'manual';
  }
  return map;
}

/** Whether the BPU takes an operator by itself, in int16 too. */
function isFine(row: OperatorRow | undefined): boolean {
  return row?.class === 'bpu' && row.defaultDevice === 'bpu' && row.dtypes?.includes('int16') === true;
}
