import type { MachineFeatures } from '@openbpu/machine';

/** A small machine of one core: its memory on chip holds little, so that much is cut. */
export const EXAMPLE_FEATURES: MachineFeatures = {
  march: 'example',
  cores: 1,
  clockHz: 1e9,
  macArray: {
    int8: { outputChannels: 4, inputChannels: 4, pixels: 2 },
    int16: { outputChannels: 4, inputChannels: 2, pixels: 2 },
  },
  vectorLanes: 8,
  sramBytes: 1 << 12,
  ddrBytesPerCycle: 8,
  burstBytes: 8,
  alignBytes: 16,
  dispatchCycles: 500,
  cpu: {
    cores: 4,
    clockHz: 1e9,
    macsPerCycle: 4,
    bytesPerSecond: 4e9,
    nodeSeconds: 1e-5,
    inferenceSeconds: 1e-4,
    protocol: 'a frame',
  },
};
