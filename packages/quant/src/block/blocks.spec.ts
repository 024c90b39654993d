import { type Node, parseGraph } from '@openbpu/ir';
import { Conv, standardOps } from '@openbpu/ops';
import { blocksOf, widestBytes } from './blocks';

const isConv = (node: Node) => Conv.is(node);
const cut = (text: string) =>
  blocksOf(parseGraph(text, standardOps(), 'optimized'), isConv).map(({ nodes, outputs }) => [
    nodes.map(({ id }) => id).join(' '),
    outputs.join(' '),
  ]);

describe('blocksOf', () => {
  it('cuts a chain behind every node', () =>
    expect(cut('input x: float32[1x2]\na: p = Abs(x)\nb: q = Neg(p)\nc: y = Abs(q)\noutput y')).toEqual([
      ['a', 'p'],
      ['b', 'q'],
      ['c', 'y'],
    ]));

  it('keeps the branches of a residual together, and those of a Concat', () =>
    expect(
      cut(
        'input x: float32[1x2]\na: p = Abs(x)\nb: q = Neg(p)\nc: r = Abs(q)\nd: s = Add(r, p)\ne: t = Neg(s)\n' +
          'f: u = Abs(s)\ng: y = Concat(t, u) {axis: 1}\noutput y',
      ),
    ).toEqual([
      ['a', 'p'],
      ['b c d', 's'],
      ['e f g', 'y'],
    ]));

  it('counts outputs that nobody reads as no way on, and gives them', () =>
    expect(cut('input x: float32[1x2]\na: p = Abs(x)\nb: q = Neg(p)\nc: y = Abs(q)\noutput p\noutput y')).toEqual([
      ['a', 'p'],
      ['b', 'q'],
      ['c', 'y'],
    ]));

  it('cuts a graph that is nowhere narrow behind eight convolutions', () => {
    const lines = Array.from({ length: 9 }, (_, i) => `c${i}: h${i + 1} = Conv(h${i}, w) {kernel: [1, 1]}`);
    const text = `input h0: float32[1x2x1x1] NCHW\nconst w: float32[2x2x1x1] = seed 1\n${lines.join('\n')}
last: y = Add(h9, h0)\noutput y`;
    expect(cut(text)).toEqual([
      ['c0 c1 c2 c3 c4 c5 c6 c7', 'h8'],
      ['c8 last', 'y'],
    ]);
  });
});

describe('widestBytes', () => {
  it('is what stands at the widest node, what it reads and what it writes', () => {
    const text = 'input x: float32[1x2]\na: p = Concat(x, x) {axis: 1}\nb: y = Add(p, p)\noutput y';
    expect(widestBytes(parseGraph(text, standardOps(), 'optimized'))).toBe(4 * (4 + 4));
  });

  it('counts what waits', () => {
    const text = 'input x: float32[1x2]\na: p = Abs(x)\nb: q = Abs(p)\nc: r = Abs(q)\nd: y = Add(r, x)\noutput y';
    expect(widestBytes(parseGraph(text, standardOps(), 'optimized'))).toBe(4 * 3 * 2);
  });
});
