import {
  type QuantDType,
  type Shape,
  type Tensor,
  allocate,
  float32,
  makeTensor,
  rangeOf,
  sizeOf,
} from '@openbpu/tensor';
import { seededRandom } from '@openbpu/ir';
import * as fc from 'fast-check';

/** Integers over their whole type: noise, mostly extremes, or one value throughout. */
export function integers<D extends QuantDType>(
  dtype: D,
  shape: Shape,
  range: readonly [number, number] = rangeOf(dtype),
): fc.Arbitrary<Tensor<D>> {
  const [low, high] = range;
  return fc
    .record({ seed: fc.nat(), fill: fc.constantFrom('noise', 'noise', 'edges', 'lowest', 'highest', 'zero') })
    .map(({ seed, fill }) => {
      const random = seededRandom(seed);
      const noise = () => low + Math.floor(random() * (high - low + 1));
      const pick = {
        noise,
        edges: () => [low, low + 1, -1, 0, 1, high - 1, high][Math.floor(random() * 7)],
        lowest: () => low,
        highest: () => high,
        zero: () => 0,
      };
      const data = allocate(dtype, sizeOf(shape));
      for (let i = 0; i < data.length; i++) data[i] = pick[fill as keyof typeof pick]();
      return makeTensor(dtype, shape, data);
    });
}

/**
 * Float32 multipliers of a requantisation: powers of two, on whose halves rounding shows, and noise over
 * `2^least…2^most`.
 */
export function multipliers(
  shape: Shape,
  [least, most]: readonly [number, number] = [-16, 3],
): fc.Arbitrary<Tensor<'float32'>> {
  return fc.record({ seed: fc.nat(), whole: fc.boolean() }).map(({ seed, whole }) => {
    const random = seededRandom(seed);
    const values = Array.from({ length: sizeOf(shape) }, () => {
      const exponent = least + random() * (most - least);
      return 2 ** (whole ? Math.round(exponent) : exponent);
    });
    return float32(shape, values);
  });
}

/** Reals, infinities, NaN, subnormals and halves among them. */
export function reals(shape: Shape): fc.Arbitrary<Tensor<'float32'>> {
  const special = [NaN, Infinity, -Infinity, 0, -0, 0.5, 1.5, 2.5, -0.5, 127.5, -128.5, 3.4e38, 1e-45];
  return fc
    .array(
      fc.oneof(
        fc.float(),
        fc.constantFrom(...special),
        fc.integer({ min: -300, max: 300 }).map((n) => n / 2),
      ),
      { minLength: sizeOf(shape), maxLength: sizeOf(shape) },
    )
    .map((values) => float32(shape, values));
}

/** Bounds of an int8 clamp, lower first. */
export const bounds = fc
  .tuple(fc.integer({ min: -128, max: 127 }), fc.integer({ min: -128, max: 127 }))
  .map(([a, b]) => (a < b ? { low: a, high: b } : { low: b, high: a }));

/** The whole type in half of the cases, tighter bounds in the others. */
export const clamp = fc.oneof(fc.constant({ low: -128, high: 127 }), bounds);

/** An integer activation type. */
export const activationTypes = fc.constantFrom<'int8' | 'int16'>('int8', 'int16');

/** The attributes of a result of this type: nothing for int8. */
export function resultOf(dtype: 'int8' | 'int16'): { dtype?: 'int16' } {
  return dtype === 'int16' ? { dtype } : {};
}

/** A result of either type with bounds: those of the type, or tighter ones. */
export const results = fc.oneof(
  clamp,
  fc.constant({ dtype: 'int16' as const }),
  fc
    .tuple(fc.integer({ min: -32768, max: 0 }), fc.integer({ min: 0, max: 32767 }))
    .map(([low, high]) => ({ dtype: 'int16' as const, low, high })),
);

/** A shape of up to `rank` small dimensions. */
export function shapes(rank: number, from = 0): fc.Arbitrary<number[]> {
  return fc.array(fc.integer({ min: 1, max: 5 }), { minLength: from, maxLength: rank });
}

/** A window and an image it fits, pads now and then as large as the kernel. */
export const windows = fc
  .record({
    kernel: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 4 })),
    strides: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })),
    dilations: fc.tuple(fc.integer({ min: 1, max: 2 }), fc.integer({ min: 1, max: 2 })),
    pads: fc.tuple(fc.nat(2), fc.nat(2), fc.nat(2), fc.nat(2)),
    generous: fc.nat(3),
    room: fc.tuple(fc.nat(5), fc.nat(5)),
    batch: fc.integer({ min: 1, max: 2 }),
  })
  .map(({ kernel, strides, dilations, pads, generous, room, batch }) => {
    const limit = (pad: number, axis: 0 | 1) => (generous === 0 ? pad : Math.min(pad, kernel[axis] - 1));
    return {
      batch,
      window: {
        kernel,
        strides,
        dilations,
        pads: [limit(pads[0], 0), limit(pads[1], 1), limit(pads[2], 0), limit(pads[3], 1)] as const,
      },
      image: [dilations[0] * (kernel[0] - 1) + 1 + room[0], dilations[1] * (kernel[1] - 1) + 1 + room[1]] as const,
    };
  });

/** Groups and channels of a convolution: depthwise, grouped, plain. */
export const channels = fc
  .record({
    group: fc.integer({ min: 1, max: 4 }),
    perGroup: fc.integer({ min: 1, max: 4 }),
    outPerGroup: fc.integer({ min: 1, max: 3 }),
  })
  .map(({ group, perGroup, outPerGroup }) => ({ group, perGroup, cin: group * perGroup, cout: group * outPerGroup }));

/** Two shapes that broadcast, the second with some dimensions 1 or left out. */
export const pairs = fc
  .tuple(shapes(4), fc.nat(), fc.nat(4))
  .map(
    ([shape, ones, drop]) =>
      [shape, shape.map((dim, i) => ((ones >> i) & 1 ? 1 : dim)).slice(Math.min(drop, shape.length))] as const,
  );
