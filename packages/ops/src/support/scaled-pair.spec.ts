import { float32, int16, int8, tensorType } from '@openbpu/tensor';
import { defineScaledChoice, defineScaledTest, mapPair } from './scaled-pair';

const First = defineScaledChoice('First', 'The first.', (x) => x);
const Same = defineScaledTest('Same', 'Equal.', (x, z) => x === z);
const one = float32([], [1]);

describe('defineScaledChoice', () => {
  it('rounds the product to float32, then to even, then clamps', () => {
    const m = float32([], [0.5]);
    const got = First.eval([int8([4], [1, 3, -128, 127]), int8([1], [0]), m, one], First.parseAttrs({ low: -60 }));
    expect(got).toEqual([int8([4], [0, 2, -60, 64])]);
  });

  it('gives int16 where its attribute says so, of either type', () => {
    const attrs = First.parseAttrs({ dtype: 'int16' });
    expect(First.eval([int8([1], [-128]), int16([1], [5]), float32([], [300]), one], attrs)).toEqual([
      int16([1], [-32768]),
    ]);
    const [q, wide, m] = [tensorType('int8', [2, 1]), tensorType('int16', [3]), tensorType('float32', [])];
    expect(First.infer([q, wide, m, m], attrs)).toEqual([tensorType('int16', [2, 3])]);
    expect(First.infer([wide, q, m, m], First.parseAttrs({}))).toEqual([tensorType('int8', [2, 3])]);
  });

  it('takes two activations and two multipliers', () => {
    const [q, m] = [tensorType('int8', [2]), tensorType('float32', [])];
    expect(() => First.infer([q, tensorType('int32', [2]), m, m], First.parseAttrs({}))).toThrow(
      'First takes int8 or int16, not int32',
    );
    expect(() => First.infer([undefined, q, m, m], First.parseAttrs({}))).toThrow('not nothing');
    expect(() => First.infer([q, q, m], First.parseAttrs({}))).toThrow('the multiplier of the second operand');
    expect(() => First.infer([q, tensorType('int8', [3]), m, m], First.parseAttrs({}))).toThrow(RangeError);
  });
});

describe('defineScaledTest', () => {
  it('compares products as float32: what double tells apart may be one', () => {
    const [a, b] = [int16([2], [32767, 3]), int16([2], [32767, 1])];
    const next = float32([], [1 / 3]);
    expect(Same.eval([a, b, one, one], {})).toEqual([int8([2], [1, 0])]);
    expect(Same.eval([a, b, next, one], {})).toEqual([int8([2], [0, 1])]);
  });

  it('gives int8 of the broadcast shape', () => {
    const [q, wide, m] = [tensorType('int8', [2, 1]), tensorType('int16', [3]), tensorType('float32', [])];
    expect(Same.infer([wide, q, m, m], {})).toEqual([tensorType('int8', [2, 3])]);
  });
});

describe('mapPair', () => {
  it('gives the flat indices of both', () => {
    expect(mapPair([2, 1], [2], 'int8', (ia, ib) => 10 * ia + ib)).toEqual(int8([2, 2], [0, 1, 10, 11]));
    expect(mapPair([0, 1], [2], 'int16', () => 1)).toEqual(int16([0, 2], []));
  });
});
