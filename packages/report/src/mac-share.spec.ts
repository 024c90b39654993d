import type { RunRecord } from '@openbpu/record';
import { macShare, shareText } from './mac-share';

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

it.each([
  [[node('BPU', 7)], '100.00 % of the multiply-accumulates run on the BPU.'],
  [[node('BPU', 3), node('CPU', 1)], '75.00 % of the multiply-accumulates run on the BPU.'],
  [[node('BPU', 999_999), node('CPU', 1)], '99.99 % of the multiply-accumulates run on the BPU.'],
  [[node('BPU', 1), node('CPU', 999_999)], '< 0.01 % of the multiply-accumulates run on the BPU.'],
  [[node('CPU', 5)], '0.00 % of the multiply-accumulates run on the BPU.'],
  [[node('CPU'), node('BPU')], 'No node multiplies and accumulates; 1 of 2 nodes run on the BPU.'],
])('says the share of case %# without rounding it up', (nodes, text) => expect(shareText(nodes)).toBe(text));
