import { Accuracy } from './accuracy';

const scores = [0.5, 0.1, 0.3, 0.2, 0.05, 0.04, 0.03];

it('counts right answers, best and among five', () => {
  const accuracy = new Accuracy();
  for (const label of [0, 2, 4, 5, 6]) accuracy.add(scores, label);
  expect(accuracy.top1).toMatchObject({ hits: 1, count: 5, rate: 0.2 });
  expect(accuracy.top5).toMatchObject({ hits: 3, count: 5, rate: 0.6 });
  expect(accuracy.top1.low).toBeCloseTo(0.0362, 4);
  expect(accuracy.top1.high).toBeCloseTo(0.6245, 4);
  expect(accuracy.correct).toEqual([true, false, false, false, false]);
  expect(accuracy.predictions).toEqual([0, 0, 0, 0, 0]);
});

it('gives a tie to the lower class, and takes integers and NaN', () => {
  const accuracy = new Accuracy();
  accuracy.add(Int8Array.of(127, 127), 1);
  accuracy.add([NaN, NaN, 1], 2);
  expect(accuracy.predictions).toEqual([0, 2]);
  expect(accuracy.correct).toEqual([false, true]);
  expect(accuracy.top5.rate).toBe(1);
});

it('starts from nothing', () => {
  expect(new Accuracy().top1).toEqual({ hits: 0, count: 0, rate: 0, low: 0, high: 1 });
});

it('refuses a label that is no class, and counts nothing then', () => {
  const accuracy = new Accuracy();
  expect(() => accuracy.add([1, 2], 2)).toThrow(/VIS023.*label 2.*2 classes\n.*count from 0/);
  expect(() => accuracy.add([1, 2], -1)).toThrow(/VIS023/);
  expect(() => accuracy.add([], 0)).toThrow(/VIS023/);
  expect(accuracy.top1.count).toBe(0);
});
