import type { QuantPolicy } from '@openbpu/core';
import { type AnyOp, isSameOp } from '@openbpu/ir';
import { HzPreprocess } from '@openbpu/ops';
import type { OperatorTable } from './operator-table';
import { partsOfOp, rowOfOp } from './rows';

/**
 * The ops whose activations may be int16, from what a march says of them: `listed` where its row names the type,
 * `unstated` where it leaves the question open. HzPreprocess is ours and stands in no list: unstated.
 */
export function int16Ops(operators: OperatorTable, ops: readonly AnyOp[]): QuantPolicy['int16'] {
  const map: Record<string, 'listed' | 'unstated'> = {};
  for (const op of ops) {
    if (!op.integer) continue;
    const [first, ...others] = (partsOfOp(op.name) ?? [rowOfOp(op.name)]).map((name) => operators[name]);
    const row = others.every((other) => other?.dtypes?.includes('int16')) ? first : undefined;
    if (isSameOp(op, HzPreprocess)) map[op.name] = 'unstated';
    else if (row?.class !== 'bpu') continue;
    else if (row.dtypes?.includes('int16')) map[op.name] = 'listed';
    else if (row.dtypes === undefined || row.int16 === 'unstated') map[op.name] = 'unstated';
  }
  return map;
}
