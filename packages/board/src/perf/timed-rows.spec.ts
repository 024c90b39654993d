import { FEATURES, modelOfProgram } from './perf.fixture';
import { timedRows } from './timed-rows';

it('times every step once, one after the other, under the name of its row', () => {
  const rows = timedRows(modelOfProgram(), FEATURES);
  expect(rows.map(({ name, startUs, time }) => [name, startUs, time.on, time.latencyUs])).toEqual([
    ['Quantize_q', 0, 'CPU', 500],
    ['BPU_net_subgraph_0', 500, 'BPU', 464],
    ['Tan_inner', 964, 'CPU', 200],
    ['Dequantize_d', 1164, 'CPU', 500],
  ]);
});
