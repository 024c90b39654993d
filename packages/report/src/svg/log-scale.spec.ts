import { logScale } from './log-scale';

const { at, ticks } = logScale({ powers: [-10, 0], pixels: [100, 0] });

it('has a tick at every power of ten', () => {
  expect(ticks).toHaveLength(11);
  expect([ticks[0].label, ticks[8].label, ticks[10].label]).toEqual(['10⁻¹⁰', '10⁻²', '10⁰']);
});

it('spaces powers equally', () => {
  expect(at(1)).toBe(0);
  expect(at(1e-5)).toBeCloseTo(50);
  expect(at(1e-10)).toBeCloseTo(100);
});

it('keeps zero, negatives and what is outside at the ends', () => {
  expect([at(0), at(-1), at(1e-30), at(2)]).toEqual([100, 100, 100, 0]);
});
