import * as fc from 'fast-check';
import { expectDType, float32, int8, makeTensor, tensorType } from '@openbpu/tensor';
import { HzSElementwiseGreater } from '../integer/HzSElementwiseGreater';
import { defineComparison } from './comparison';
import { SiteRecorder } from './site-recorder.fixture';

const spec = { summary: 'a > b.', integer: HzSElementwiseGreater } as const;
const Above = defineComparison({ ...spec, name: 'Above', test: (a, b) => a > b });
const Below = defineComparison({ ...spec, name: 'Below', test: (a, b) => a < b, swapped: true });

it('gives bool, broadcasting; a NaN is neither above nor below', () => {
  const [x, z] = [float32([2, 1], [1, NaN]), float32([2], [0, Infinity])];
  expect(Above.eval([x, z], {})).toEqual([makeTensor('bool', [2, 2], Uint8Array.of(1, 0, 0, 0))]);
  expect(Below.eval([x, z], {})).toEqual([makeTensor('bool', [2, 2], Uint8Array.of(0, 1, 0, 0))]);
  expect(Above.infer([tensorType('float32', [2, 1]), tensorType('float32', [3])], {})).toEqual([
    tensorType('bool', [2, 3]),
  ]);
  expect(() => Above.infer([tensorType('int8', [2]), tensorType('float32', [2])], {})).toThrow(TypeError);
});

it('compares whole numbers of one type, and masks where it says so', () => {
  const Same = defineComparison({ ...spec, name: 'Same', test: (a, b) => a === b, masks: true });
  const big = (...values: bigint[]) => makeTensor('int64', [values.length], BigInt64Array.from(values));
  expect(Above.eval([big(2n ** 60n + 1n, -3n), big(2n ** 60n, 3n)], {})).toEqual([
    makeTensor('bool', [2], Uint8Array.of(1, 0)),
  ]);
  expect(Below.eval([int8([2], [-3, 3]), int8([1], [3])], {})).toEqual([makeTensor('bool', [2], Uint8Array.of(1, 0))]);
  const [yes, both] = [makeTensor('bool', [1], Uint8Array.of(1)), makeTensor('bool', [2], Uint8Array.of(0, 1))];
  expect(Same.eval([yes, both], {})).toEqual([both]);
  expect(Same.infer([tensorType('bool', [1]), tensorType('bool', [2])], {})).toEqual([tensorType('bool', [2])]);
  for (const dtype of ['int8', 'uint16', 'int64'] as const)
    expect(Above.infer([tensorType(dtype, [1]), tensorType(dtype, [2])], {})).toEqual([tensorType('bool', [2])]);
  expect(() => Above.infer([tensorType('bool', [1]), tensorType('bool', [2])], {})).toThrow(
    'Above does not compare bool and bool',
  );
  expect(() => Above.infer([tensorType('float16', [1]), tensorType('float16', [2])], {})).toThrow(TypeError);
  expect(() => Above.infer([tensorType('int32', [1]), tensorType('int64', [2])], {})).toThrow('int32 and int64');
  expect(() => Above.infer([tensorType('int32', [1])], {})).toThrow('int32 and nothing');
});

it('compares integers as the reals they stand for, rounded to float32, whichever side is which', () => {
  const q = fc.array(fc.integer({ min: -128, max: 127 }), { minLength: 8, maxLength: 8 });
  const scale = fc.constantFrom(0.1, 1 / 3, 0.25, 0.7).map(Math.fround);
  fc.assert(
    fc.property(q, q, scale, scale, (a, b, sa, sb) => {
      const real = (values: readonly number[], s: number) =>
        float32(
          [8],
          values.map((value) => value * s),
        );
      const operands = [
        { x: real(a, sa), scale: sa },
        { x: real(b, sb), scale: sb },
      ];
      for (const op of [Above, Below]) {
        const site = new SiteRecorder(op, {}, operands, [1]);
        const [mask] = site.run();
        expect(Array.from(mask.data, Number)).toEqual(Array.from(site.reference()[0].data, Number));
      }
    }),
  );
});

it('takes a constant of one magnitude exactly', () => {
  const x = { x: float32([3], [0.1, 0.2, 0.3]), scale: Math.fround(0.1) };
  const site = new SiteRecorder(Above, {}, [x, { constant: float32([3], [0.2, -0.2, 0]) }], [1]);
  expect(site.run()).toEqual([int8([3], [0, 1, 1])]);
  expect(site.value('node_constant_1')).toEqual(int8([3], [1, -1, 0]));
  expect(site.value('node_scale_1')).toEqual(float32([], [0.2]));
});

it('takes other constants as int16, and what is nearly nothing as 0', () => {
  const x = { x: float32([2], [0.1, 0.2]), scale: Math.fround(0.1) };
  const site = new SiteRecorder(Below, {}, [x, { constant: float32([2], [32.767, -0.001]) }], [1]);
  expect(site.run()).toEqual([int8([2], [1, 0])]);
  expect(Array.from(expectDType(site.value('node_constant_1'), 'int16').data)).toEqual([32767, -1]);
  const nothing = new SiteRecorder(Above, {}, [x, { constant: float32([], [1e-42]) }], [1]);
  expect([...nothing.run()[0].data]).toEqual([1, 1]);
  expect(nothing.value('node_scale_1')).toEqual(float32([], [1]));
});
