import { FEATURES, headerOf, modelOfProgram } from './perf.fixture';
import { perfSubgraph } from './perf-subgraph';
import { timedRows } from './timed-rows';

const row = timedRows(modelOfProgram(), FEATURES)[1];
const of = (layers: boolean) => {
  if (row.time.on !== 'BPU') throw new Error('not a segment');
  return perfSubgraph(row, row.time, headerOf(), FEATURES, layers);
};

it('tells of a subgraph all that the clock says', () => {
  expect(of(false)).toEqual({
    name: 'net_subgraph_0',
    row: 'BPU_net_subgraph_0',
    startUs: 500,
    macs: 25600,
    ddrLoadBytes: 1600,
    ddrStoreBytes: 1600,
    latencyUs: 464,
    cores: 1,
    calls: [{ name: 'net_subgraph_0_fc_0', startUs: 0, latencyUs: 464 }],
    dispatchUs: 100,
    utilisation: { dma: 232 / 464, tensor: 66 / 464, vector: 66 / 464, macs: 25600 / (464 * 512) },
    binds: 'DDR',
    nodes: ['conv', 'act'],
    inputs: [{ name: 'a', dtype: 'int8', shape: [1, 100] }],
    outputs: [{ name: 'b', dtype: 'int8', shape: [1, 100] }],
  });
});

it('tells of layers computation, computing and transfers where they are asked for', () => {
  expect(of(true).layers).toEqual([
    {
      name: 'conv',
      macs: 25600,
      startUs: 100,
      endUs: 282,
      latencyUs: 182,
      computeUs: 66,
      tensorUs: 66,
      vectorUs: 0,
      transferUs: 116,
      ddrLoadBytes: 1600,
      ddrStoreBytes: 0,
      binds: 'DDR',
    },
    {
      name: 'act',
      macs: 0,
      startUs: 282,
      endUs: 464,
      latencyUs: 182,
      computeUs: 66,
      tensorUs: 0,
      vectorUs: 66,
      transferUs: 116,
      ddrLoadBytes: 0,
      ddrStoreBytes: 1600,
      binds: 'DDR',
    },
  ]);
});

it('counts what dispatching every core takes', () => {
  if (row.time.on !== 'BPU') throw new Error('not a segment');
  const shared = { ...row.time, cores: 2 };
  expect(perfSubgraph(row, shared, headerOf(), FEATURES, false)).toMatchObject({ cores: 2, dispatchUs: 200 });
});

it('overlooks names of nodes that are none', () => {
  const step = { ...row.step, attrs: { nodes: 'conv' } };
  if (row.time.on !== 'BPU') throw new Error('not a segment');
  expect(perfSubgraph({ ...row, step }, row.time, headerOf(), FEATURES, false).nodes).toEqual([]);
});
