import type { AnyOp, RawAttrs } from '@openbpu/ir';
import { float32 } from '@openbpu/tensor';
import * as ops from '../all';
import { integerNoise, quantiseHere, run } from '../ops.fixture';

const SHAPE = [2, 4, 3, 5];
const factors = float32([4], [0.5, -2, 1, 3]);
const shifts = float32([4], [0.25, 0, -1, 2]);
const along = (part: typeof factors) => float32([4, 1, 1], part.data);

it.each<[string, AnyOp, RawAttrs, ReturnType<typeof float32>[]]>([
  ['LayerNormalization over channels', ops.LayerNormalization, { axes: [1] }, [along(factors), along(shifts)]],
  ['LayerNormalization over places', ops.LayerNormalization, { axes: [2, 3], bound: 'added', epsilon: 0.5 }, []],
  ['RMSNormalization', ops.RMSNormalization, { axes: [1], epsilon: 0.01 }, [along(factors)]],
  ['L2Normalization', ops.L2Normalization, { axes: [1] }, [along(factors)]],
  ['InstanceNormalization', ops.InstanceNormalization, { epsilon: 1e-3 }, [factors, shifts]],
  ['GroupNormalization', ops.GroupNormalization, { groups: 2 }, [factors, shifts]],
  ['GroupNormalization without a scale', ops.GroupNormalization, { groups: 1, epsilon: 2 }, []],
])('%s in integers is what it is in float, to a step', (_, op, attrs, parts) => {
  const scale = 0.02;
  const q = integerNoise(SHAPE, 5);
  const real = run(op, attrs, [
    float32(
      SHAPE,
      Array.from(q.data, (each) => Math.fround(each * scale)),
    ),
    ...parts,
  ])[0];
  const reach = (real.data as Float32Array).reduce((most, y) => Math.max(most, Math.abs(y)), 0);
  for (const [dtype, steps] of [
    ['int8', 127],
    ['int16', 32767],
  ] as const) {
    const yScale = Math.fround(reach / steps);
    const { result } = quantiseHere(op, attrs, [{ q, scale }, ...parts.map((constant) => ({ constant }))], {
      dtype,
      scale: yScale,
    });
    expect(result.dtype).toBe(dtype);
    Array.from(real.data as Float32Array).forEach((y, i) =>
      expect(Math.abs(Number(result.data[i]) - y / yScale)).toBeLessThan(dtype === 'int8' ? 0.51 : 1.5),
    );
  }
});

it('stands on one HzSNormalize, between two Reshapes where groups are', () => {
  const q = integerNoise(SHAPE, 5);
  const emitted = (op: AnyOp, attrs: RawAttrs) =>
    quantiseHere(op, attrs, [{ q, scale: 1 }], { dtype: 'int8', scale: 1 }).emitted.map((node) => node.op);
  expect(emitted(ops.LayerNormalization, { axes: [1] })).toEqual(['HzSNormalize']);
  expect(emitted(ops.GroupNormalization, { groups: 2 })).toEqual(['Reshape', 'HzSNormalize', 'Reshape']);
});
