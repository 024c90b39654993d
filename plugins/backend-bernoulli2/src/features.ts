import type { MachineFeatures } from '@openbpu/plugin-api';

/**
 * The BPU of the RDK X3. Public: two cores of 1 GHz, 5 TOPS together, four A53 at 1.2 GHz beside them, and about 0.12 ms
 * for a small node of the CPU. Assumed, since nothing is published: the shape of the MAC array (1280 MACs per cycle make
 * 2 x 1 GHz x 1280 x 2 = 5.12 TOPS), the vector width, 1 MiB of SRAM per core, DDR bandwidth (4 GB/s per core), bursts,
 * alignment and the cost of a dispatch. There is no int16 arithmetic; its row only completes the type.
 */
export const features: MachineFeatures = {
  march: 'bernoulli2',
  cores: 2,
  clockHz: 1e9,
  macArray: {
    int8: { outputChannels: 16, inputChannels: 16, pixels: 5 },
    int16: { outputChannels: 16, inputChannels: 8, pixels: 5 },
  },
  vectorLanes: 64,
  sramBytes: 2 ** 20,
  ddrBytesPerCycle: 4,
  burstBytes: 64,
  alignBytes: 16,
  dispatchCycles: 10_000,
  cpu: { cores: 4, clockHz: 1.2e9, macsPerCycle: 2, bytesPerSecond: 3e9, nodeSeconds: 1.2e-4 },
};
