import { parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { subgraphsOpened } from './subgraphs-opened';

const opened = (lines: string) =>
  Object.fromEntries(subgraphsOpened(parseGraph(`input x: float32[1x2x4x4]\n${lines}`, standardOps(), 'optimized')));

it('names what waits for a CPU node, through others on the CPU too', () => {
  const chain = `a: p = Relu(x) bpu id(0) int8/int8
    s: q = Softmax(p) {axis: 1} cpu "no"
    t: r = Sqrt(q) cpu "no"
    b: y = Relu(r) bpu id(1) int8/int8
    output y`;
  expect(opened(chain)).toEqual({ s: [1], t: [1] });
});

it('names every subgraph once, in order', () => {
  const wide = `a: p = Relu(x) bpu id(0) int8/int8
    s: q = Sqrt(p) cpu "no"
    b: c = Relu(q) bpu id(2) int8/int8
    d: e = Relu(q) bpu id(2) int8/int8
    f: g = Sqrt(q) cpu "no"
    h: i = Relu(g) bpu id(1) int8/int8
    j: k = Relu(q) bpu id(1) int8/int8
    output c\noutput e\noutput i\noutput k`;
  expect(opened(wide)).toEqual({ s: [1, 2], f: [1] });
});

it('says nothing of nodes before the first subgraph and behind the last', () => {
  const ends = `s: q = Sqrt(x) cpu "no"
    t: r = Sqrt(q) cpu "no"
    b: c = Relu(r) bpu id(0) int8/int8
    d: e = Sqrt(c) cpu "no"
    output e`;
  expect(opened(ends)).toEqual({});
});

it('counts a node that one of its inputs makes wait', () => {
  const both = `a: p = Relu(x) bpu id(0) int8/int8
    s: q = Sqrt(x) cpu "no"
    t: r = Add(q, p) cpu "no"
    b: c = Relu(r) bpu id(1) int8/int8
    output c`;
  expect(opened(both)).toEqual({ t: [1] });
});
