import { bytesPerElement, sizeOf } from '@openbpu/tensor';
import type { Instruction } from '../instruction/instruction';
import type { View } from '../region';
import { runsOf } from './runs-of';

/** Instructions of the vector queue. */
export type VectorInstruction = Extract<
  Instruction<View>,
  {
    readonly kind:
      'eltwise' | 'pool' | 'lut' | 'prelu' | 'requant' | 'resize' | 'softmax' | 'quantize' | 'move' | 'fill';
  }
>;

/**
 * Passes over the elements of y: one per window tap, four for bilinear, three for softmax (largest, sum, quotient), one
 * for the rest.
 */
function passes(i: VectorInstruction): number {
  if (i.kind === 'pool') return i.kernel[0] * i.kernel[1];
  if (i.kind === 'softmax') return 3;
  return i.kind === 'resize' && i.fn === 'linear' ? 4 : 1;
}

/**
 * `lanes` bytes of the widest of x and y per cycle and pass; a copy goes run by run, each taking at least one cycle.
 */
export function vectorCycles(i: VectorInstruction, lanes: number): number {
  if (i.kind === 'move' || i.kind === 'fill') {
    const { count, bytes } = i.kind === 'move' ? runsOf(i.x, i.y) : runsOf(i.y);
    return count * Math.ceil(bytes / lanes);
  }
  const x = i.kind === 'eltwise' ? i.a : i.x;
  const width = Math.max(bytesPerElement(x.dtype), bytesPerElement(i.y.dtype));
  return passes(i) * Math.ceil((sizeOf(i.y.shape) * width) / lanes);
}
