import type { PerfLayer, PerfReport, PerfSubgraph } from '@openbpu/board';

export function sampleLayers(count: number): readonly PerfLayer[] {
  return Array.from({ length: count }, (_, i): PerfLayer => ({
    name: `conv<${i}>`,
    macs: 1000 * (i + 1),
    startUs: i,
    endUs: i + 2,
    latencyUs: 1 + i,
    computeUs: 2,
    tensorUs: 1.5,
    vectorUs: 0.5,
    transferUs: 1.25,
    ddrLoadBytes: 1024,
    ddrStoreBytes: 512,
    binds: i % 2 === 0 ? 'MAC' : 'DDR',
  }));
}

export const SUBGRAPH: PerfSubgraph = {
  name: 'NET_subgraph_0',
  row: 'BPU_NET_subgraph_0',
  startUs: 10,
  macs: 569_000_000,
  ddrLoadBytes: 4_000_000,
  ddrStoreBytes: 1_500_000,
  latencyUs: 3425.56,
  cores: 1,
  calls: [
    { name: 'NET_subgraph_0_fc_0', startUs: 0, latencyUs: 3000 },
    { name: 'NET_subgraph_0_fc_1', startUs: 3000, latencyUs: 425.56 },
  ],
  dispatchUs: 40,
  utilisation: { dma: 0.5, tensor: 0.75, vector: 0.25, macs: 0.3 },
  binds: 'MAC',
  nodes: ['a', 'b'],
  inputs: [{ name: 'x', dtype: 'int8', shape: [1, 3, 224, 224] }],
  outputs: [{ name: 'y', dtype: 'int32', shape: [1, 1000] }],
};

/** A report with one subgraph between a Quantize and a Dequantize; with layers where they are asked for. */
export function sampleReport(layers = 0): PerfReport {
  const debug = layers > 0;
  return {
    model: 'net_nv12',
    graph: 'NET',
    march: 'bayes-e',
    tool: 'openbpu 0.1.0',
    batch: 1,
    cores: 1,
    debug,
    bpuUs: 3425.56,
    ddrLoadBytes: 4_000_000,
    ddrStoreBytes: 1_500_000,
    macs: 569_000_000,
    cpuUs: 274.44,
    inferenceUs: 300,
    latencyUs: 4000,
    fps: 291.9,
    range: { latencyUs: [3600, 4400], fps: [250, 300] },
    threads: [
      { threads: 1, latencyUs: 4000, fps: 250, range: { latencyUs: [3600, 4400], fps: [240, 260] } },
      { threads: 2, latencyUs: 6900, fps: 290, range: { latencyUs: [6000, 7500], fps: [250, 300] } },
    ],
    protocol: 'a frame of a test',
    cpuRows: [
      { name: 'Quantize_q', latencyUs: 10 },
      { name: 'Dequantize_d', latencyUs: 264.44 },
    ],
    subgraphs: [{ ...SUBGRAPH, ...(debug ? { layers: sampleLayers(layers) } : {}) }],
    structure: {
      nodes: [
        { id: 'input:x', label: 'x', on: 'input' },
        { id: 'Quantize_q', label: 'Quantize_q', on: 'CPU', latencyUs: 10 },
        { id: 'BPU_NET_subgraph_0', label: 'BPU_NET_subgraph_0', on: 'BPU', latencyUs: 3425.56 },
        { id: 'Dequantize_d', label: 'Dequantize_d', on: 'CPU', latencyUs: 264.44 },
        { id: 'output:y', label: 'y', on: 'output' },
      ],
      edges: [
        { from: 'input:x', to: 'Quantize_q', label: 'float32 1x3' },
        { from: 'Quantize_q', to: 'BPU_NET_subgraph_0', label: 'int8 1x3' },
        { from: 'BPU_NET_subgraph_0', to: 'Dequantize_d', label: 'int32 1x3' },
        { from: 'Dequantize_d', to: 'output:y', label: 'float32 1x3' },
      ],
    },
    timeline: {
      lanes: ['CPU', 'DMA'],
      endUs: 4000,
      spans: [
        { lane: 0, name: 'Quantize_q', startUs: 0, durationUs: 10 },
        { lane: 0, name: 'Dequantize_d', startUs: 3435.56, durationUs: 264.44 },
        { lane: 0, name: 'every inference', startUs: 3700, durationUs: 300 },
        { lane: 1, name: 'load', ...(debug ? { layer: 'conv<0>' } : {}), startUs: 10, durationUs: 5 },
        { lane: 1, name: 'store', startUs: 3430, durationUs: 5.5601 },
      ],
    },
    roofline: {
      roofs: [{ name: 'int8', macsPerSecond: 2.048e12 }],
      bytesPerSecond: 7.25e9,
      points: [
        { name: 'NET_subgraph_0', subgraph: 'NET_subgraph_0', macsPerByte: 103, macsPerSecond: 1.66e11, binds: 'MAC' },
      ],
    },
    keys: [
      { key: 'debug', value: 'False', costs: false, costsUs: 0, says: 'Nothing is kept.' },
      { key: 'compile_mode', value: 'bandwidth', costs: undefined, says: 'Who knows.' },
      { key: 'max_time_per_fc', value: '1000', costs: true, costsUs: 20, says: 'Calls.' },
    ],
    whatIf: [
      { change: 'edges <off>', latencyUs: 3725.56, how: 'By the clock.' },
      { change: 'core_num is 2', how: 'Not computed.' },
    ],
  };
}
