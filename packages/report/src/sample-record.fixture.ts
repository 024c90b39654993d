import type { RunRecord } from '@openbpu/record';

type NodeRow = RunRecord['nodes'][number];

const softmaxOnCpu: RunRecord['diagnostics'][number] = {
  code: 'PLC003',
  severity: 'note',
  message: 'Softmax works on 1000 channels, and the limit is 64',
  hint: 'remove it with remove_node_type and run it in the application',
  at: { name: 'prob', file: 'deploy.prototxt', line: 7, column: 1 },
  facts: {},
};

/**
 * `count` nodes in two BPU segments around a CPU node, ending on the CPU: cosines fall with depth, every fourth has
 * none.
 */
export function sampleNodes(count: number): NodeRow[] {
  return Array.from({ length: count }, (_, i): NodeRow => {
    const cpu = i === Math.floor(count / 2) || i === count - 1;
    const measured = i % 4 === 3 ? {} : { cosine: 1 - 10 ** (-6 + (4.5 * i) / count), threshold: 1 + (i % 7) * 1.37 };
    const work = i % 2 === 0 ? { macs: 1_000_000 + ((i * 7919) % 97) * 250_000 } : {};
    const where = cpu
      ? ({
          on: 'CPU',
          subgraph: null,
          type: 'Softmax',
          inType: 'float',
          outType: 'float',
          because: softmaxOnCpu,
        } as const)
      : ({
          on: 'BPU',
          subgraph: i < count / 2 ? 0 : 1,
          type: i % 2 === 0 ? 'HzSQuantizedConv' : 'HzLut',
          inType: 'int8',
          outType: 'int8',
        } as const);
    return {
      node: `/backbone/stage${Math.floor(i / 8)}/block.${i % 8}/Conv_${i}`,
      ...where,
      ...measured,
      ...work,
      origins: [{ name: `Conv_${i}`, kind: 'Conv' }],
    };
  });
}

/** A record with every section. */
export function sampleRecord(changes: Partial<RunRecord> = {}): RunRecord {
  return {
    version: 1,
    command: 'makertbin',
    tool: { openbpu: '0.1.0' },
    march: 'bayes-e',
    recipe: { model: { march: 'bayes-e', prefix: 'sample' }, inputs: [{ mean: [123.675, 116.28, 103.53] }] },
    prefix: 'sample_224x224_nv12',
    model: {
      name: 'torch-jit-export',
      files: ['sample.onnx'],
      inputs: [{ name: 'data', dtype: 'float32', shape: [1, 3, 224, 224], layout: 'NCHW' }],
      outputs: [{ name: 'prob', dtype: 'float32', shape: [1, 1000] }],
      macs: 569_000_000,
    },
    nodes: sampleNodes(8),
    outputs: [{ name: 'prob', cosine: 0.998123, l1: 0.0123, l2: 0.00021, chebyshev: 0.25 }],
    calibration: {
      method: 'kl',
      candidates: [
        { method: 'max', cosine: 0.9912 },
        { method: 'kl', cosine: 0.9981 },
      ],
      samples: 100,
    },
    verification: { compared: 1234567, mismatches: 0, inputs: 5, status: 'passed' },
    artifacts: [
      { kind: 'quantized', file: 'sample_quantized_model.onnx', bytes: 3_512_345, sha256: 'cd'.repeat(32) },
      { kind: 'bin', file: 'sample.bin', bytes: 3_612_345, sha256: 'ab'.repeat(32) },
    ],
    passes: [
      { name: 'fold-constants', patches: 3 },
      { name: 'fuse-batch-normalization', patches: 27 },
    ],
    performance: {
      latencyUs: 2345.6,
      fps: 426.3,
      ddrBytes: 5_000_000,
      ddrLoadBytes: 4_000_000,
      ddrStoreBytes: 1_000_000,
      utilisation: 0.614,
      segments: [
        { name: 'sample_subgraph_0', on: 'BPU', latencyUs: 1200, ddrBytes: 3_000_000, macs: 400_000_000 },
        { name: 'prob', on: 'CPU', latencyUs: 345 },
      ],
    },
    accuracy: {
      images: 400,
      stages: [
        { stage: 'float', top1: 0.7025, top5: 0.9, interval: [0.656, 0.745] },
        { stage: 'quantized', top1: 0.695, top5: 0.895, interval: [0.648, 0.738] },
      ],
    },
    diagnostics: [
      softmaxOnCpu,
      { code: 'CAL002', severity: 'warning', message: 'only 3 calibration samples', facts: { samples: 3 } },
    ],
    timing: {
      startedAt: '2024-01-02T03:04:05.678Z',
      stages: [
        { name: 'import', seconds: 0.25 },
        { name: 'calibrate', seconds: 1.5 },
      ],
    },
    ...changes,
  };
}
