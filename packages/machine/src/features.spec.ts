import { type MachineFeatures, peakMacsPerSecond } from './features';

const FEATURES: MachineFeatures = {
  march: 'example',
  cores: 2,
  clockHz: 1e9,
  macArray: {
    int8: { outputChannels: 16, inputChannels: 32, pixels: 5 },
    int16: { outputChannels: 16, inputChannels: 16, pixels: 2 },
  },
  vectorLanes: 64,
  sramBytes: 1 << 20,
  ddrBytesPerCycle: 16,
  burstBytes: 64,
  alignBytes: 32,
  dispatchCycles: 1000,
  cpu: {
    cores: 8,
    clockHz: 1.5e9,
    macsPerCycle: 8,
    bytesPerSecond: 8e9,
    nodeSeconds: 1e-5,
    inferenceSeconds: 1e-4,
    protocol: 'a frame',
  },
};

describe('peakMacsPerSecond', () => {
  it('multiplies the array, the clock and the cores', () => {
    expect(peakMacsPerSecond(FEATURES)).toBe(2 * 1e9 * 16 * 32 * 5);
    expect(peakMacsPerSecond(FEATURES, 'int16')).toBe(2 * 1e9 * 16 * 16 * 2);
  });
});
