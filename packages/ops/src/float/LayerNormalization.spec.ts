import { float32, tensorType } from '@openbpu/tensor';
import { numbers } from '../ops.fixture';
import { LayerNormalization } from './LayerNormalization';

const vector = (...values: number[]) => float32([values.length], values);

it('normalises the last axes, or any', () => {
  const x = float32([2, 2], [1, 3, 10, 30]);
  expect(numbers(LayerNormalization, { axes: [1], epsilon: 0 }, [x])).toEqual([-1, 1, -1, 1]);
  expect(numbers(LayerNormalization, { axes: [0], epsilon: 0 }, [x])).toEqual([-1, -1, 1, 1]);
  expect(numbers(LayerNormalization, { axes: [0, 1], epsilon: 0 }, [float32([2, 2], [1, 3, 3, 1])])).toEqual([
    -1, 1, 1, -1,
  ]);
});

it('adds epsilon to the variance: a flat tensor gives the bias', () => {
  const flat = float32([1, 3], [7, 7, 7]);
  expect(numbers(LayerNormalization, { axes: [1] }, [flat, vector(1, 2, 3), vector(4, 5, 6)])).toEqual([4, 5, 6]);
  expect(numbers(LayerNormalization, { axes: [1], epsilon: 3 }, [float32([1, 2], [-1, 1])])).toEqual([-0.5, 0.5]);
  expect(numbers(LayerNormalization, { axes: [1] }, [float32([1, 2], [-1, 1])])[1]).toBeCloseTo(1 / Math.sqrt(1.00001));
});

it('adds epsilon to the root where it says so', () => {
  const y = numbers(LayerNormalization, { axes: [1], epsilon: 3, bound: 'added' }, [float32([1, 2], [-1, 1])]);
  expect(y).toEqual([-0.25, 0.25]);
});

it('keeps small differences beside a large mean', () => {
  const y = numbers(LayerNormalization, { axes: [1], epsilon: 0 }, [float32([1, 2], [4096, 4096.5])]);
  expect(y).toEqual([-1, 1]);
});

it('broadcasts scale and bias, and refuses those that make it larger', () => {
  const x = float32([1, 2, 2], [1, 1, 3, 3]);
  const scale = float32([2, 1], [1, 10]);
  expect(numbers(LayerNormalization, { axes: [1], epsilon: 0 }, [x, scale])).toEqual([-1, -1, 10, 10]);
  expect(numbers(LayerNormalization, { axes: [1], epsilon: 0 }, [x, undefined, vector(1)])).toEqual([0, 0, 2, 2]);
  const infer = (...shapes: number[][]) =>
    LayerNormalization.infer(
      shapes.map((shape) => tensorType('float32', shape)),
      LayerNormalization.parseAttrs({ axes: [1] }),
    );
  expect(infer([1, 2, 2], [2, 2])).toEqual([tensorType('float32', [1, 2, 2])]);
  expect(() => infer([1, 2, 2], [3, 2, 2])).toThrow('[3x2x2] does not broadcast to [1x2x2]');
  expect(() => infer([4])).toThrow(RangeError);
  expect(() =>
    LayerNormalization.infer([tensorType('int8', [1, 2])], { axes: [1], epsilon: 0, bound: 'inside' }),
  ).toThrow('LayerNormalization takes a float32 tensor');
  expect(() =>
    LayerNormalization.infer([tensorType('float32', [1, 2]), tensorType('int64', [2])], {
      axes: [1],
      epsilon: 0,
      bound: 'inside',
    }),
  ).toThrow('scale and bias of LayerNormalization are float32, not int64');
});

it('refuses axes that are none, negative or named twice', () => {
  expect(() => LayerNormalization.parseAttrs({ axes: [] })).toThrow(/axes/);
  expect(() => LayerNormalization.parseAttrs({ axes: [-1] })).toThrow(/axes/);
  expect(() =>
    LayerNormalization.infer([tensorType('float32', [2, 2])], { axes: [1, 1], epsilon: 0, bound: 'inside' }),
  ).toThrow('axes 1,1 name one axis twice');
});
