import type { QuantPolicy } from '@openbpu/core';
import { CollectingSink } from '@openbpu/diagnostics';
import { type StatedRange, parseGraph, statedMetadata, statedRanges } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { Place } from './place';
import type { PlacementRequests } from './requests';

const ops = standardOps();
const POLICY: QuantPolicy = {
  int16: {},
  sharedScaleRatio: 16,
  quantise: { Conv: 'active', Sigmoid: 'active', Add: 'active', Concat: 'passive' },
};
const INPUT = 'input x: float32[1x4x2x2] NCHW\n';
const conv = (id: string, x: string, y: string) =>
  `const ${id}w: float32[4x4x1x1] = seed 1\n${id}: ${y} = Conv(${x}, ${id}w) {kernel: [1, 1]}\n`;

describe('what the model gives a range, where that is loaded,', () => {
  const EVEN = { low: -1.28, high: 1.27, type: 'int8' } as const;
  const loaded = (
    text: string,
    ranges: readonly string[],
    requests: PlacementRequests = {},
    last: StatedRange = EVEN,
  ) => {
    const sink = new CollectingSink();
    const metadata = statedMetadata(new Map(ranges.map((id) => [id, id === 'y' ? last : EVEN] as const)));
    const graph = new Place([], POLICY, {
      loads: true,
      mayBeIdle: true,
      ...requests,
    }).run(parseGraph(INPUT + text, ops, 'original').at('original', metadata), { ops, sink });
    return {
      nodes: graph.nodes.map(({ id, placement }) =>
        placement?.on === 'bpu' ? `${id} ${placement.output}` : `${id} ${placement?.because.code}`,
      ),
      told: sink.diagnostics.map(({ code, message }) => `${code} ${message}`),
      stated: [...statedRanges(graph.metadata).keys()],
    };
  };
  const NET = `${conv('a', 'x', 'p')}${conv('b', 'p', 'q')}s: r = Add(q, p)\n${conv('c', 'r', 'y')}output y`;

  it('runs on the BPU, and the last sum needs none', () => {
    expect(loaded(NET, ['x', 'p', 'q', 'r'])).toEqual({
      nodes: ['a int8', 'b int8', 's int8', 'c int32'],
      told: [],
      stated: ['x', 'p', 'q', 'r'],
    });
  });

  it('saturates at the end too, where the model states it in the type that the node has here', () => {
    expect(loaded(NET, ['x', 'p', 'q', 'r', 'y']).nodes).toEqual(['a int8', 'b int8', 's int8', 'c int8']);
    expect(loaded(NET, ['x', 'p', 'q', 'r', 'y'], { loads: false }).nodes[3]).toBe('c int8');
    const moved = NET.replace(/output y$/, 'm: z = Reshape(y) {shape: [1, 16]}\noutput z');
    for (const loads of [true, false]) {
      const { nodes, stated } = loaded(moved, ['x', 'p', 'q', 'r', 'z'], { loads });
      expect([nodes[3], stated.includes('y')]).toEqual(['c int8', true]);
    }
    expect(loaded(NET, ['x', 'p', 'q', 'r', 'y'], {}, { ...EVEN, type: 'int16' }).nodes[3]).toBe('c int32');
    expect(loaded(NET, ['x', 'p', 'q', 'r', 'y'], {}, { ...EVEN, derived: true }).nodes[3]).toBe('c int32');
  });

  it('is told of by node, and a convolution that feeds it gives accumulators', () => {
    const { nodes, told } = loaded(NET, ['x', 'p', 'r']);
    expect(nodes).toEqual(['a int8', 'b int32', 's PAS043', 'c int32']);
    expect(told).toEqual([
      'PAS043 Add "s" runs in float on the CPU: the model does not say how to quantise "q", which it reads',
    ]);
  });

  it('is told of where what it gives has none, in the order of the nodes', () => {
    const { nodes, told } = loaded(NET, ['p', 'q']);
    expect(nodes).toEqual(['a PAS043', 'b int8', 's int8', 'c int32']);
    expect(told[0]).toContain('quantise "x", which it reads');
    const relu = `${NET.replace('s: r = Add(q, p)', 's: t = Add(q, p)\ne: r = Sigmoid(t)')}`;
    const [add, sigmoid] = loaded(relu, ['x', 'p']).told;
    expect([add.slice(0, 13), sigmoid.slice(0, 14)]).toEqual(['PAS043 Add "s', 'PAS043 Sigmoid']);
    const clamped = NET.replace(
      /c: y = Conv\(r, cw\) {kernel: \[1, 1\]}/,
      'c: y = Conv(r, cw) {kernel: [1, 1], min: 0}',
    );
    expect(loaded(clamped, ['x', 'p', 'q', 'r']).told[0]).toContain('"c" runs in float on the CPU');
    expect(loaded(clamped, ['x', 'p', 'q', 'r']).told[0]).toContain('quantise "y", which it gives');
  });

  it('has the range of its result where integers are wanted', () => {
    expect(loaded(NET, ['x', 'p', 'q', 'r'], { outputType: 'int8' }).nodes[3]).toBe('c PAS043');
    expect(loaded(NET, ['x', 'p', 'q', 'r', 'y'], { outputType: 'int8' }).nodes[3]).toBe('c int8');
  });

  it('needs none of an image', () => {
    expect(loaded(NET, ['p', 'q', 'r'], { images: new Set(['x']) }).nodes[0]).toBe('a int8');
  });

  it('may have one that follows, which the graph then states', () => {
    const joined = NET.replace('Add(q, p)', 'Concat(q, p) {axis: 2}');
    const { nodes, told, stated } = loaded(joined, ['x', 'p', 'q']);
    expect(nodes.slice(0, 2)).toEqual(['a int8', 'b int8']);
    expect(told.filter((text) => text.startsWith('PAS044'))).toEqual([
      'PAS044 the model does not say how to quantise one tensor, and the range follows from those that it states: r',
    ]);
    expect(stated).toEqual(['x', 'p', 'q', 'r']);
  });

  it('is not said of what the BPU neither reads nor gives', () => {
    const text = `${conv('a', 'x', 'p')}${conv('b', 'p', 'y')}m: z = Softmax(p) {axis: 1}\noutput y\noutput z`;
    const { nodes, told, stated } = loaded(text, ['x', 'p']);
    expect(nodes).toEqual(['a int8', 'b int32', 'm PAS001']);
    expect([told, stated]).toEqual([[], ['x', 'p']]);
  });

  it('is everything where nothing is loaded', () => {
    expect(loaded(NET, ['x'], { loads: false }).nodes).toEqual(['a int8', 'b int8', 's int8', 'c int32']);
  });
});
