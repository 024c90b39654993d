import { float32 } from '@openbpu/tensor';
import { certaintyOf, probabilities } from './certainty';
import type { Scores } from './statistics-model';

const run = (y: readonly number[]) => new Map([['y', float32([1, y.length], y)]]);
const CLASSES: Scores = { name: 'y', classes: true, logits: false };
const BOXES: Scores = { name: 'y', classes: false, logits: false };

it('is the probability of the likeliest class', () => {
  expect(certaintyOf([CLASSES], run([0.25, 0.75]))).toBeCloseTo(0.75, 6);
  expect(certaintyOf([{ ...CLASSES, logits: true }], run([100, 100 + Math.log(3)]))).toBeCloseTo(0.75, 4);
});

it('is the mean of the best five scores of a detector, the background aside', () => {
  expect(certaintyOf([BOXES], run([0, 1, 0.5, 0.5, 0.25, 0.25, 0.125]))).toBeCloseTo(0.5, 6);
  expect(certaintyOf([BOXES], run([0.125, 0.25, 0.25, 0.5, 0.5, 1, 0]))).toBeCloseTo(0.5, 6);
  expect(certaintyOf([{ ...BOXES, of: 2 }], run([0.9, 0.1, 0.5, 0.5, 0.75, 0.25]))).toBeCloseTo(0.85 / 3, 6);
  expect(certaintyOf([BOXES], run([]))).toBe(0);
});

it('is the mean of several outputs, and undefined without scores', () => {
  expect(certaintyOf([CLASSES, { ...CLASSES, logits: true }], run([0, 0]))).toBeCloseTo(0.25, 6);
  expect(certaintyOf([], run([1]))).toBeUndefined();
});

it('makes probabilities of logits, however large', () => {
  expect(probabilities({ ...CLASSES, logits: true }, run([1000, 1000]))).toEqual([0.5, 0.5]);
});
