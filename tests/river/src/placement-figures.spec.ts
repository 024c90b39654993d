import { segmentsOf, shareOnBpu } from './placement-figures';

const node = (on: 'BPU' | 'CPU', subgraph: number | null, macs?: number) => ({
  node: 'n',
  type: 'Conv',
  inType: '',
  outType: '',
  origins: [],
  on,
  subgraph,
  ...(macs === undefined ? {} : { macs }),
});

it('counts segments once, and work on either device', () => {
  const nodes = [node('BPU', 0, 30), node('BPU', 0), node('CPU', null, 10), node('BPU', 2), node('CPU', null)];
  expect(segmentsOf({ nodes })).toBe(2);
  expect(shareOnBpu({ nodes })).toBe(0.75);
});

it('is nothing where nothing multiplies', () => {
  expect(shareOnBpu({ nodes: [node('BPU', 0)] })).toBe(0);
  expect(segmentsOf({ nodes: [node('CPU', null)] })).toBe(0);
});
