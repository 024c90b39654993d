import { rangeOf } from './range';

const SPREAD = { latency: [0.5, 2], rate: [0.25, 4] } as const;

it('is the figures times the spread, the time by its own and the rate by its own', () => {
  expect(rangeOf({ latencyUs: 100, fps: 8 }, { spread: SPREAD })).toEqual({
    range: { latencyUs: [50, 200], fps: [2, 32] },
  });
  expect(rangeOf({ latencyUs: 0, fps: 0 }, { spread: SPREAD })).toEqual({ range: { latencyUs: [0, 0], fps: [0, 0] } });
});

it('is not there without a spread', () => {
  expect(rangeOf({ latencyUs: 100, fps: 8 }, {})).toEqual({});
});
