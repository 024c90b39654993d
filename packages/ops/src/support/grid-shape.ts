import { type Shape, type TensorType, formatShape } from '@openbpu/tensor';
import { LARGEST_SIDE } from './grid-places';
import { imageDims } from './window';

/** The shape [n, c, oh, ow] of x [n, c, h, w] sampled by a grid [n, oh, ow, 2]. Throws with a sentence. */
export function sampledShape(x: TensorType | undefined, grid: TensorType | undefined): Shape {
  const [n, c, h, w] = imageDims(x, 'the input');
  if (grid?.shape.length !== 4 || grid.shape[0] !== n || grid.shape[3] !== 2)
    throw new TypeError(`a grid is [${n}, rows, columns, 2], not ${grid ? formatShape(grid.shape) : 'absent'}`);
  if (h === 0 || w === 0 || h > LARGEST_SIDE || w > LARGEST_SIDE)
    throw new RangeError(`height and width of what is sampled are 1 to ${LARGEST_SIDE}, not ${h} and ${w}`);
  return [n, c, grid.shape[1], grid.shape[2]];
}
