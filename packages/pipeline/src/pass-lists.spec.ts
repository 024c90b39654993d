import { CollectingSink } from '@openbpu/diagnostics';
import { parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { marches } from './marches';
import { tidyAndPlace } from './pass-lists';

const [backend] = marches();
const ops = standardOps();

it('leaves out what is to be skipped, and places all the same', async () => {
  const graph = parseGraph(
    'input x: float32[1x2x4x4] NCHW\nconst w: float32[2x2x1x1] = seed 1\nc: c = Conv(x, w) {kernel: [1, 1]}\n' +
      'r: y = Relu(c)\noutput y',
    ops,
    'original',
  );
  const types = async (skip: readonly string[]) =>
    (await tidyAndPlace(backend, {}, skip).run(graph, { ops, sink: new CollectingSink() })).nodes.map(
      ({ op }) => op.name,
    );
  expect([await types([]), await types(['fold-activation'])]).toEqual([['Conv'], ['Conv', 'Relu']]);
});

it('refuses a pass that there is none of, and the placement', () => {
  expect(() => tidyAndPlace(backend, {}, ['fuse-pat'])).toThrow(/PIP065[^]*did you mean "fuse-pad"/);
  expect(() => tidyAndPlace(backend, {}, ['place'])).toThrow(/PIP065/);
});
