import { type Box, type LocatedView, subView } from '../box';
import type { View } from '../region';
import { dense, dtypes, firstOf } from './checks';
import { optionally } from './define-instruction';

/** An accumulator is requantised to int8 or int16, or kept as int32 where there is no multiplier. */
export function accumulated(y: View, bias: View, multiplier: View | undefined, channels: number): string | undefined {
  return firstOf(
    multiplier ? dtypes('y', y, 'int8', 'int16') : dtypes('y', y, 'int32'),
    dtypes('bias', bias, 'int32'),
    dense('bias', bias, [channels]),
    multiplier && dtypes('multiplier', multiplier, 'float32'),
    multiplier && dense('multiplier', multiplier, [channels]),
  );
}

/** Bias and multiplier of the channels of a box, its last dimension. */
export function channelsOf<V extends LocatedView>(
  { bias, multiplier }: { readonly bias: V; readonly multiplier?: V | undefined },
  box: Box,
): { readonly bias: V; readonly multiplier: V | undefined } {
  const part = (view: V) => subView(view, box.slice(-1));
  return { bias: part(bias), multiplier: optionally(multiplier, part) };
}
