import { float32, tensorType } from '@openbpu/tensor';
import { numbers } from '../ops.fixture';
import { GroupNormalization } from './GroupNormalization';

const x = float32([1, 4, 1], [1, 3, 10, 30]);

it('normalises neighbouring channels together, with a scale and bias of each channel', () => {
  expect(numbers(GroupNormalization, { groups: 2, epsilon: 0 }, [x])).toEqual([-1, 1, -1, 1]);
  const parts = [float32([4], [1, 2, 3, 4]), float32([4], [0, 0, 0, 5])];
  expect(numbers(GroupNormalization, { groups: 2, epsilon: 0 }, [x, ...parts])).toEqual([-1, 2, -3, 9]);
  expect(numbers(GroupNormalization, { groups: 1, epsilon: 0 }, [float32([2, 2], [1, 3, 30, 10])])).toEqual([
    -1, 1, 1, -1,
  ]);
  expect(numbers(GroupNormalization, { groups: 4 }, [x])).toEqual([0, 0, 0, 0]);
});

it('refuses channels that do not fall into the groups', () => {
  const infer = (shape: number[], scale: number[], groups: number) =>
    GroupNormalization.infer(
      [tensorType('float32', shape), tensorType('float32', scale)],
      GroupNormalization.parseAttrs({ groups }),
    );
  expect(infer([1, 4, 3], [4], 2)).toEqual([tensorType('float32', [1, 4, 3])]);
  expect(() => infer([1, 4, 3], [4], 3)).toThrow('4 channels do not fall into 3 groups');
  expect(() => infer([1, 4, 3], [2], 2)).toThrow('the scale is float32[4]');
  expect(() => infer([4], [4], 2)).toThrow(TypeError);
});
