import type { MachineFeatures } from '@openbpu/plugin-api';

/**
 * The BPU of the RDK X5. Public: one core of 1 GHz, 10 TOPS, eight A55 at 1.5 GHz beside it. Assumed, since nothing is
 * published: the shape of the MAC array (5120 MACs per cycle make 1 GHz x 5120 x 2 = 10.24 TOPS; half of it for int16
 * activations, which are two int8 products each), the vector width, 2 MiB of SRAM, DDR bandwidth (8 GB/s), bursts,
 * alignment, the cost of a dispatch and the speed of a CPU node.
 */
export const features: MachineFeatures = {
  march: 'bayes-e',
  cores: 1,
  clockHz: 1e9,
  macArray: {
    int8: { outputChannels: 32, inputChannels: 32, pixels: 5 },
    int16: { outputChannels: 32, inputChannels: 16, pixels: 5 },
  },
  vectorLanes: 128,
  sramBytes: 2 * 2 ** 20,
  ddrBytesPerCycle: 8,
  burstBytes: 64,
  alignBytes: 16,
  dispatchCycles: 10_000,
  cpu: { cores: 8, clockHz: 1.5e9, macsPerCycle: 4, bytesPerSecond: 6e9, nodeSeconds: 6e-5 },
};
