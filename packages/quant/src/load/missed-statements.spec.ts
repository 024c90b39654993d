import { type StatedRange, parseGraph, statedMetadata } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { loadedThresholds } from './loaded-thresholds';
import { missedScales, missedWeights } from './missed-statements';

const POLICY = { int16: {}, sharedScaleRatio: 16, quantise: {} };
const NONE: ReadonlySet<string> = new Set();
const EVEN: StatedRange = { low: -1.28, high: 1.27, type: 'int8' };
const ABOVE: StatedRange = { low: 0, high: 2.55, type: 'int8' };
const WIDE: StatedRange = { low: -32768 / 8192, high: 32767 / 8192, type: 'int16' };

const graphOf = (ranges: Readonly<Record<string, StatedRange>>, type = 'int8') =>
  parseGraph(
    `input x: float32[1x2x4x4] NCHW
const w: float32[2x2x1x1] = [1, 0, 0, 1]
a: a = Conv(x, w) {kernel: [1, 1]} bpu id(0) int8/${type}
b: b = Sigmoid(a) bpu id(0) ${type}/int8
c: c = Add(a, b) bpu id(0) ${type};int8/int8
output c`.replace(';int8', ''),
    standardOps(),
    'optimized',
  ).at('optimized', statedMetadata(new Map(Object.entries(ranges))));

const missed = (ranges: Readonly<Record<string, StatedRange>>, images = NONE, type = 'int8') => {
  const graph = graphOf({ x: EVEN, a: EVEN, b: EVEN, c: EVEN, ...ranges }, type);
  return missedScales(graph, loadedThresholds(graph, images, POLICY), images);
};

describe('scales', () => {
  it('are those of the model where its ranges are even', () => expect(missed({})).toEqual([]));

  it('are larger where a range is not and the tensor takes no zero', () => {
    expect(missed({ a: ABOVE })).toEqual([
      { tensor: 'a', stated: Math.fround(0.01), used: expect.closeTo(2.55 / 127, 6), why: 'zero' },
    ]);
  });

  it('are others where a range is uneven by a hundredth of a step', () => {
    expect(missed({ a: { low: -1.28, high: 1.2701, type: 'int8' } })).toMatchObject([{ tensor: 'a', why: 'zero' }]);
    expect(missed({ a: { low: -1.28, high: Math.fround(1.27), type: 'int8' } })).toEqual([]);
  });

  it('are others where 16 bits are 8', () => {
    expect(missed({ a: WIDE })).toEqual([
      { tensor: 'a', stated: 1 / 8192, used: expect.closeTo(4 / 127, 3), why: 'int16' },
    ]);
    expect(missed({ a: WIDE }, NONE, 'int16')).toEqual([]);
  });

  it('are nobody’s business where the model states none, or of images', () => {
    expect(missed({ a: { ...ABOVE, derived: true } })).toEqual([]);
    expect(missed({ x: ABOVE }, new Set(['x']))).toEqual([]);
    expect(missed({ x: ABOVE })).toHaveLength(1);
  });
});

describe('weights', () => {
  const of = (values: string, where = 'bpu id(0) int8/int32') =>
    missedWeights(
      parseGraph(
        `input x: float32[1x2x4x4] NCHW\nconst w: float32[2x2x1x1] = [${values}]\n` +
          `a: y = Conv(x, w) {kernel: [1, 1]} ${where}\noutput y`,
        standardOps(),
        'optimized',
      ),
    );

  it('on a grid of 127 steps are those of the model', () => {
    expect(of('1.27, 0.03, 0, 0')).toEqual([]);
    expect(of('-1.27, 0.64, 0.5, 0.5')).toEqual([]);
  });

  it('on none are rounded, by channel', () => {
    expect(of('1, 0.7311, 0.5, 0.25')).toEqual([{ node: 'a', rounded: 1, cut: 0, of: 2 }]);
    expect(of('1, 0.7311, 0.5, 0.1234')).toEqual([{ node: 'a', rounded: 2, cut: 0, of: 2 }]);
  });

  it('of -128 steps are cut', () =>
    expect(of('-1.28, 0.03, 1, 0')).toEqual([{ node: 'a', rounded: 0, cut: 1, of: 2 }]));

  it('of the CPU are not looked at', () => expect(of('1, 0.7311, 0.5, 0.25', 'cpu "asked"')).toEqual([]));
});
