import { FEATURES } from '../features.fixture';
import { cpuSeconds } from './cpu-seconds';

describe('cpuSeconds', () => {
  it('is what a node costs and the longer of moving and computing', () => {
    const { cpu } = FEATURES;
    expect(cpuSeconds({ bytes: 0, macs: 0 }, cpu)).toBe(1e-5);
    expect(cpuSeconds({ bytes: 4e6, macs: 0 }, cpu)).toBeCloseTo(1e-5 + 1e-3, 12);
    expect(cpuSeconds({ bytes: 4e6, macs: 16e6 }, cpu)).toBeCloseTo(1e-5 + 1e-3, 12);
    expect(cpuSeconds({ bytes: 4e6, macs: 32e6 }, cpu)).toBeCloseTo(1e-5 + 2e-3, 12);
  });
});
