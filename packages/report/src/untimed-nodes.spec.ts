import { sampleRecord } from './sample-record.fixture';
import { untimedNodes } from './untimed-nodes';

const bpuOnly = { latencyUs: 9, fps: 1, ddrBytes: 0, segments: [{ name: 's', on: 'BPU' as const, latencyUs: 9 }] };

it('counts the nodes on the CPU unless their time is in the prediction', () => {
  const onCpu = sampleRecord().nodes.filter(({ on }) => on === 'CPU').length;
  expect(onCpu).toBeGreaterThan(0);
  expect(untimedNodes(sampleRecord())).toBe(0);
  expect(untimedNodes(sampleRecord({ performance: bpuOnly }))).toBe(onCpu);
  expect(untimedNodes(sampleRecord({ performance: undefined }))).toBe(0);
});
