import type { MachineFeatures } from '@openbpu/plugin-api';

/**
 * The BPU of the RDK X5. Public: one core of 1 GHz, eight A55 at 1.5 GHz beside it. Fitted to published latencies, by
 * `node tools/latency/dist/fit.js bayes-e` (docs/adr/0050): the pace of the queues, SRAM and what constants may take
 * of it, DDR bandwidth, and for the CPU bytes per second, the cost of a node and of an inference; the sides of the MAC
 * array are those of docs/adr/0011. They describe how fast compiled models run, not the silicon: the 10 TOPS of the
 * data sheet are no dense multiply-accumulates, no published model comes near them; and SRAM makes up for layers that
 * this compiler does not fuse. Assumed: tables cost next to nothing, the cost of a dispatch, bursts, alignment, float
 * arithmetic of the CPU.
 */
export const features: MachineFeatures = {
  march: 'bayes-e',
  spread: { latency: [0.92, 1.11], rate: [0.89, 1.1] },
  cores: 1,
  clockHz: 1e9,
  macArray: {
    int8: { outputChannels: 16, inputChannels: 32, pixels: 4 },
    int16: { outputChannels: 16, inputChannels: 16, pixels: 4 },
  },
  vectorLanes: 256,
  pace: {
    tensor: {
      window: 0.961,
      pixel: 0.737,
      computed: 0.0221,
      computedCycles: 88_400,
      wide: 1.58,
      depthwise: { channels: 128, products: 181 },
      colourCycles: 0.155,
    },
    vector: { arithmetic: 18, window: 28.7, resize: 2.13, move: 239, moveCycles: 3220, across: 1.55, stack: 8 },
    constantsAhead: 2 * 2 ** 20,
  },
  sramBytes: 8 * 2 ** 20,
  ddrBytesPerCycle: 7.68,
  burstBytes: 64,
  alignBytes: 16,
  dispatchCycles: 200,
  cpu: {
    cores: 8,
    clockHz: 1.5e9,
    macsPerCycle: 4,
    bytesPerSecond: 3.88e9,
    nodeSeconds: 3.98e-5,
    inferenceSeconds: 2e-4,
    protocol: 'a frame of hrt_model_exec perf, as the published YOLO tables of the RDK X5 count it',
  },
};
