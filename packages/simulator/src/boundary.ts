import { type ProgramTensor, regionOf } from '@openbpu/machine';
import { type Tensor, allocate, formatShape, makeTensor, sizeOf, stridesOf } from '@openbpu/tensor';
import { type AnyArray, type Memory, firstOf } from './memory';
import { planWalk } from './walk';

/** Carries whole tensors between the graph's order of elements (NCHW) and the machine's. */
export interface Boundary {
  /** Writes elements of the right type and number. */
  write(elements: AnyArray): void;
  read(): Tensor;
}

export function boundary(tensor: ProgramTensor, memory: Memory): Boundary {
  const { dtype, shape, layout, space } = tensor;
  const region = regionOf(tensor);
  const order = layout === 'NHWC' ? [0, 3, 1, 2] : region.shape.map((_, i) => i);
  const logical = { dtype, shape, strides: stridesOf(shape) };
  const physical = { dtype, shape, strides: order.map((dim) => region.strides[dim]) };
  const { count, steps, run } = planWalk([logical, physical], [0, firstOf(region)]);
  const [dl, dp] = steps;
  return {
    write(elements) {
      const inside = memory.array(space, dtype);
      run((at) => {
        for (let k = 0, l = at[0], p = at[1]; k < count; k++, l += dl, p += dp) inside[p] = elements[l];
      });
    },
    read() {
      const inside = memory.array(space, dtype);
      const elements = allocate(dtype, sizeOf(shape));
      run((at) => {
        for (let k = 0, l = at[0], p = at[1]; k < count; k++, l += dl, p += dp) elements[l] = inside[p];
      });
      return makeTensor(dtype, shape, elements);
    },
  };
}

/** `int8[1x3x8x8]`. */
export function formatTensor({ dtype, shape }: { readonly dtype: string; readonly shape: readonly number[] }): string {
  return `${dtype}[${formatShape(shape)}]`;
}
