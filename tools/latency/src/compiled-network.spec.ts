import { marches } from '@openbpu/pipeline';
import { compiledNetwork } from './compiled-network';
import { predict } from './predict';
import { EVERY_EDGE } from './settings';
import { tinyNetwork } from './tiny-network.fixture';

const backend = marches().find(({ march }) => march === 'bayes-e')!;
const ROW = { march: 'bayes-e', network: 'tiny', source: 'nowhere' } as const;

describe('compiledNetwork', () => {
  it('removes nothing from the edges unasked', async () => {
    const { without } = await compiledNetwork(tinyNetwork(), backend);
    expect(without).toBeUndefined();
  });

  it('removes from the edges what a conversion would, from the outside to the inside', async () => {
    const every = await compiledNetwork(tinyNetwork(), backend, { removed: EVERY_EDGE });
    const edges = every.model.steps.filter(({ kind }) => kind === 'edge').map(({ name }) => name);
    expect(edges.length).toBeGreaterThan(1);
    expect([...every.without!].sort()).toEqual(edges.sort());
    // The Dequantize stands behind the Transpose, which stays.
    const inner = await compiledNetwork(tinyNetwork(), backend, { removed: ['Dequantize'] });
    expect(inner.without!.size).toBe(0);
  });

  it.each(['nv12', 'featuremap'] as const)('takes no time for what is removed: %s', async (input) => {
    const compiled = await compiledNetwork(tinyNetwork(), backend, { input, removed: EVERY_EDGE });
    const { cpuMs, bpuMs } = predict(ROW, compiled, backend.features);
    expect(cpuMs).toBeCloseTo(1000 * backend.features.cpu.inferenceSeconds, 9);
    const whole = predict(ROW, { model: compiled.model, graph: compiled.graph }, backend.features);
    expect(whole.bpuMs).toBe(bpuMs);
    expect(whole.cpuMs).toBeGreaterThan(cpuMs);
  });
});
