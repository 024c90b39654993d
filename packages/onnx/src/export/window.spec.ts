import { padsFit } from './window';

it('compares rows with rows and columns with columns', () => {
  expect(padsFit({ kernel: [3, 1], pads: [2, 0, 2, 0] })).toBe(true);
  expect(padsFit({ kernel: [3, 1], pads: [0, 0, 0, 1] })).toBe(false);
  expect(padsFit({ kernel: [3, 1], pads: [0, 0, 3, 0] })).toBe(false);
});
