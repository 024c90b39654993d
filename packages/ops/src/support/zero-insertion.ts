import { type Shape, type Tensor, allocate, makeTensor } from '@openbpu/tensor';
import { type WindowAttrs, imageDims } from './window';

/** A transposed convolution: the window is that of the convolution it turns round. */
export interface TransposedWindow extends WindowAttrs {
  /** Rows and columns added below and to the right. */
  readonly output_padding: readonly [number, number];
}

/**
 * Output height and width: `stride·(in − 1) + dilation·(kernel − 1) + 1 + output_padding − pads`.
 * Throws RangeError when nothing is left, or when `output_padding` is not below the stride or the dilation.
 */
export function transposedOutput(
  height: number,
  width: number,
  { kernel, strides, dilations, pads, output_padding }: TransposedWindow,
): [number, number] {
  const out = ([height, width] as const).map((size, i) => {
    if (output_padding[i] >= Math.max(strides[i], dilations[i]))
      throw new RangeError(`output_padding ${output_padding.join(',')} is not smaller than the stride or the dilation`);
    const length =
      strides[i] * (size - 1) + dilations[i] * (kernel[i] - 1) + 1 + output_padding[i] - pads[i] - pads[i + 2];
    if (length < 1) throw new RangeError(`pads ${pads.join(',')} leave nothing of an output from ${height}x${width}`);
    return length;
  });
  return [out[0], out[1]];
}

/** `x` with `stride − 1` zeros between neighbouring rows and columns. */
export function insertZeros<D extends 'float32' | 'int8' | 'int16'>(
  x: Tensor<D>,
  strides: readonly [number, number],
): Tensor<D> {
  const [n, c, h, w] = imageDims({ ...x, layout: 'none' }, 'the input');
  const oh = h === 0 ? 0 : (h - 1) * strides[0] + 1;
  const ow = w === 0 ? 0 : (w - 1) * strides[1] + 1;
  const data = allocate(x.dtype, n * c * oh * ow);
  for (let plane = 0; plane < n * c; plane++) {
    for (let y = 0; y < h; y++) {
      for (let column = 0; column < w; column++)
        data[(plane * oh + y * strides[0]) * ow + column * strides[1]] = x.data[(plane * h + y) * w + column];
    }
  }
  return makeTensor(x.dtype, [n, c, oh, ow], data);
}

/**
 * The plain window that, over the zero-inserted input, does what the transposed one does. Its pads may be negative:
 * they crop.
 */
export function plainWindow({ kernel, dilations, pads, output_padding }: TransposedWindow): WindowAttrs {
  const reach = [dilations[0] * (kernel[0] - 1), dilations[1] * (kernel[1] - 1)];
  return {
    kernel,
    strides: [1, 1],
    dilations,
    pads: [
      reach[0] - pads[0],
      reach[1] - pads[1],
      reach[0] - pads[2] + output_padding[0],
      reach[1] - pads[3] + output_padding[1],
    ],
  };
}

/**
 * The weights of a transposed convolution [cin, cout/group, kh, kw] as those of the plain one: [cout, cin/group, kh,
 * kw], both kernel axes flipped.
 */
export function flipWeights(weights: Tensor<'float32'>, group: number): Tensor<'float32'> {
  const [cin, perGroup, kh, kw] = imageDims({ ...weights, layout: 'none' }, 'the weight');
  const cinPerGroup = cin / group;
  const shape: Shape = [perGroup * group, cinPerGroup, kh, kw];
  const taps = kh * kw;
  const data = new Float32Array(weights.data.length);
  for (let o = 0; o < shape[0]; o++) {
    const g = Math.floor(o / perGroup);
    for (let k = 0; k < cinPerGroup; k++) {
      const from = ((g * cinPerGroup + k) * perGroup + (o % perGroup)) * taps;
      const to = (o * cinPerGroup + k) * taps;
      for (let tap = 0; tap < taps; tap++) data[to + tap] = weights.data[from + taps - 1 - tap];
    }
  }
  return makeTensor('float32', shape, data);
}
