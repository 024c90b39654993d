import * as fc from 'fast-check';
import { float32, int16, int8, tensorType } from '@openbpu/tensor';
import { HzSElementwiseDiv } from './HzSElementwiseDiv';

const div = (a: number, b: number, m: number, raw = {}) => {
  const attrs = HzSElementwiseDiv.parseAttrs(raw);
  return Number(HzSElementwiseDiv.eval([int16([], [a]), int16([], [b]), float32([], [m])], attrs)[0].data[0]);
};

describe('HzSElementwiseDiv', () => {
  it.each([
    [6, 3, 1, 2],
    [-5, 2, 1, -2],
    [7, 2, 1, 4],
    [1, 3, 127, 42],
    [0, 0, 1, 0],
    [0, -3, 1, 0],
    [5, 0, 1, 127],
    [-5, 0, 1, -128],
    [-32768, -1, 1, 127],
    [-32768, 32767, 1, -1],
  ])('%p / %p with multiplier %p is %p', (a, b, m, y) => {
    expect(div(a, b, m)).toBe(y);
  });

  it('rounds the quotient to float32 before it multiplies', () => {
    expect((49 / 3) * 7.5).toBeLessThan(122.5);
    expect([div(49, 3, 7.5), div(21, 5, 7.5)]).toEqual([123, 31]);
  });

  it('gives int16 where its attribute says so, within its own bounds', () => {
    expect([div(7, 0, 1, { dtype: 'int16' }), div(7, 0, 1, { dtype: 'int16', high: 300 })]).toEqual([32767, 300]);
    expect([div(0, 0, 1, { low: 3 }), div(-32768, 1, 1, { dtype: 'int16' })]).toEqual([3, -32768]);
  });

  it('is odd in both operands, away from 0', () => {
    const q = fc.integer({ min: 1, max: 32767 });
    fc.assert(
      fc.property(q, q, fc.constantFrom(0.01, 1, 3), (a, b, m) => {
        const y = div(a, b, m, { low: -127 });
        expect([div(-a, b, m, { low: -127 }), div(a, -b, m, { low: -127 }), div(-a, -b, m, { low: -127 })]).toEqual([
          -y + 0,
          -y + 0,
          y,
        ]);
      }),
    );
  });

  it('takes two activations and a multiplier', () => {
    const [q, wide, m] = [tensorType('int8', [2]), tensorType('int16', []), tensorType('float32', [])];
    const attrs = HzSElementwiseDiv.parseAttrs({});
    expect(HzSElementwiseDiv.infer([q, wide, m], attrs)).toEqual([q]);
    expect(HzSElementwiseDiv.eval([int8([0], []), int8([1], [0]), float32([], [1])], attrs)).toEqual([int8([0], [])]);
    expect(() => HzSElementwiseDiv.infer([q, tensorType('float32', [2]), m], attrs)).toThrow(TypeError);
    expect(() => HzSElementwiseDiv.infer([q, q], attrs)).toThrow('the multiplier');
  });
});
