import { hasDType, isFloat, makeTensor, normalizeAxis, sizeOf } from '@openbpu/tensor';
import { elementsOf } from './elements';
import type { Evaluator } from './evaluator';

/**
 * `(x − zero) · scale` with one scale, or one for each place along `axis`; in blocks, or other than to float32, it is
 * not evaluated.
 */
const dequantise: Evaluator = ([x, scale, zero], attributes) => {
  if (
    !x ||
    isFloat(x.dtype) ||
    !scale ||
    !hasDType(scale, 'float32') ||
    scale.shape.length > 1 ||
    attributes.int('block_size', 0) !== 0
  )
    return undefined;
  const count = scale.data.length;
  const axis = count === 1 ? 0 : normalizeAxis(attributes.int('axis', 1), x.shape.length);
  if (count !== 1 && count !== x.shape[axis])
    throw new RangeError(`${count} scales do not fit the ${x.shape[axis]} elements of axis ${axis}`);
  if (zero && zero.data.length !== count)
    throw new RangeError(`${zero.data.length} zero points do not fit ${count} scales`);
  const inner = sizeOf(x.shape.slice(axis + 1));
  const zeros = zero ? Array.from(elementsOf(zero), Number) : new Array<number>(count).fill(0);
  const at = (i: number) => (count === 1 ? 0 : Math.floor(i / inner) % count);
  return [
    makeTensor(
      'float32',
      x.shape,
      Float32Array.from(Array.from(elementsOf(x), Number), (value, i) => (value - zeros[at(i)]) * scale.data[at(i)]),
    ),
  ];
};

export const DEQUANTISATION: Readonly<Record<string, Evaluator>> = { DequantizeLinear: dequantise };
