import { RECORD_VERSION, type RunRecord } from './run-record';

/** A record with every section. */
export function exampleRecord(): RunRecord {
  const because = {
    code: 'PLC003',
    severity: 'note',
    message: 'Softmax runs on the CPU',
    at: { name: 'prob', file: 'a.prototxt', line: 7, column: 1 },
    facts: { limit: 64, found: 1000 },
  } as const;
  return {
    version: RECORD_VERSION,
    command: 'makertbin',
    tool: { openbpu: '0.1.0', 'onnxruntime-node': '1.30.0' },
    march: 'bayes-e',
    recipe: { model: { march: 'bayes-e', prefix: 'm' }, inputs: [{ mean: [1, 2, 3] }] },
    prefix: 'm',
    model: {
      name: 'm',
      files: ['m.onnx'],
      inputs: [{ name: 'data', dtype: 'float32', shape: [1, 3, 8, 8], layout: 'NCHW' }],
      outputs: [{ name: 'prob', dtype: 'float32', shape: [1, 10] }],
      macs: 569_000_000,
    },
    nodes: [
      {
        node: 'conv1',
        on: 'BPU',
        subgraph: 0,
        type: 'HzSQuantizedConv',
        inType: 'int8',
        outType: 'int8',
        cosine: 0.9999,
        threshold: 127,
        origins: [{ name: 'conv1', kind: 'Convolution' }],
        macs: 10,
      },
      {
        node: 'prob',
        on: 'CPU',
        subgraph: null,
        type: 'Softmax',
        inType: 'float32',
        outType: 'float32',
        because,
        origins: [],
      },
    ],
    outputs: [{ name: 'prob', cosine: 0.998, l1: 0.01, l2: 0.002, chebyshev: 0.2 }],
    calibration: {
      method: 'kl',
      candidates: [
        { method: 'max', cosine: 0.99 },
        { method: 'kl', cosine: 0.998 },
      ],
      samples: 100,
    },
    verification: { compared: 12345, mismatches: 0, inputs: 5, status: 'passed' },
    artifacts: [{ kind: 'bin', file: 'm.bin', bytes: 100, sha256: 'ab'.repeat(32) }],
    passes: [{ name: 'fold-constants', patches: 3 }],
    performance: {
      protocol: 'a frame of hrt_model_exec perf',
      latencyUs: 1234.5,
      fps: 810,
      range: { latencyUs: [1000, 1500], fps: [700, 900.5] },
      threads: [
        { threads: 1, latencyUs: 1234.5, fps: 810, range: { latencyUs: [1000, 1500], fps: [700, 900.5] } },
        { threads: 2, latencyUs: 2400, fps: 833 },
      ],
      ddrBytes: 5_000_000,
      cores: 2,
      oneCore: { latencyUs: 2000.5, fps: 900 },
      calls: { count: 2, longestUs: 900.5, limitUs: 1000 },
      segments: [{ name: 'm_subgraph_0', on: 'BPU', latencyUs: 1200, macs: 10 }],
    },
    accuracy: { images: 400, stages: [{ stage: 'float', top1: 0.7, top5: 0.9, interval: [0.65, 0.74] }] },
    diagnostics: [because],
    timing: { startedAt: '2024-01-02T03:04:05.678Z', stages: [{ name: 'import', seconds: 0.25 }] },
  };
}
