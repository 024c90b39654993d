import type { MachineFeatures } from '@openbpu/plugin-api';

/**
 * The BPU of the RDK Ultra. Public: 96 TOPS, two core ids in the API, eight A55 beside it. Everything else is assumed,
 * since no latency of a board is published: cores of 1 GHz whose MAC arrays do a third of the 96 TOPS on dense layers,
 * the share that models reach on the RDK X5 (docs/adr/0011); the pace of their queues, SRAM and DDR bandwidth of a
 * core in proportion to the array, as far as a board of that class has them; the CPU, bursts and alignment as on the
 * RDK X5. So every prediction says that it is assumed.
 */
export const features: MachineFeatures = {
  march: 'bayes',
  assumed: true,
  cores: 2,
  clockHz: 1e9,
  macArray: {
    int8: { outputChannels: 32, inputChannels: 32, pixels: 8 },
    int16: { outputChannels: 32, inputChannels: 16, pixels: 8 },
  },
  vectorLanes: 1024,
  pace: {
    tensor: {
      window: 1,
      pixel: 0.8,
      computed: 0.022,
      computedCycles: 0,
      wide: 1.55,
      depthwise: { channels: 128, products: 780 },
      colourCycles: 0.06,
    },
    vector: { arithmetic: 112, window: 76, resize: 8.4, move: 512, moveCycles: 6000, across: 2.3, stack: 8 },
    constantsAhead: 2 * 2 ** 20,
  },
  sramBytes: 8 * 2 ** 20,
  ddrBytesPerCycle: 14.7,
  burstBytes: 64,
  alignBytes: 16,
  dispatchCycles: 200,
  cpu: {
    cores: 8,
    clockHz: 1.5e9,
    macsPerCycle: 4,
    bytesPerSecond: 4e9,
    nodeSeconds: 5.2e-5,
    inferenceSeconds: 3e-4,
    protocol: 'a frame of hrt_model_exec perf that costs beside the model what it costs on the RDK X5',
  },
};
