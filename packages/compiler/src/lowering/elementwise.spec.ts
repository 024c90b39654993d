import {
  lowerHzPRelu,
  lowerHzQuantize,
  lowerHzRequantize,
  lowerHzSElementwiseAdd,
  lowerHzSElementwiseDiv,
  lowerHzSElementwiseEqual,
  lowerHzSElementwiseGreater,
  lowerHzSElementwiseGreaterOrEqual,
  lowerHzSElementwiseMax,
  lowerHzSElementwiseMin,
  lowerHzSElementwiseMul,
  lowerHzSElementwiseSub,
  lowerHzSQuantizedMatMul,
} from './elementwise';
import { lowered } from './lowered.fixture';

describe('lowerHzSElementwiseAdd', () => {
  it('reads its multipliers', () => {
    expect(
      lowered(
        lowerHzSElementwiseAdd,
        `
      input a: int8[2x3]
      input b: int8[3]
      const ma: float32[] = [0.5]
      const mb: float32[] = [0.25]
      n: y = HzSElementwiseAdd(a, b, ma, mb) {low: 0, high: 6}
      output y
    `,
      ),
    ).toEqual([{ kind: 'eltwise', fn: 'add', a: 'a', b: 'b', y: 'y', ma: 0.5, mb: 0.25, low: 0, high: 6 }]);
  });
});

describe('lowerHzSElementwiseSub', () => {
  it('reads its multipliers', () => {
    expect(
      lowered(
        lowerHzSElementwiseSub,
        `
      input a: int8[2x3]
      input b: int8[3]
      const ma: float32[] = [0.5]
      const mb: float32[] = [0.25]
      n: y = HzSElementwiseSub(a, b, ma, mb) {low: 0, high: 6}
      output y
    `,
      ),
    ).toEqual([{ kind: 'eltwise', fn: 'sub', a: 'a', b: 'b', y: 'y', ma: 0.5, mb: 0.25, low: 0, high: 6 }]);
  });
});

describe('lowerHzSQuantizedMatMul', () => {
  it('reads its multiplier and its bounds', () => {
    const text = 'input a: int8[2x3]\ninput b: int16[3x4]\nconst m: float32[] = [0.5]\n';
    expect(
      lowered(lowerHzSQuantizedMatMul, `${text}n: y = HzSQuantizedMatMul(a, b, m) {dtype: "int16"}\noutput y`),
    ).toEqual([{ kind: 'matmul', a: 'a', b: 'b', y: 'y', multiplier: 0.5, low: -32768, high: 32767 }]);
  });
});

const PAIR = 'input a: int8[2x3]\ninput b: int16[3]\nconst ma: float32[] = [0.5]\nconst mb: float32[] = [0.25]\n';

describe('lowerHzSElementwiseDiv', () => {
  it('reads its multiplier', () => {
    expect(
      lowered(lowerHzSElementwiseDiv, `${PAIR}n: y = HzSElementwiseDiv(a, b, ma) {dtype: "int16", low: 3}\noutput y`),
    ).toEqual([{ kind: 'eltwise', fn: 'div', a: 'a', b: 'b', y: 'y', ma: 0.5, mb: 1, low: 3, high: 32767 }]);
  });
});

describe('choices and comparisons', () => {
  it('read both multipliers', () => {
    const pair = { kind: 'eltwise', a: 'a', b: 'b', y: 'y', ma: 0.5, mb: 0.25 };
    expect(
      lowered(lowerHzSElementwiseMax, `${PAIR}n: y = HzSElementwiseMax(a, b, ma, mb) {low: -7}\noutput y`),
    ).toEqual([{ ...pair, fn: 'max', low: -7, high: 127 }]);
    expect(lowered(lowerHzSElementwiseMin, `${PAIR}n: y = HzSElementwiseMin(a, b, ma, mb)\noutput y`)).toEqual([
      { ...pair, fn: 'min', low: -128, high: 127 },
    ]);
    for (const [rule, fn] of [
      [lowerHzSElementwiseEqual, 'equal'],
      [lowerHzSElementwiseGreater, 'greater'],
      [lowerHzSElementwiseGreaterOrEqual, 'greater_or_equal'],
    ] as const)
      expect(lowered(rule, `${PAIR}n: y = ${rule.op.name}(a, b, ma, mb)\noutput y`)).toEqual([
        { ...pair, fn, low: 0, high: 1 },
      ]);
  });
});

describe('lowerHzSElementwiseMul', () => {
  it('reads its multiplier', () => {
    expect(
      lowered(
        lowerHzSElementwiseMul,
        `
      input a: int8[2]
      input b: int8[2]
      const m: float32[] = [0.5]
      n: y = HzSElementwiseMul(a, b, m)
      output y
    `,
      ),
    ).toEqual([{ kind: 'eltwise', fn: 'mul', a: 'a', b: 'b', y: 'y', ma: 0.5, mb: 1, low: -128, high: 127 }]);
  });
});

describe('lowerHzRequantize', () => {
  it('reads its multiplier', () => {
    expect(
      lowered(
        lowerHzRequantize,
        'input x: int8[2]\nconst m: float32[] = [0.5]\nn: y = HzRequantize(x, m) {low: -7}\noutput y',
      ),
    ).toEqual([{ kind: 'requant', x: 'x', y: 'y', multiplier: 0.5, low: -7, high: 127 }]);
  });
});

describe('lowerHzPRelu', () => {
  it('reads the multiplier and leaves the slopes to the machine', () => {
    expect(
      lowered(
        lowerHzPRelu,
        'input x: int8[1x2]\nconst m: float32[] = [0.5]\nconst s: float32[2] = [1, 2]\n' +
          'n: y = HzPRelu(x, m, s)\noutput y',
      ),
    ).toEqual([{ kind: 'prelu', x: 'x', multiplier: 0.5, negative: 's', y: 'y' }]);
  });
});

describe('HzQuantize', () => {
  it('is one layer, with the scale as a number', () => {
    expect(
      lowered(lowerHzQuantize, 'input x: float32[2x3]\nconst s: float32[] = [0.25]\nn: y = HzQuantize(x, s)\noutput y'),
    ).toEqual([{ kind: 'quantize', x: 'x', y: 'y', scale: 0.25 }]);
  });
});
