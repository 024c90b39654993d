import fc from 'fast-check';
import { parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { evaluate } from '@openbpu/testkit';
import { expectDType, float32 } from '@openbpu/tensor';
import { InsertCalibration } from '../quantise/insert-calibration';
import { Quantise } from '../quantise/quantise';
import { magnitudeOf, maskedSums, maskedThreshold, saturatedMask, saturatingSums } from './masked-sums';

const HEAD = [
  'input x: float32[2x3x4]',
  'const causal: float32[3x4] = [0, -100, -100, 0.5, -1e4, 0, -100, -100, 3, 2, -Infinity, 1]',
  'const taken: float32[4] = [100, 0, -7, 0]',
  'const plain: float32[4] = [0, -31, 31, 1]',
  'const edge: float32[4] = [0, -32, 31, 1]',
  'const positive: float32[4] = [0, 32, -100, 1]',
  'const nan: float32[4] = [0, NaN, -100, 1]',
  'const columns: float32[3x1] = [0, -40, 5]',
  'const halves: float32[2x1x1] = [0, -40]',
  'const whole: float32[3x4] = [-50, -32, -50, -Infinity, 0, 0, 0, 0, 0, 0, 0, 0]',
];
const graphOf = (nodes: readonly string[]) => {
  const outputs = nodes.some((line) => line.startsWith('output')) ? [] : ['output y'];
  return parseGraph([...HEAD, ...nodes, ...outputs].join('\n'), standardOps(), 'original');
};
const found = (nodes: readonly string[]) =>
  maskedSums(graphOf(nodes)).map(({ node, x, side, tensors, most, least }) =>
    [node.id, x, side, tensors.join(' '), most, least].join(', '),
  );
const sum = (mask: string, op = 'Add', attrs = '') => `a: p = ${op}(x, ${mask})${attrs}`;
const SOFTMAX = 's: y = Softmax(p)';

describe('a masked sum', () => {
  it.each([
    ['is one of a mask and what a Softmax reads', [sum('causal'), SOFTMAX], 'a, x, 1, p, 3, 0'],
    ['has its mask on either side', ['a: p = Add(causal, x)', SOFTMAX], 'a, x, 0, p, 3, 0'],
    ['may be a difference', [sum('taken', 'Sub'), SOFTMAX], 'a, x, 1, p, 7, 7'],
    ['begins at −32', [sum('edge'), SOFTMAX], 'a, x, 1, p, 31, 31'],
    ['has rows along the axis of the Softmax', [sum('columns'), 's: y = Softmax(p) {axis: 1}'], 'a, x, 1, p, 5, 5'],
    ['leaves something of every row', [sum('halves'), 's: y = Softmax(p) {axis: 0}'], 'a, x, 1, p, 0, 0'],
    [
      'may be laid out otherwise',
      [
        sum('causal'),
        'r: q = Reshape(p) {shape: [6, 4]}',
        't: u = Transpose(q) {perm: [1, 0]}',
        's: y = Softmax(u) {axis: 0}',
      ],
      'a, x, 1, p q u, 3, 0',
    ],
  ])('%s', (_, nodes, expected) => {
    expect(found(nodes)).toEqual([expected]);
  });

  it.each([
    ['a sum without a mask', [sum('plain'), SOFTMAX]],
    ['a mask that enlarges', [sum('positive'), SOFTMAX]],
    ['a mask of no numbers', [sum('nan'), SOFTMAX]],
    ['what a difference enlarges', [sum('causal', 'Sub'), SOFTMAX]],
    ['what is taken from a mask', ['a: p = Sub(causal, x)', SOFTMAX]],
    ['a product', [sum('causal', 'Mul'), SOFTMAX]],
    ['a sum with an activation', [sum('causal', 'Add', ' {min: -5}'), SOFTMAX]],
    ['a row that is wholly masked', [sum('whole'), SOFTMAX]],
    ['columns that are wholly masked', [sum('columns'), SOFTMAX]],
    [
      'columns that are masked one by one, behind a Transpose',
      [sum('causal'), 't: q = Transpose(p) {perm: [0, 2, 1]}', 's: y = Softmax(q)'],
    ],
    ['what something else reads', [sum('causal'), 'r: y = Relu(p)']],
    ['what something else reads too', [sum('causal'), SOFTMAX, 'r: z = Relu(p)', 'output y', 'output z']],
    ['what is an output too', [sum('causal'), SOFTMAX, 'output y', 'output p']],
    ['what nobody reads', [sum('causal'), 's: y = Softmax(x)', 'output y']],
    [
      'what is cut in between',
      [sum('causal'), 'r: q = Slice(p) {axes: [2], starts: [0], ends: [2], steps: [1]}', 's: y = Softmax(q)'],
    ],
    ['two computed operands', ['b: q = Relu(x)', 'a: p = Add(x, q)', SOFTMAX]],
    ['two constants', ['a: p = Add(causal, edge)', SOFTMAX]],
  ])('is not %s', (_, nodes) => {
    expect(found(nodes)).toEqual([]);
  });

  it('saturates where it is on the BPU', () => {
    const [on, off] = ['bpu id(0) int8/int16', 'cpu "no"'].map((where) =>
      saturatingSums(graphOf([`${sum('causal')} ${where}`, `${SOFTMAX} cpu "no"`])),
    );
    expect([on.length, off.length]).toEqual([1, 0]);
  });
});

describe('its threshold', () => {
  const [causal] = maskedSums(graphOf([sum('causal'), SOFTMAX]));
  const [taken] = maskedSums(graphOf([sum('taken', 'Sub'), SOFTMAX]));

  it('holds the largest, and 22 below the least row', () => {
    expect(maskedThreshold(causal, 10)).toBe(32);
    expect(maskedThreshold({ ...causal, least: 5 }, 10)).toBe(27);
    expect(maskedThreshold({ ...causal, least: 5, most: 30 }, 10)).toBe(40);
  });

  it('leaves of the mask what saturates it', () => {
    expect(saturatedMask(float32([3], [0, -41, -Infinity]), causal, 10, 32)).toEqual(float32([3], [0, -41, -42]));
    expect(saturatedMask(float32([3], [-5, 41, 100]), taken, 10, 32)).toEqual(float32([3], [-5, 41, 42]));
  });

  it('counts the lowest integer of x', () => {
    expect(magnitudeOf(127, 'int8')).toBe(128);
    expect(magnitudeOf(32767, 'int16')).toBe(32768);
  });
});

it.each(['int8', 'int16'] as const)('gives what is masked a weight of exactly 0, whatever %s x is', (type) => {
  const text = `input x: float32[1x6]
const m: float32[6] = [0, -33, -1e4, -Infinity, 0.25, -1]
a: p = Add(x, m) bpu id(0) ${type}/int16
s: y = Softmax(p) cpu "no"
output y`;
  const graph = parseGraph(text, standardOps(), 'optimized');
  const [masked] = saturatingSums(graph);
  const real = fc.double({ min: -60, max: 60, noNaN: true });
  fc.assert(
    fc.property(
      fc.constantFrom(0.01, 1, 9, 50),
      fc.array(fc.oneof(real, fc.constantFrom(-60, 60)), { minLength: 6, maxLength: 6 }),
      (reach, values) => {
        const magnitude = magnitudeOf(reach, type);
        const threshold = maskedThreshold(masked, magnitude);
        const calibrated = new InsertCalibration({
          activations: new Map([
            ['x', reach],
            ['p', threshold],
          ]),
          weights: new Map(),
        }).run(graph);
        const quantized = new Quantise([]).run(calibrated);
        const y = expectDType(evaluate(quantized, new Map([['x', float32([1, 6], values)]])).get('y')!, 'float32').data;
        expect([y[2], y[3]]).toEqual([0, 0]);
        const seen = values.map((value) => Math.min(Math.max(value, -magnitude), magnitude));
        const exps = [0, -33, -Infinity, -Infinity, 0.25, -1].map((m, i) => Math.exp(seen[i] + m));
        const all = exps.reduce((a, b) => a + b, 0);
        const step = magnitude / (type === 'int8' ? 128 : 32768) + (4 * threshold) / 32767;
        y.forEach((weight, i) => expect(Math.abs(weight - exps[i] / all)).toBeLessThanOrEqual(1.2 * step + 1e-6));
      },
    ),
    { numRuns: 15 },
  );
});
