import { sampleRecord } from './sample-record.fixture';
import { summaryText } from './summary-text';

it('says in a few lines what came out', () => {
  const { nodes } = sampleRecord();
  const record = sampleRecord({
    nodes: [
      { ...nodes[0], on: 'BPU', macs: 12_510_848 },
      { ...nodes[1], on: 'CPU', macs: 0 },
    ],
    calibration: {
      method: 'kl',
      candidates: [
        { method: 'max', cosine: 0.99 },
        { method: 'kl', cosine: null },
      ],
      samples: 1,
    },
    verification: { compared: 241832, mismatches: 0, inputs: 2, status: 'passed' },
    artifacts: [
      { kind: 'bin', file: 'm.bin', bytes: 86528, sha256: 'a'.repeat(64) },
      { kind: 'quantized', file: 'm_quantized_model.onnx', bytes: 100, sha256: 'b'.repeat(64) },
    ],
  });
  expect(summaryText(record).split('\n')).toEqual([
    'quantised model and .bin: PASSED, 241832 values compared, 0 mismatches',
    'BPU: 100.0 % of MACs (12.5 M of 12.5 M), 1 of 2 nodes',
    'latency: 2.35 ms, up to 426 fps, predicted',
    'calibration: kl on 1 sample, the best of 2 by the cosine of the outputs:',
    '  max  0.990000',
    '  kl   --',
    'files:',
    '  m.bin                   84.5 KiB',
    '  m_quantized_model.onnx     100 B',
  ]);
});

it('says that what was tuned is chosen on more samples', () => {
  const block = { from: 'a', to: 'a', convolutions: 1, channels: 1, moved: 1, before: 0.2, after: 0.1 };
  const of = (kept: boolean) => {
    const candidates = ['kl', 'kl,tuned'].map((method) => ({ method, cosine: 0.9 }));
    const calibration = { method: 'kl,tuned', candidates, samples: 9, tuned: [{ ...block, kept }] };
    return summaryText(sampleRecord({ calibration }));
  };
  expect(of(true)).toContain(
    'the best of 2, tuned and chosen on more samples than these, by the cosine of the outputs:',
  );
  expect(of(false)).toContain('the best of 2 by the cosine of the outputs:');
});

it('leaves out what the run did not reach', () => {
  const { nodes } = sampleRecord();
  const bare = {
    verification: undefined,
    calibration: undefined,
    performance: undefined,
    artifacts: [],
    diagnostics: [],
  };
  expect(summaryText(sampleRecord({ ...bare, nodes: [] }))).toBe('quantised model and .bin: not compared');
  expect(
    summaryText(sampleRecord({ ...bare, nodes: [{ ...nodes[0], on: 'BPU', macs: undefined }] })).split('\n')[1],
  ).toBe('BPU: 1 of 1 nodes');
  expect(
    summaryText(
      sampleRecord({ calibration: { method: 'max', candidates: [{ method: 'max', cosine: 1 }], samples: 3 } }),
    ),
  ).toContain('\ncalibration: max on 3 samples\n');
});

it('names no method where nothing was calibrated', () => {
  const calibration = { noise: true, method: 'max', candidates: [], samples: 10 };
  expect(summaryText(sampleRecord({ calibration }))).toContain('\ncalibration: none, thresholds come from noise\n');
  const loaded = { loaded: true, method: 'load', candidates: [], samples: 0 };
  expect(summaryText(sampleRecord({ calibration: loaded }))).toContain(
    '\ncalibration: none, the model states its thresholds\n',
  );
});

it('says what an inference takes, and what several cores and short function-calls give', () => {
  const performance = sampleRecord().performance!;
  const told = (change: object, nodes = sampleRecord().nodes) =>
    summaryText(sampleRecord({ nodes, performance: { ...performance, latencyUs: 1562, ...change } }));
  expect(told({ fps: 1234.5 })).toContain('\nlatency: 1.56 ms, up to 1230 fps, predicted\n');
  expect(told({ assumed: true, batch: 4 })).toContain('\nlatency: 1.56 ms for a batch of 4, up to 426 fps, assumed\n');
  const calls = { count: 2, longestUs: 884 };
  expect(told({ calls })).not.toContain('function-calls');
  const asked = { cores: 2, oneCore: { latencyUs: 2232, fps: 1 }, calls: { ...calls, limitUs: 1000 } };
  expect(told(asked)).toContain(
    '\nlatency: 1.56 ms on 2 cores, 2.23 ms on one, up to 426 fps, predicted\n' +
      'function-calls: 2, the longest 884 µs, and 1 ms allowed\n',
  );
  expect(summaryText(sampleRecord({ performance: undefined }))).not.toContain('latency');
});

it('says the intervals, what is predicted, and where there is no interval', () => {
  const range = { latencyUs: [2110, 2630], fps: [384, 477] } as const;
  const told = (change: object) =>
    summaryText(sampleRecord({ performance: { ...sampleRecord().performance!, protocol: 'a frame', ...change } }));
  expect(told({ range })).toContain(
    '\nlatency: 2.35 ms, 80 % between 2.11 and 2.63 ms, up to 426 fps, 80 % between 384 and 477 fps, predicted\n' +
      'predicted is a frame\ncalibration',
  );
  expect(told({ range, batch: 4, cores: 2, oneCore: { latencyUs: 9, fps: 1 } })).toContain(
    '\nlatency: 2.35 ms for a batch of 4 on 2 cores, 80 % between 2.11 and 2.63 ms, 9 µs on one, up to ',
  );
  expect(told({ assumed: true })).toContain(
    '\nlatency: 2.35 ms, up to 426 fps, assumed\n' +
      'predicted is a frame; no interval is given, since no latency of a board of this march is published\n',
  );
  expect(told({ calls: { count: 1, longestUs: 9, limitUs: 1000 } })).toContain(' published\nfunction-calls: one of 9');
  expect(told({ protocol: undefined })).not.toContain('predicted is');
});

it('says so where the clock does not know what the nodes on the CPU take', () => {
  const { nodes, performance } = sampleRecord();
  const onCpu = nodes.map((node) => ({ ...node, on: 'CPU' as const }));
  const bare = { ...performance!, segments: undefined };
  expect(summaryText(sampleRecord({ nodes: onCpu, performance: bare }))).toContain('\nlatency of the BPU: 2.35 ms, ');
});
