import { CollectingSink } from '@openbpu/diagnostics';
import { tensorType } from '@openbpu/tensor';
import { warnOfFallen } from './warn-of-fallen';

const graph = {
  value: (id: string) => ({ id, type: tensorType(id === 'cls' ? 'int64' : 'float32', [1, 8]) }),
};
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

it('says nothing where nothing could be measured', () => {
  const sink = new CollectingSink();
  warnOfFallen([output('y', null), output('z', NaN)], graph, sink);
  expect(sink.diagnostics).toEqual([]);
});
