import { parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import * as fc from 'fast-check';
import { activationForms, activationSteps, activationType, calibratedActivations } from './activations';

describe('calibratedActivations', () => {
  it('lists what BPU nodes read and write, in order, but for constants and tails', () => {
    const graph = parseGraph(
      `input x: float32[1x2x4x4] NCHW
input y: float32[1x3x4x4] NCHW
const w: float32[3x2x1x1] = seed 1
c: c = Conv(x, w) {kernel: [1, 1]} bpu id(0) int8/int8
a: a = Add(c, y) bpu id(0) int8/int8
m: b = Abs(a) cpu "no"
t: t = Conv(x, w) {kernel: [1, 1]} bpu id(0) int8/int32
output b
output t`,
      standardOps(),
      'optimized',
    );
    expect(calibratedActivations(graph)).toEqual(['x', 'c', 'y', 'a']);
  });
});

it('lists no mask, whoever reads it', () => {
  const graph = parseGraph(
    'input x: float32[1x4]\ninput z: float32[1x4]\ng: m = Greater(x, z) bpu id(0) int8/int8\n' +
      'e: y = Expand(m) {shape: [2, 4]} bpu id(0) int8/int8\noutput y',
    standardOps(),
    'optimized',
  );
  expect(calibratedActivations(graph)).toEqual(['x', 'z']);
});

describe('activationType', () => {
  const graph = parseGraph(
    `input x: float32[1x2x4x4] NCHW
input z: float32[1x2x4x4] NCHW
const w: float32[2x2x1x1] = seed 1
a: a = Tanh(x) bpu id(0) int8/int16
b: b = Conv(a, w) {kernel: [1, 1]} bpu id(0) int16/int8
c: c = Add(b, z) bpu id(0) int8+int16/int8
d: d = Relu(x) cpu "no"
e: e = Add(d, d) bpu id(0) int8/int8
f: f = Mul(d, x) bpu id(0) int8/int8
g: g = Conv(e, w) {kernel: [1, 1]} bpu id(0) int8/int32
h: h = Relu(g) bpu id(0) int16/int8
i: i = Relu(d) bpu id(0) int16/int8
output c
output f
output h
output i`,
    standardOps(),
    'optimized',
  );
  it.each([
    ['what the BPU writes as int16', 'a', 'int16'],
    ['what it writes as int8', 'b', 'int8'],
    ['what its second reader reads as int16', 'z', 'int16'],
    ['what the CPU writes and one of many on the BPU reads as int16', 'd', 'int16'],
    ['what all read as int8', 'x', 'int8'],
    ['an accumulator, whatever reads it', 'g', 'int8'],
  ])('of %s', (_, id, type) => expect(activationType(graph, id)).toBe(type));
});

describe('activationForms', () => {
  const HEAD = `input x: float32[1x2x4x4] NCHW
const w: float32[3x2x1x1] = seed 1
const v: float32[3x1x3x3] = seed 2
const u: float32[4x3x1x1] = seed 3
`;
  const CONV = 'c: c = Conv(x, w) {kernel: [1, 1]} bpu id(0) int8/int8\n';
  const RELU6 = 'c: c = Conv(x, w) {kernel: [1, 1], min: 0, max: 6} bpu id(0) int8/int8\n';
  const DEPTHWISE = 'd: d = Conv(c, v) {kernel: [3, 3], group: 3} bpu id(0) int8/int8\n';
  const POINTWISE = 'e: e = Conv(c, u) {kernel: [1, 1]} bpu id(0) int8/int8\n';
  const SWISH = 's: s = Swish(c) bpu id(0) int8/int8\n';

  const forms = (...lines: string[]) =>
    Object.fromEntries(activationForms(parseGraph(`${HEAD}${lines.join('')}`, standardOps(), 'optimized')));

  it('frees the channels before a depthwise convolution; all of them pad with one zero', () => {
    expect(forms(CONV, DEPTHWISE, 'output d')).toEqual({ c: { most: Infinity, channels: 'free', zero: 'tensor' } });
    expect(forms(RELU6, DEPTHWISE, 'output d')).toEqual({ c: { most: 6, channels: 'free', zero: 'tensor' } });
  });

  it('lets weights take in the scales where a convolution sums over channels', () => {
    expect(forms(CONV, POINTWISE, 'output e')).toEqual({ c: { most: Infinity, channels: 'weights', zero: 'tensor' } });
    expect(forms(CONV, POINTWISE, DEPTHWISE, 'output e\noutput d').c).toMatchObject({ channels: 'weights' });
  });

  it('does not where two nodes read the weights', () => {
    expect(
      forms(CONV, POINTWISE, 'f: f = Conv(c, u) {kernel: [1, 1]} bpu id(0) int8/int8\n', 'output e\noutput f').c,
    ).toEqual({ most: Infinity, zero: 'tensor' });
  });

  it('frees channels and zeros before a table, and behind it', () => {
    expect(forms(CONV, SWISH, DEPTHWISE.replace('(c', '(s'), 'output d')).toEqual({
      c: { most: Infinity, channels: 'free', zero: 'channels' },
      s: { most: Infinity, channels: 'free', zero: 'tensor' },
    });
  });

  it.each([
    ['an output', [CONV, DEPTHWISE, 'output c\noutput d']],
    ['what a CPU node reads first', [CONV, DEPTHWISE, 'm: e = Softmax(c) {axis: 1} cpu "no"\noutput d\noutput e']],
    ['what a CPU node reads second', [CONV, DEPTHWISE, 'm: e = Concat(x, c) {axis: 1} cpu "no"\noutput d\noutput e']],
    ['what a CPU node reads', [CONV, DEPTHWISE, 'm: e = MatMul(c, c) cpu "no"\noutput d\noutput e']],
    ['int16', [CONV.replace('/int8', '/int16'), DEPTHWISE.replace('int8/', 'int16/'), 'output d']],
    ['what nobody reads', [CONV, 'd: d = Relu(x) bpu id(0) int8/int8\noutput d']],
    ['what an Add reads', [CONV, DEPTHWISE, 'a: e = Add(c, c) bpu id(0) int8/int8\noutput d\noutput e']],
    ['what an Add reads first', [CONV, CONV.replace('c: c', 'n: n'), 'a: e = Add(c, n) bpu id(0) int8/int8\noutput e']],
    ['what a CPU node writes', [CONV.replace('bpu id(0) int8/int8', 'cpu "no"'), DEPTHWISE, 'output d']],
  ])('gives no freedom to %s', (_, lines) => {
    expect(forms(...lines).c).toBeUndefined();
  });

  it('frees the zero of an activation with a lower bound other than 0, but not its channels', () => {
    expect(forms(CONV.replace('[1, 1]', '[1, 1], min: -1'), DEPTHWISE, 'output d')).toEqual({
      c: { most: 0, zero: 'tensor' },
    });
  });
});

describe('activationSteps', () => {
  const closeTo = (values: readonly number[]) => values.map((value) => expect.closeTo(value, 6));

  it('spans −127 to 127 where there is no freedom, or floors are not known', () => {
    expect(activationSteps([4], [0], undefined)).toEqual({ scales: closeTo([4 / 127]), zeros: [] });
    expect(activationSteps([4, 2], undefined, 'channels')).toEqual({ scales: closeTo([4 / 127, 2 / 127]), zeros: [] });
  });

  it('spends all of int8 on what a tensor reaches', () => {
    expect(activationSteps([4], [0], 'tensor')).toEqual({ scales: closeTo([4 / 255]), zeros: [-128] });
    expect(activationSteps([4], [1], 'tensor')).toEqual({ scales: closeTo([5 / 255]), zeros: [-77] });
    expect(activationSteps([0], [5], 'tensor')).toEqual({ scales: closeTo([5 / 255]), zeros: [127] });
  });

  it('gives every channel its zero where it may', () => {
    expect(activationSteps([4, 1], [0, 1], 'channels')).toEqual({
      scales: closeTo([4 / 255, 2 / 255]),
      zeros: [-128, -1],
    });
    expect(activationSteps([4, 1], [1], 'channels').zeros).toEqual([-77, -1]);
  });

  it('finds one zero for channels that share it', () => {
    expect(activationSteps([4, 1], [0, 0], 'tensor')).toEqual({
      scales: closeTo([4 / 255, 1 / 255]),
      zeros: [-128, -128],
    });
    const { scales, zeros } = activationSteps([4, 1], [0.3, 0.3], 'tensor');
    expect(zeros[0]).toBe(zeros[1]);
    expect(zeros[0]).toBeLessThan(0);
    expect(scales[0]).toBeGreaterThan(scales[1]);
  });

  it('takes of the zeros that channels may share that of the smallest scales, and the first of equals', () => {
    const reach = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 400 }));
    const below = [128, 96, 64, 48, 32, 24, 16, 12, 8, 6, 4];
    fc.assert(
      fc.property(fc.array(fc.tuple(reach, reach), { minLength: 2, maxLength: 5 }), (channels) => {
        const [thresholds, floors] = [channels.map(([t]) => t), channels.map(([, f]) => f)];
        const all = (floors.some((floor) => floor > 0) ? below : [0]).map((k) => {
          const scales = channels.map(([t, f]) => Math.fround(Math.max(t / (255 - k), f > 0 ? f / k : 0)) || 1);
          return { k, scales, size: scales.reduce((sum, scale) => sum + Math.log2(scale), 0) };
        });
        const best = all.find(({ size }) => size === Math.min(...all.map((each) => each.size)))!;
        expect(activationSteps(thresholds, floors, 'tensor')).toEqual({
          scales: best.scales,
          zeros: channels.map(() => best.k - 128),
        });
      }),
    );
  });

  it('has the steps of int16 where it is', () => {
    expect(activationSteps([4], [1], undefined, 'int16')).toEqual({ scales: [Math.fround(4 / 32767)], zeros: [] });
  });

  it('lets everything between floor and threshold be told apart, whatever the freedom', () => {
    const positive = fc.float({ noNaN: true, min: Math.fround(0.01), max: 100 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(positive, positive), { minLength: 1, maxLength: 5 }),
        fc.constantFrom('tensor' as const, 'channels' as const),
        (channels, freedom) => {
          const { scales, zeros } = activationSteps(
            channels.map(([threshold]) => threshold),
            channels.map(([, floor]) => floor),
            freedom,
          );
          channels.forEach(([threshold, floor], c) => {
            const reaches = (integer: number) => (integer - zeros[c]) * scales[c];
            expect(reaches(127)).toBeGreaterThan(threshold - scales[c] * 0.51);
            expect(reaches(-128)).toBeLessThan(-floor + scales[c] * 0.51);
          });
        },
      ),
    );
  });

  it('gives a tensor of zeros the scale 1', () => {
    expect(activationSteps([0], [0], 'tensor').scales).toEqual([1]);
  });
});
