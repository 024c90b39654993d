import { CollectingSink } from '@openbpu/diagnostics';
import { type StatedRange, parseGraph, statedMetadata } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { warnOfStated } from './warn-of-stated';

const RANGE: StatedRange = { low: -1.28, high: 1.27, type: 'int8' };
const NET = `input x: float32[1x4x8x8] NCHW
const w: float32[4x4x1x1] = seed 1
a: p = Conv(x, w) {kernel: [1, 1]} bpu id(0) int8/int8
b: q = Log(p) cpu "a rule of the march"
r: r = Reshape(q) {shape: [1, -1]} cpu "only moves"
s: y = Exp(r) cpu "another rule"
output y`;

function told(ranges: Readonly<Record<string, StatedRange>>, code = 'PAS002') {
  const sink = new CollectingSink();
  const graph = parseGraph(NET, standardOps(), 'optimized');
  const [, log] = graph.nodes;
  if (log.placement?.on === 'cpu') Object.assign(log.placement.because, { code });
  warnOfStated(graph.at('optimized', statedMetadata(new Map(Object.entries(ranges)))), sink);
  return sink.diagnostics.map(({ code, severity, message }) => `${code} ${severity} ${message}`);
}

it('names every node on the CPU whose result the model says how to quantise, with the reason', () => {
  expect(told({ x: RANGE, p: RANGE, q: RANGE, y: RANGE })).toEqual([
    'PIP077 warning "b" runs in float on the CPU, though the model says how to quantise "q": a rule of the march',
    'PIP077 warning "s" runs in float on the CPU, though the model says how to quantise "y": another rule',
  ]);
});

it('is silent of what only moves data, of derived ranges, and of what is told of elsewhere', () => {
  expect(told({ p: RANGE, r: RANGE })).toEqual([]);
  expect(told({ q: { ...RANGE, derived: true } })).toEqual([]);
  for (const code of ['PAS005', 'PAS043']) expect(told({ q: RANGE }, code)).toEqual([]);
});
