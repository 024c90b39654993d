import { quantised } from './lowering/lowered.fixture';
import { partition } from './partition';

const plan = (text: string) =>
  partition(quantised(text)).map(
    ({ nodes, subgraph, inputs, outputs }) =>
      `${subgraph ?? 'cpu'}: ${nodes.map((node) => node.id).join(' ')} (${inputs.join(' ')}) -> ${outputs.join(' ')}`,
  );

describe('partition', () => {
  it('gathers the nodes of a subgraph and lets every other stand alone', () => {
    expect(
      plan(`
      input x: int8[2]
      const t: int8[256] = seed 1
      a: va = HzLut(x, t) bpu id(0) int8/int8
      c: vc = Identity(va)
      b: vb = HzLut(va, t) bpu id(0) int8/int8
      d: vd = HzLut(vc, t) bpu id(1) int8/int8
      output vd
      output vb
    `),
    ).toEqual(['0: a b (x) -> va vb', 'cpu: c (va) -> vc', '1: d (vc) -> vd']);
  });

  it('runs a subgraph when all it needs is there, though one of its nodes stands first', () => {
    expect(
      plan(`
      input x: int8[2]
      a: va = Identity(x) bpu id(1) int8/int8
      c: vc = Identity(x)
      b: vb = Concat(va, vc) {axis: 0} bpu id(1) int8/int8
      output vb
    `),
    ).toEqual(['cpu: c (x) -> vc', '1: a b (x vc) -> vb']);
  });

  it('refuses subgraphs that wait for each other', () => {
    expect(() =>
      plan(`
      input x: int8[2]
      a: va = Identity(x) bpu id(0) int8/int8
      c: vc = Identity(va)
      b: vb = Identity(vc) bpu id(0) int8/int8
      output vb
    `),
    ).toThrow(/subgraph 0, node c/);
  });
});
