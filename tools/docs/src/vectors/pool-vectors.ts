import { exact, nearestFloat32, over } from './exact';
import { requantised } from './law';
import { checkerboard, fill, strides } from './patterns';
import { type Slide, slidOver, slide, taps } from './planes';
import { type Vector, type VectorFile, scalar, tensor, vector } from './vector';

type Plane = readonly [number, number];

const windowAttributes = ({ kernel, strides: steps, dilations, pads }: Slide) => ({
  kernel,
  strides: steps,
  dilations,
  pads,
});

/** The taps of every output position, row by row. */
const positions = (plane: Plane, window: Slide) => {
  const [oh, ow] = slidOver(plane, window);
  return Array.from({ length: oh * ow }, (_, i) => taps(plane, window, Math.floor(i / ow), i % ow));
};

const sumOf = (values: readonly number[]) => values.reduce((sum, each) => sum + BigInt(each), 0n);

/**
 * An average of one channel whose positions divide by the number of elements under them: `M = fround(ratio / count)`.
 */
function average(name: string, plane: Plane, window: Slide, x: readonly number[], ratio: number): Vector {
  const size = slidOver(plane, window);
  const under = positions(plane, window);
  const multipliers = under.map(({ length }) => nearestFloat32(over(exact(ratio), exact(Math.max(length, 1)))));
  return vector(name, 'HzSQuantizedAveragePool', {
    attributes: { ...windowAttributes(window), low: -128, high: 127 },
    inputs: [tensor('int8', [1, 1, ...plane], x)],
    parameters: [tensor('float32', size, multipliers)],
    outputs: [
      tensor(
        'int8',
        [1, 1, ...size],
        under.map((found, i) => requantised(sumOf(found.map(({ at }) => x[at])), multipliers[i])),
      ),
    ],
  });
}

function globalAverage(name: string, channels: number, plane: Plane, x: readonly number[], m: number): Vector {
  const area = plane[0] * plane[1];
  return vector(name, 'HzSQuantizedGlobalAveragePool', {
    inputs: [tensor('int8', [1, channels, ...plane], x)],
    parameters: [scalar(m)],
    outputs: [
      tensor(
        'int8',
        [1, channels, 1, 1],
        Array.from({ length: channels }, (_, c) => requantised(sumOf(x.slice(c * area, (c + 1) * area)), m)),
      ),
    ],
  });
}

function reduceMean(name: string, [rows, columns]: Plane, x: readonly number[], m: number): Vector {
  return vector(name, 'HzSQuantizedReduceMean', {
    attributes: { axes: [1], keepdims: false },
    inputs: [tensor('int8', [rows, columns], x)],
    parameters: [scalar(m)],
    outputs: [
      tensor(
        'int8',
        [rows],
        Array.from({ length: rows }, (_, r) => requantised(sumOf(x.slice(r * columns, (r + 1) * columns)), m)),
      ),
    ],
  });
}

export function averagePoolVectors(): VectorFile {
  const padded = slide([3, 3], { strides: [2, 2], pads: [1, 1, 1, 1] });
  return {
    title: 'Averages: under a window, over a plane, over axes',
    law: 'clamp(rne(fround(fround(sum) * M))), M = fround(s_x / (s_y * count)), the count of each output position',
    vectors: [
      average(
        '2x2, ties go to the even integer',
        [2, 8],
        slide([2, 2], { strides: [2, 2] }),
        [1, 1, 1, 1, -1, -1, 3, 3, 0, 0, 2, 2, 0, 0, 3, 1],
        1,
      ),
      average('the border divides by what lies under it', [4, 4], padded, strides(16, 77), 1),
      average('all -128', [3, 3], padded, fill(9, -128), 1),
      average('all 127, a larger output scale', [3, 3], padded, fill(9, 127), 0.75),
      globalAverage(
        'a plane of 7x7',
        2,
        [7, 7],
        [...checkerboard(49), ...fill(49, -128)],
        nearestFloat32(over(exact(1), exact(49))),
      ),
      reduceMean('rows of a matrix', [3, 5], strides(15, 101), nearestFloat32(over(exact(1.5), exact(5)))),
    ],
  };
}

function maxPool(name: string, plane: Plane, window: Slide, x: readonly number[]): Vector {
  const size = slidOver(plane, window);
  return vector(name, 'HzQuantizedMaxPool', {
    attributes: windowAttributes(window),
    inputs: [tensor('int8', [1, 1, ...plane], x)],
    outputs: [
      tensor(
        'int8',
        [1, 1, ...size],
        positions(plane, window).map((found) => Math.max(...found.map(({ at }) => x[at]))),
      ),
    ],
  });
}

export function maxPoolVectors(): VectorFile {
  return {
    title: 'HzQuantizedMaxPool: the largest element under a window; pads take no part',
    law: 'max',
    vectors: [
      maxPool('pads are not zeros', [3, 3], slide([3, 3], { strides: [2, 2], pads: [1, 1, 1, 1] }), fill(9, -128)),
      maxPool('2x2', [4, 4], slide([2, 2], { strides: [2, 2] }), strides(16, 77)),
    ],
  };
}
