import { CollectingSink } from '@openbpu/diagnostics';
import { parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { warnOfFallen } from './warn-of-fallen';

const graph = parseGraph(
  'input x: float32[1x8]\nConv_44: obj = Relu(x) bpu id(0) int8/int8\nb: box = Relu(obj) cpu "no"\n' +
    'c: cls = ArgMax(box) {axis: 1, keepdims: true} bpu id(0) int8/int8\noutput obj\noutput box\noutput cls',
  standardOps(),
  'optimized',
);
const output = (name: string, cosine: number | null) => ({ name, cosine, l1: 0, l2: 0, chebyshev: 0 });

it('warns of outputs below 0.98, with the node where it begins', () => {
  const sink = new CollectingSink();
  warnOfFallen(
    [output('box', 0.98), { ...output('obj', -0.9), fall: { node: 'Conv_44', cosine: 0.97 } }, output('cls', 0.5)],
    graph,
    sink,
  );
  expect(sink.diagnostics.map(({ code, severity, at }) => `${code} ${severity} ${at?.name}`)).toEqual([
    'PIP052 warning obj',
    'PIP052 warning cls',
  ]);
  expect(sink.diagnostics[0].message).toMatch(
    /: its cosine is -0\.900000, and the first node on the way to it below 0\.98 is "Conv_44" \(0\.970000\)$/,
  );
  expect(sink.diagnostics[1].message).toMatch(/: the share of its elements that are equal is 0\.500000$/);
});

it('advises to put a node on the CPU that is not there, else what it reads', () => {
  const sink = new CollectingSink();
  const fallen = (node: string) => ({ ...output('box', 0.5), fall: { node, cosine: 0.5 } });
  warnOfFallen([fallen('Conv_44'), fallen('b'), output('box', 0.5)], graph, sink);
  expect(sink.diagnostics.map(({ hint }) => hint?.replace(/ calibration_type.*/, ''))).toEqual([
    'put "Conv_44" on the CPU (node_info, or run_on_cpu on a march without it), or try',
    '"b" is on the CPU already: put what it reads there too, or try',
    'try',
  ]);
});

it('says nothing where nothing could be measured', () => {
  const sink = new CollectingSink();
  warnOfFallen([output('y', null), output('z', NaN)], graph, sink);
  expect(sink.diagnostics).toEqual([]);
});
