import { float32, tensorType, toNumbers } from '@openbpu/tensor';
import { DetectionOutput } from './DetectionOutput';

/** Two priors that overlap by 1/3 and one apart; variances 0.1, 0.1, 0.2, 0.2. */
const PRIORS = [
  [0, 0, 0.5, 0.5],
  [0.25, 0, 0.75, 0.5],
  [0.5, 0.5, 1, 1],
];
const prior = float32([1, 2, 12], [...PRIORS.flat(), ...PRIORS.flatMap(() => [0.1, 0.1, 0.2, 0.2])]);

function rows(loc: readonly number[], conf: readonly number[], attrs: object): number[][] {
  const classes = conf.length / 3;
  const all = DetectionOutput.parseAttrs({ numClasses: classes, ...attrs });
  const [y] = DetectionOutput.eval([float32([1, loc.length], loc), float32([1, conf.length], conf), prior], all);
  const data = toNumbers(y).map((value) => Math.round(value * 1e4) / 1e4);
  return Array.from({ length: data.length / 7 }, (_, i) => data.slice(7 * i, 7 * i + 7));
}

const still = new Array<number>(12).fill(0);
const scores = [0.3, 0.7, 0.2, 0.8, 0.9, 0.1];

describe('DetectionOutput', () => {
  it('drops a box that overlaps a better one by more than the threshold', () => {
    expect(rows(still, scores, { nmsThreshold: 0.33 })).toEqual([
      [0, 1, 0.8, 0.25, 0, 0.75, 0.5],
      [0, 1, 0.1, 0.5, 0.5, 1, 1],
      [0, 0, 0, 0, 0, 0, 0],
    ]);
    expect(rows(still, scores, { nmsThreshold: 0.34 }).map((row) => row[2])).toEqual([0.8, 0.7, 0.1]);
  });

  it('compares topK of a class, keeps keepTopK of the image, and only scores above the threshold', () => {
    expect(rows(still, scores, { topK: 1 }).map((row) => row[2])).toEqual([0.8]);
    expect(rows(still, scores, { keepTopK: 2, nmsThreshold: 1 }).map((row) => row[2])).toEqual([0.8, 0.7]);
    expect(rows(still, scores, { confidenceThreshold: 0.7 }).map((row) => row[2])).toEqual([0.8, 0, 0]);
  });

  it('gives the labels of all classes but the background, the best first', () => {
    expect(rows(still, scores, { background: 0, nmsThreshold: 1 }).map((row) => row[1])).toEqual([1, 1, 1]);
    expect(rows(still, scores, { background: -1, nmsThreshold: 1 }).map((row) => row.slice(1, 3))).toEqual([
      [0, 0.9],
      [1, 0.8],
      [1, 0.7],
      [0, 0.3],
      [0, 0.2],
      [1, 0.1],
    ]);
  });

  it.each([
    ['CORNER', false, [0.1, 0.1, 0.7, 0.7]],
    ['CORNER', true, [1, 1, 1.5, 1.5]],
    ['CORNER_SIZE', false, [0.05, 0.05, 0.6, 0.6]],
    ['CENTER_SIZE', false, [0.3 - 0.25 * Math.exp(0.2), 0.3 - 0.25 * Math.exp(0.2), 0.3 + 0.25 * Math.exp(0.2)]],
    ['CENTER_SIZE', true, [0.75 - 0.25 * Math.E, 0.75 - 0.25 * Math.E, 0.75 + 0.25 * Math.E]],
  ])('decodes %s, variances encoded: %s', (codeType, varianceEncoded, box) => {
    const loc = [1, 1, 1, 1, ...still.slice(4)];
    const [row] = rows(loc, [0, 1, 0, 0.5, 0, 0.2], { codeType, varianceEncoded });
    box.forEach((value, i) => expect(row[3 + i]).toBeCloseTo(value, 3));
  });

  it('takes the box of the class where classes do not share one', () => {
    const loc = Array.from({ length: 24 }, (_, i) => (i % 8 < 4 ? 9 : 0));
    expect(rows(loc, scores, { shareLocation: false, keepTopK: 1 })).toEqual([[0, 1, 0.8, 0.25, 0, 0.75, 0.5]]);
  });

  it('refuses sizes that do not belong together', () => {
    const infer = (loc: number[], conf: number[], attrs: object = {}) =>
      DetectionOutput.infer(
        [tensorType('float32', loc), tensorType('float32', conf), tensorType('float32', [1, 2, 12])],
        DetectionOutput.parseAttrs({ numClasses: 2, ...attrs }),
      );
    expect(infer([1, 12], [1, 6])[0].shape).toEqual([1, 1, 3, 7]);
    expect(() => infer([1, 16], [1, 6])).toThrow('loc 1x16 does not belong to 3 priors and 2 classes');
    expect(() => infer([1, 12], [1, 9])).toThrow('conf 1x9 does not belong to 3 priors and 2 classes');
    expect(() => infer([1, 12], [1, 3], { numClasses: 1 })).toThrow('the only class is the background');
    expect(() => infer([1, 12], [1, 6], { keepTopK: 0 })).toThrow('leaves nothing');
    expect(() => infer([1, 12], [1, 6], { nmsThreshold: 1.5 })).toThrow('0..1');
  });
});
