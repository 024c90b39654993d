import { type Region, extentOf, formatRegion, isDense, isMachineDType } from './region';

const region: Region = { space: 'ddr', offset: 64, dtype: 'int16', shape: [2, 3, 4], strides: [12, 4, 1] };

describe('region', () => {
  it('measures from the first element to the end of the last', () => {
    expect(extentOf(region)).toBe(48);
    expect(extentOf({ ...region, strides: [100, 10, 2] })).toBe((100 + 20 + 6 + 1) * 2);
    expect(extentOf({ ...region, shape: [], strides: [] })).toBe(2);
  });

  it('knows whether elements lie side by side, dimensions of one included', () => {
    expect(isDense(region)).toBe(true);
    expect(isDense({ ...region, strides: [24, 4, 1] })).toBe(false);
    expect(isDense({ ...region, shape: [1, 3], strides: [0, 1] })).toBe(false);
    expect(isDense({ ...region, shape: [], strides: [] })).toBe(true);
  });

  it('prints strides only where they say something', () => {
    expect(formatRegion(region)).toBe('ddr@64:int16[2x3x4]');
    expect(formatRegion({ ...region, strides: [24, 4, 1] })).toBe('ddr@64:int16[2x3x4]/24,4,1');
  });

  it('names its element types', () => {
    expect(isMachineDType('int8')).toBe(true);
    expect(isMachineDType('float64')).toBe(false);
  });
});
