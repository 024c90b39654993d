import type { MachineFeatures } from '@openbpu/plugin-api';

/**
 * The BPU of the RDK X3. Public: two cores of 1 GHz, four A53 at 1.2 GHz beside them. Fitted to published latencies,
 * by `node tools/latency/dist/fit.js bernoulli2` (docs/adr/0050): the pace of the queues, SRAM of a core and what
 * constants may take of it, DDR bandwidth of a core, and for the CPU bytes per second, the cost of a node, of an
 * inference and of a crowd; the sides of the MAC array are those of docs/adr/0011. They describe how fast compiled
 * models run, not the silicon. Assumed: bursts, alignment, float arithmetic of the CPU; and what two cores at one
 * inference share (docs/adr/0035): one and a half times the DDR bandwidth of a core, a microsecond until one has
 * noticed what the other has done, and their dispatch, one after the other. There is no int16 arithmetic; its row only
 * completes the type.
 */
export const features: MachineFeatures = {
  march: 'bernoulli2',
  spread: { latency: [0.85, 1.25], rate: [0.76, 1.28] },
  cores: 2,
  clockHz: 1e9,
  macArray: {
    int8: { outputChannels: 4, inputChannels: 8, pixels: 8 },
    int16: { outputChannels: 4, inputChannels: 4, pixels: 8 },
  },
  vectorLanes: 32,
  pace: {
    tensor: {
      window: 0.937,
      pixel: 0.944,
      computed: 0.0625,
      computedCycles: 1000,
      wide: 1,
      depthwise: { channels: 8, products: 116 },
      colourCycles: 4.13,
    },
    vector: { arithmetic: 5.47, window: 11.1, resize: 1.76, move: 2.11, moveCycles: 1060, across: 0.125, stack: 16 },
    constantsAhead: 2 ** 17,
  },
  sramBytes: 2 ** 19,
  ddrBytesPerCycle: 8.61,
  burstBytes: 64,
  alignBytes: 16,
  dispatchCycles: 2000,
  shared: { ddrBytesPerCycle: 12.9, waitCycles: 1_000 },
  cpu: {
    cores: 4,
    clockHz: 1.2e9,
    macsPerCycle: 2,
    bytesPerSecond: 5.51e9,
    nodeSeconds: 1.47e-4,
    inferenceSeconds: 2.5e-4,
    protocol: 'a frame of hrt_model_exec perf, as the published tables of the RDK X3 count it',
    crowded: 1.65,
  },
};
