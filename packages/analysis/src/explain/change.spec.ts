import type { Remedy } from '../model/remedy';
import { calibratedModel } from '../net.fixture';
import { switchesOf } from './change';

const model = calibratedModel();
const steps = { number: 2, steps: { scales: [1] } };
const finer = { number: 2, steps: { scales: [0.5] } };
const shift = { value: 'c', shift: Float32Array.of(1, 2) };
const all: readonly Remedy[] = [steps, finer, shift];
const switches = (...changes: Parameters<typeof switchesOf>[1]) =>
  switchesOf(model, changes, (remedy) => 10 + all.indexOf(remedy));

it('leaves everything on where nothing is changed', () => expect(switches()).toEqual([0, 1, 2, 3, 4, 5]));

it('takes away, puts in the place, and shifts', () => {
  expect(switches({ off: [0, 5] })).toEqual([1, 2, 3, 4]);
  expect(switches({ remedies: [steps, shift] })).toEqual([0, 1, 2, 3, 4, 5, 10, 12]);
});

it('lets what is said later go first', () => {
  expect(switches({ remedies: [steps] }, { remedies: [finer] })).toEqual([0, 1, 2, 3, 4, 5, 11]);
  expect(switches({ remedies: [steps] }, { off: [2] })).toEqual([0, 1, 3, 4, 5]);
  expect(switches({ remedies: [shift] }, { off: [1], unshifted: ['c'] })).toEqual([0, 2, 3, 4, 5]);
});
