import type { RunRecord } from '@openbpu/record';
import { macShare } from './mac-share';

const node = (on: 'BPU' | 'CPU', macs?: number): RunRecord['nodes'][number] => ({
  node: 'n',
  on,
  subgraph: on === 'BPU' ? 0 : null,
  type: 'T',
  inType: 'int8',
  outType: 'int8',
  origins: [],
  macs,
});

it('divides the work by where it runs', () => {
  expect(macShare([node('BPU', 30), node('CPU', 10), node('BPU'), node('CPU')])).toEqual({
    bpu: 30,
    total: 40,
    share: 0.75,
  });
});

it('has no share of nothing', () => {
  expect(macShare([]).share).toBeUndefined();
  expect(macShare([node('BPU', 0)]).share).toBeUndefined();
});
