import { sampleNodes, sampleRecord } from '../sample-record.fixture';
import { headline } from './headline';

it('begins with the verdict and its numbers', () => {
  const { text } = headline(sampleRecord());
  expect(text).toContain('<div class="verdict good"><strong>PASSED</strong>');
  expect(text).toContain('on 5 inputs: <b>1,234,567</b> values compared, <b>0</b> mismatches.');
  for (const figure of [
    '6 of 8 nodes',
    '0.998123',
    '69.5 %',
    'quantized; float 70.3 %',
    '2.35 ms',
    '426 fps, predicted',
    '100 samples',
  ])
    expect(text).toContain(figure);
});

it('leads with what the user calls the model, and for what it is', () => {
  expect(headline(sampleRecord()).text).toContain(
    '<h1>sample_224x224_nv12 <small>for bayes-e, from sample.onnx</small></h1>',
  );
  expect(headline(sampleRecord({ prefix: undefined })).text).toContain(
    '<h1>sample.onnx <small>for bayes-e</small></h1>',
  );
});

it('breaks a long method after its commas and colons', () => {
  const { text } = headline(
    sampleRecord({ calibration: { method: 'max-percentile:percentile=0.9,per_channel', candidates: [], samples: 1 } }),
  );
  expect(text).toContain('<b><span class="long">max-percentile:<wbr>percentile=0.9,<wbr>per_channel</span></b>');
});

it('shows failures, and where the errors are', () => {
  const { text } = headline(
    sampleRecord({
      verification: { compared: 10, mismatches: 3, inputs: 1, status: 'failed' },
      diagnostics: [{ code: 'PIP001', severity: 'error', message: 'x', facts: {} }],
    }),
  );
  expect(text).toContain('<div class="verdict bad"><strong>FAILED</strong>');
  expect(text).toContain(
    'on 1 input: <b>10</b> values compared, <b>3</b> mismatches. <a class="bad" href="#diagnostics">1 error</a>',
  );
});

it('says beside the verdict that the outputs are not those of the float model', () => {
  const output = (cosine: number | null) => ({ name: 'a', cosine, l1: 0, l2: 0, chebyshev: 0 });
  expect(headline(sampleRecord({ outputs: [output(0.99), output(0.6126)] })).text).toContain(
    'mismatches. <a class="bad" href="#outputs">But the outputs are unlike those of the float ' +
      'model: cosine 0.612600</a>',
  );
  for (const outputs of [[], [output(null)], [output(0.96)]])
    expect(headline(sampleRecord({ outputs })).text).not.toContain('unlike those of');
});

it('says when the predicted time is that of the BPU alone', () => {
  expect(headline(sampleRecord()).text).toContain('<small>latency</small>');
  expect(headline(sampleRecord({ performance: { latencyUs: 9, fps: 1, ddrBytes: 0 } })).text).toContain(
    '<small>latency of the BPU</small>',
  );
});

it('says whether the time is predicted by a fitted machine or assumed', () => {
  const performance = { latencyUs: 9, fps: 1, ddrBytes: 0 };
  expect(headline(sampleRecord({ performance })).text).toContain('1 fps, predicted');
  expect(headline(sampleRecord({ performance: { ...performance, assumed: true } })).text).toContain('1 fps, assumed');
  expect(headline(sampleRecord({ performance })).text).not.toContain('a batch of');
  expect(headline(sampleRecord({ performance: { ...performance, batch: 8 } })).text).toContain('a batch of 8, up to 1');
});

it('has only the tiles whose numbers exist', () => {
  const { text } = headline(
    sampleRecord({
      verification: undefined,
      prefix: undefined,
      model: undefined,
      nodes: [],
      outputs: [{ name: 'a', cosine: null, l1: null, l2: null, chebyshev: null }],
      calibration: undefined,
      performance: undefined,
      accuracy: undefined,
    }),
  );
  expect(text).toContain('<div class="tiles"></div>');
  expect(text).toContain('<h1>unnamed model <small>for bayes-e</small></h1>');
  expect(text).toContain('were not compared');
});

it('takes the worst output, and one stage of accuracy as it is', () => {
  const output = { name: 'a', l1: 0, l2: 0, chebyshev: 0 };
  const { text } = headline(
    sampleRecord({
      nodes: sampleNodes(1),
      outputs: [
        { ...output, cosine: 0.9999 },
        { ...output, cosine: 0.94 },
      ],
      accuracy: { images: 1, stages: [{ stage: 'bin', top1: 1 }] },
    }),
  );
  expect(text).toContain('<span class="bad">0.940000</span></b><small>lowest of 2 outputs');
  expect(text).toContain('<b>100.0 %</b><small>bin</small>');
});

it('shows no figure of accuracy where nothing was calibrated', () => {
  const { text } = headline(
    sampleRecord({
      outputs: [{ name: 'a', cosine: 0.999997, l1: 0, l2: 0, chebyshev: 0 }],
      calibration: { noise: true, method: 'max', candidates: [{ method: 'max', cosine: null }], samples: 10 },
    }),
  );
  expect(text).not.toContain('0.999997');
  expect(text).toContain('<b>none</b><small>thresholds come from noise</small>');
  const loaded = { loaded: true, method: 'load', candidates: [], samples: 0 };
  const stated = headline(sampleRecord({ calibration: loaded })).text;
  expect(stated).toContain('<b>none</b><small>the model states its thresholds</small>');
  expect(stated).toContain('<a href="#calibration">No samples were read');
  expect(stated).not.toContain('output cosine');
  expect(text).toContain('<a href="#calibration">Nothing was calibrated');
});

it('says what its cosine is the mean of', () => {
  const noteOf = (samples: number) => headline(sampleRecord({ proof: { samples, nodeSamples: 1 } })).text;
  expect(noteOf(8)).toContain('<small>float against quantised, mean of 8 samples</small>');
  expect(noteOf(1)).toContain('<small>float against quantised, first sample</small>');
});

it('says the interval of the latency', () => {
  const { performance } = sampleRecord();
  const range = { latencyUs: [2110, 2630], fps: [384, 477] } as const;
  const { text } = headline(sampleRecord({ performance: { ...performance!, range } }));
  expect(text).toContain('80 % between 2.11 and 2.63 ms, up to 426 fps, predicted');
  expect(headline(sampleRecord()).text).not.toContain('80 %');
});

it('says on how many cores the latency is', () => {
  const { performance } = sampleRecord();
  expect(headline(sampleRecord({ performance: { ...performance!, cores: 2 } })).text).toContain('on 2 cores, up to');
  expect(headline(sampleRecord()).text).not.toContain('cores');
});
