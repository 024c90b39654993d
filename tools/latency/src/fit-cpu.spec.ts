import { marches } from '@openbpu/pipeline';
import { type PredictWith, fitCpu } from './fit-cpu';

const [, { features }] = marches();

/**
 * A row of so many nodes and megabytes on a CPU whose costs are 0.2 ms an inference, 0.05 ms a node, 0.25 ms a
 * megabyte.
 */
const row =
  (nodes: number, megabytes: number, bpuMs: number): PredictWith =>
  ({ inferenceSeconds, nodeSeconds, bytesPerSecond }) => ({
    march: 'bayes-e',
    network: 'n',
    use: 'fit',
    source: 'nowhere',
    latencyMs: bpuMs + 0.2 + 0.05 * nodes + 0.25 * megabytes,
    fps: (1000 * features.cores) / bpuMs,
    predictedMs: 0,
    bpuMs,
    cpuMs: 1000 * (inferenceSeconds + nodes * nodeSeconds + (megabytes * 1e6) / bytesPerSecond),
    predictedFps: 0,
    ddrBytes: 0,
  });

describe('fitCpu', () => {
  it('takes apart what latency has above the time of the BPU', () => {
    const { inferenceSeconds, nodeSeconds, bytesPerSecond } = fitCpu(
      [row(1, 0.01, 1), row(6, 10, 4), row(3, 17, 9), row(10, 16, 5)],
      features,
    );
    expect(inferenceSeconds).toBeCloseTo(2e-4, 6);
    expect(nodeSeconds).toBeCloseTo(5e-5, 6);
    expect(bytesPerSecond / 4e9).toBeCloseTo(1, 3);
  });

  it('leaves a rate open that no row tells', () => {
    expect(fitCpu([row(1, 0, 1), row(2, 0, 1)], features).bytesPerSecond).toBe(Infinity);
  });
});
