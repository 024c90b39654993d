import type { MachineFeatures } from './features';

/** A made-up march of round numbers. */
export const FEATURES: MachineFeatures = {
  march: 'example',
  cores: 1,
  clockHz: 1e9,
  macArray: {
    int8: { outputChannels: 16, inputChannels: 8, pixels: 4 },
    int16: { outputChannels: 16, inputChannels: 4, pixels: 2 },
  },
  vectorLanes: 32,
  sramBytes: 1 << 18,
  ddrBytesPerCycle: 16,
  burstBytes: 64,
  alignBytes: 32,
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
