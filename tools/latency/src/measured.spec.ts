import { marches } from '@openbpu/pipeline';
import { compiledNetwork } from './compiled-network';
import { fitFeatures, predicted } from './fit-features';
import { bpuMs, measured, timed, times } from './measured';
import { networks } from './networks';
import { predict } from './predict';
import { settingsOf } from './settings';
import { tinyNetwork } from './tiny-network.fixture';
import { setAll, startOf, unknownsOf } from './unknowns';

const row = (march: string, network: string) => ({ march, network, source: 'nowhere', latencyMs: 1, fps: 1000 });

describe.each(marches().filter(({ features }) => features.pace))('$march', (backend) => {
  const { features } = backend;
  const inferenceSeconds = { detectors: features.cpu.inferenceSeconds, classifiers: 1 };

  it('times a network as a conversion predicts it', async () => {
    const settings = settingsOf('repvit_m0_9', backend.march);
    for (const [network, compiled] of [
      ['tiny', await compiledNetwork(tinyNetwork(), backend)],
      ['repvit_m0_9', await compiledNetwork(networks.repvit_m0_9(), backend, settings)],
    ] as const) {
      const of = measured(row(backend.march, network), timed(compiled, { features }), { features });
      const prediction = predict(row(backend.march, network), compiled, features);
      const bpu = bpuMs(of, { features });
      expect(bpu).toBeCloseTo(prediction.bpuMs, 9);
      const { latencyMs, frameMs } = times(of, bpu, { features, inferenceSeconds });
      expect(latencyMs).toBeCloseTo(prediction.predictedMs, 9);
      expect(frameMs).toBeCloseTo(1000 / prediction.predictedFps, 9);
    }
  });

  it('finds the features that made the figures', async () => {
    const compiled = await compiledNetwork(tinyNetwork(), backend);
    const names = unknownsOf(features).map(({ name }) => name);
    const start = startOf(features);
    const truth = setAll(
      start,
      unknownsOf(features).map(({ name, start: value }) => (name === 'tensor.window' ? 0.3 : value)),
    );
    const of = measured(row(backend.march, 'tiny'), timed(compiled, start), start);
    const { latencyMs, frameMs } = times(of, bpuMs(of, truth), truth);
    const rows = [{ ...of, row: { ...of.row, latencyMs, fps: 1000 / frameMs } }];
    const fit = fitFeatures(rows, { features: start.features }, { prior: 1e-4 });
    expect(fit.values).toHaveLength(names.length);
    const [at] = predicted(rows, fit);
    expect(at.latencyMs / latencyMs).toBeCloseTo(1, 2);
    expect(at.frameMs / frameMs).toBeCloseTo(1, 2);
  });
});

describe('measured', () => {
  it('knows the family of a row, and how its table was measured', () => {
    const { features } = marches()[0];
    const of = (network: string, source: string) =>
      measured({ march: 'm', network, source }, { programs: [], cpu: [] }, { features });
    expect(of('yolov8n', 'the table of classification')).toMatchObject({ family: 'yolov8', protocol: 'classifiers' });
    expect(of('resnet18', 'detection')).toMatchObject({ family: 'resnet', protocol: 'detectors' });
  });
});

describe('times', () => {
  it('takes a CPU that says nothing of crowds for one that they do not slow down', () => {
    const { features } = marches()[0];
    const { crowded: _, ...cpu } = { ...features.cpu, cores: 4 };
    const at = { features: { ...features, cores: 1, cpu }, inferenceSeconds: { detectors: 0.008, classifiers: 0 } };
    const of = { row: row('m', 'tiny'), family: 'tiny', protocol: 'detectors', segments: [], cpu: [] } as const;
    expect(times(of, 0, at)).toEqual({ latencyMs: 8, frameMs: 2 });
  });

  it('has the constant of its way of measuring, and as many cores as there are', () => {
    const { features } = marches().find(({ march }) => march === 'bayes-e')!;
    const cpu = { ...features.cpu, cores: 4, crowded: 1.5 };
    const at = { features: { ...features, cores: 2, cpu }, inferenceSeconds: { detectors: 0.001, classifiers: 0.008 } };
    const of = { row: row('bayes-e', 'tiny'), family: 'tiny', segments: [], cpu: [] };
    expect(times({ ...of, protocol: 'detectors' }, 2, at)).toEqual({ latencyMs: 3, frameMs: 1 });
    expect(times({ ...of, protocol: 'classifiers' }, 2, at)).toEqual({ latencyMs: 10, frameMs: 3 });
  });
});
