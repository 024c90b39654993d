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

it('says that nothing was calibrated, and where thresholds come from', () => {
  const of = (more: { readonly noise?: true; readonly loaded?: true }) =>
    calibrationLines({ calibration: { ...calibration, ...more } });
  expect(of({ noise: true })).toEqual(['No calibration: thresholds come from noise.']);
  expect(of({ loaded: true })).toEqual(['No calibration: thresholds come from the model.']);
});
