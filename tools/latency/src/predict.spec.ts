import { marches } from '@openbpu/pipeline';
import { compiledNetwork } from './compiled-network';
import { predict } from './predict';
import { scores } from './scores';
import { predictionTable, scoreTable } from './table';
import { tinyNetwork } from './tiny-network.fixture';

const ROW = { network: 'tiny', latencyMs: 1, fps: 10_000, source: 'nowhere' } as const;

describe('predict', () => {
  it.each(marches())('gives the time of a network on $march', async (backend) => {
    const compiled = await compiledNetwork(tinyNetwork(), backend);
    const row = predict({ march: backend.march, ...ROW }, compiled, backend.features);
    expect(compiled.model.steps.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['bpu', 'edge']));
    expect(row.bpuMs).toBeGreaterThan(0);
    expect(row.cpuMs * 1e-3).toBeCloseTo(
      backend.features.cpu.inferenceSeconds +
        backend.features.cpu.nodeSeconds +
        (4 * 16 * 16 * 8) / backend.features.cpu.bytesPerSecond,
      9,
    );
    expect(row.predictedMs).toBeCloseTo(row.bpuMs + row.cpuMs, 12);
    expect(row.ddrBytes).toBeGreaterThan(3 * 32 * 32);
    const [latency, throughput] = scores([row]);
    expect([latency.measure, latency.mape]).toEqual(['latency', Math.abs(row.predictedMs - 1)]);
    expect(throughput.bias).toBeCloseTo(10_000 / row.predictedFps, 9);
    expect(predictionTable([row]).split('\n')[1]).toMatch(/^tiny +\d+\.\d{3} +0\.\d\d /);
    expect(scoreTable(scores([row])).split('\n')).toHaveLength(3);
  });
});
