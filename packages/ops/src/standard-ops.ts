import { type AnyOp, OpSet } from '@openbpu/ir';
import * as all from './all';

/** Every operator of this package, as a fresh set. */
export function standardOps(): OpSet {
  return new OpSet(Object.values<AnyOp>(all));
}
