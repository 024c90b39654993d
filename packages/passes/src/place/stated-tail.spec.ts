import { type StatedRange, parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { statedTail } from './stated-tail';

const EVEN: StatedRange = { low: -1.28, high: 1.27, type: 'int8' };
const WIDE: StatedRange = { low: -3, high: 3, type: 'int16' };

/** The range of what the convolution "c" gives, before the rest of a graph. */
function of(rest: string, stated: Readonly<Record<string, StatedRange>>): StatedRange | undefined {
  const text = `input x: float32[1x4x2x2] NCHW\nconst w: float32[4x4x1x1] = seed 1\nc: t = Conv(x, w) {kernel: [1, 1]}\n`;
  const graph = parseGraph(text + rest, standardOps(), 'original');
  return statedTail(graph.node('c')!, graph, new Map(Object.entries(stated)));
}
const MOVED = 'r: u = Reshape(t) {shape: [1, 16]}\np: y = Transpose(u) {perm: [1, 0]}\noutput y';

it('is what the model states of the result', () => {
  expect(of('output t', { t: EVEN })).toBe(EVEN);
  expect(of('output t', {})).toBeUndefined();
  expect(of('output t', { t: { ...EVEN, derived: true } })).toBeUndefined();
});

it('is what it states of the same elements elsewhere, the nearest first', () => {
  expect(of(MOVED, { y: WIDE })).toBe(WIDE);
  expect(of(MOVED, { y: WIDE, u: EVEN })).toBe(EVEN);
  expect(of(MOVED, { y: WIDE, t: { ...EVEN, derived: true } })).toBe(WIDE);
});

it('is none where others read the tensor, or it is an output, or only some elements go on', () => {
  expect(of(`${MOVED}\no: v = Abs(t)\noutput v`, { y: WIDE })).toBeUndefined();
  expect(of(`${MOVED}\noutput t`, { y: WIDE })).toBeUndefined();
  expect(of('a: y = Abs(t)\noutput y', { y: WIDE })).toBeUndefined();
  expect(of('s: y = Slice(t) {starts: [0], ends: [2], axes: [1], steps: [1]}\noutput y', { y: WIDE })).toBeUndefined();
});
