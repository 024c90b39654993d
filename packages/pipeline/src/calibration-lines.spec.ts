import { calibrationLines } from './calibration-lines';

const calibration = { method: 'mix', candidates: [], samples: 3 };

it('names the method', () => {
  expect(calibrationLines({ calibration })).toEqual(['Select mix method.']);
  expect(calibrationLines({ calibration, methods: new Map() })).toEqual(['Select mix method.']);
});

it('counts thresholds by method where methods are mixed, most often first', () => {
  const methods = new Map([
    ['a', 'kl'],
    ['b', 'max'],
    ['c', 'max'],
  ]);
  expect(calibrationLines({ calibration, methods })).toEqual([
    'Select mix method.',
    'Thresholds by method: max 2, kl 1.',
  ]);
});

it('sums up where scales of channels were moved, and what was left alone', () => {
  const joint = { tensors: ['p'], moved: 3, dead: 1, clamped: 2, fixed: 0, farthest: 4 };
  expect(calibrationLines({ calibration: { ...calibration, equalised: [joint, { ...joint, fixed: 5 }] } })[1]).toBe(
    'Scales of channels moved between layers: 6 at 2 joints; left alone: 4 near a clamp, 2 that are always 0, 5 that ' +
      'others read or write.',
  );
});

it('sums up what was tuned, and says of every block that stayed so what its outputs are off by', () => {
  const block = { from: 'a', to: 'c', convolutions: 2, channels: 7, moved: 31, before: 0.025, after: 0.02, kept: true };
  const tuned = [block, { ...block, kept: false }, { ...block, from: 'd', to: 'd', before: null }];
  expect(calibrationLines({ calibration: { ...calibration, tuned } }).slice(1)).toEqual([
    'Blocks tuned: 2 of 3, 14 channels, 62 weights moved.',
    '  a to c: off by 2.00 % instead of 2.50 %',
    '  d: off by 2.00 % instead of nothing that is a number',
  ]);
});

it('says that nothing was calibrated, and where thresholds come from', () => {
  const of = (more: { readonly noise?: true; readonly loaded?: true }) =>
    calibrationLines({ calibration: { ...calibration, ...more } });
  expect(of({ noise: true })).toEqual(['No calibration: thresholds come from noise.']);
  expect(of({ loaded: true })).toEqual(['No calibration: thresholds come from the model.']);
});
