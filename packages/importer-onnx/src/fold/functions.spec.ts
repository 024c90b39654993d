import { float32, int64, toNumbers } from '@openbpu/tensor';
import { folded } from './fold.fixture';

const numbers = async (...args: Parameters<typeof folded>) =>
  toNumbers(await folded(...args)).map((value) => Number(value.toPrecision(6)));

it.each<[string, number[], Parameters<typeof folded>[2], number[]]>([
  ['Acosh', [1, 2], {}, [0, 1.31696]],
  ['Asinh', [0, 2], {}, [0, 1.44364]],
  ['Atanh', [0, 0.5], {}, [0, 0.549306]],
  ['Celu', [-2, 2], { alpha: { float: 2 } }, [-1.26424, 2]],
  ['Selu', [-1, 1], {}, [-1.11133, 1.0507]],
  ['Shrink', [-2, -0.5, 2], { lambd: { float: 1 }, bias: { float: 0.5 } }, [-1.5, 0, 1.5]],
  ['ThresholdedRelu', [0.5, 1, 2], {}, [0, 0, 2]],
  ['Mish', [0, 1], {}, [0, 0.865098]],
  ['IsInf', [NaN, -Infinity, Infinity], { detect_negative: 0 }, [0, 0, 1]],
  ['IsNaN', [NaN, Infinity, 0], {}, [1, 0, 0]],
])('evaluates %s', async (opType, x, attributes, wanted) => {
  expect(await numbers(opType, [float32([x.length], x)], attributes)).toEqual(wanted);
});

it('broadcasts two operands', async () => {
  const x = float32([2, 1], [-3, 2]);
  expect(await numbers('Pow', [x, float32([2], [1, 2])])).toEqual([-3, 9, 2, 4]);
  expect(await numbers('Pow', [x, int64([1, 2], [3, 0])])).toEqual([-27, 1, 8, 1]);
  expect(await numbers('Mod', [x, float32([1], [4])], { fmod: 1 })).toEqual([-3, 2]);
  expect(await numbers('PRelu', [float32([2, 2], [-1, -2, 3, -4]), float32([2, 1], [2, 3])])).toEqual([-2, -4, 3, -12]);
});
