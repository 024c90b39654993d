import { float32, tensorType } from '@openbpu/tensor';
import { numbers } from '../ops.fixture';
import { InstanceNormalization } from './InstanceNormalization';

const x = float32([1, 2, 2], [1, 3, 10, 30]);

it('normalises every channel of every image, with a scale and bias of the channel', () => {
  expect(numbers(InstanceNormalization, { epsilon: 0 }, [x])).toEqual([-1, 1, -1, 1]);
  expect(
    numbers(InstanceNormalization, { epsilon: 0 }, [float32([2, 1, 2, 1], [1, 3, 10, 30]), float32([1], [2])]),
  ).toEqual([-2, 2, -2, 2]);
  const parts = [float32([2], [1, 10]), float32([2], [0, 1])];
  expect(numbers(InstanceNormalization, { epsilon: 0 }, [x, ...parts])).toEqual([-1, 1, -9, 11]);
  expect(numbers(InstanceNormalization, {}, [float32([1, 1, 2], [5, 5]), undefined, float32([1], [3])])).toEqual([
    3, 3,
  ]);
});

it('refuses what has no places, and parts that are not of the channels', () => {
  const infer = (...shapes: number[][]) =>
    InstanceNormalization.infer(
      shapes.map((shape) => tensorType('float32', shape)),
      InstanceNormalization.parseAttrs({}),
    );
  expect(infer([1, 2, 4], [2])).toEqual([tensorType('float32', [1, 2, 4])]);
  expect(() => infer([1, 2])).toThrow(TypeError);
  expect(() => infer([1, 2, 4], [4])).toThrow('the scale is float32[2]');
  expect(() => infer([1, 2, 4], [2], [1])).toThrow('the bias is float32[2]');
});
