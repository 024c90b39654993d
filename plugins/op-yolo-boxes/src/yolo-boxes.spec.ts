import { float32, int32 } from '@openbpu/plugin-api';
import { customOpLaws } from '@openbpu/plugin-api/testing';
import byDefault, { yoloBoxes } from './index';

const ATTRIBUTES = { strides: [8, 16], anchors: [10, 13, 16, 30, 30, 61, 62, 45], classes: 3, max_boxes: 5 };
const level = (n: number, h: number, w: number, seed = 1) =>
  float32(
    [n, 16, h, w],
    Float32Array.from({ length: n * 16 * h * w }, (_, i) => 4 * Math.sin(i * 12.9898 + seed)),
  );
const CASES = [
  { name: 'two levels', attributes: ATTRIBUTES, inputs: [level(1, 4, 4), level(1, 2, 2)] },
  { name: 'two pictures', attributes: ATTRIBUTES, inputs: [level(2, 2, 3), level(2, 1, 1)] },
  {
    name: 'one level, any score',
    attributes: { ...ATTRIBUTES, strides: [8], anchors: [8, 8, 4, 4], score_threshold: 0, iou_threshold: 1 },
    inputs: [level(1, 1, 1)],
  },
];

describe('the laws of custom operators', () => {
  const badAttributes = [
    {},
    { ...ATTRIBUTES, anchors: [1, 2, 3] },
    { ...ATTRIBUTES, strides: [0, 1] },
    { ...ATTRIBUTES, classes: 0 },
    { ...ATTRIBUTES, classes: 1.5 },
    { ...ATTRIBUTES, score_threshold: 2 },
    { ...ATTRIBUTES, iou_threshold: -1 },
    { ...ATTRIBUTES, max_boxes: 0 },
    { ...ATTRIBUTES, max_boxes: 10_001 },
    { ...ATTRIBUTES, strides: [] },
  ];
  it.each(customOpLaws(yoloBoxes, { cases: CASES, badAttributes }).map((law) => [law.name, law] as const))(
    '%s',
    async (_, law) => expect(await law.complaints()).toEqual([]),
  );
});

it('is the default export', () => expect(byDefault).toBe(yoloBoxes));

const read = (attributes: object) => {
  const found = yoloBoxes.attributes!.safeParse(attributes);
  if (!found.success) throw new Error('bad attributes');
  return found.data;
};

it('gives boxes best first, and rows of 0 of class −1 behind them', () => {
  const quiet = float32([1, 16, 1, 1], new Float32Array(16).fill(-20));
  const loud = float32([1, 16, 1, 1], [0, 0, 0, 0, 20, 20, -20, 1, ...new Array<number>(8).fill(-20)]);
  const attributes = read({ ...ATTRIBUTES, max_boxes: 3 });
  const rows = (first: typeof quiet) => {
    const [{ data }] = yoloBoxes.evaluate([first, quiet], attributes);
    return Array.from({ length: 3 }, (_, i) => [...(data as Float32Array).subarray(6 * i, 6 * i + 6)].map(Math.round));
  };
  expect(rows(loud)).toEqual([
    [-1, -2, 9, 11, 1, 0],
    [-1, -2, 9, 11, 1, 2],
    [0, 0, 0, 0, 0, -1],
  ]);
  expect(rows(quiet)).toEqual([
    [0, 0, 0, 0, 0, -1],
    [0, 0, 0, 0, 0, -1],
    [0, 0, 0, 0, 0, -1],
  ]);
});

it('keeps pictures apart', () => {
  const attributes = read(ATTRIBUTES);
  const [[a, b], [c, d]] = [
    [level(1, 2, 2, 1), level(1, 1, 1, 2)],
    [level(1, 2, 2, 3), level(1, 1, 1, 4)],
  ];
  const both = (x: typeof a, y: typeof a) => float32([2, ...x.shape.slice(1)], Float32Array.of(...x.data, ...y.data));
  const run = (...inputs: readonly (typeof a)[]) => [
    ...(yoloBoxes.evaluate(inputs, attributes)[0].data as Float32Array),
  ];
  expect(run(both(a, c), both(b, d))).toEqual([...run(a, b), ...run(c, d)]);
});

it('refuses other inputs', () => {
  const attributes = read(ATTRIBUTES);
  const refusal =
    (...inputs: Parameters<typeof yoloBoxes.infer>[0]) =>
    () =>
      yoloBoxes.infer(inputs, attributes);
  expect(refusal(level(1, 2, 2))).toThrow('it reads 1 levels and has 2 strides');
  expect(refusal(level(1, 2, 2), undefined)).toThrow(/reads 1 levels/);
  expect(refusal(level(1, 2, 2), level(2, 1, 1))).toThrow(/level 1 is float32\[2x16x1x1\], and 16 channels/);
  expect(refusal(level(1, 2, 2), float32([1, 15, 1, 1], new Float32Array(15)))).toThrow(
    /anchors of a cell times 5 \+ 3/,
  );
  expect(refusal(level(1, 2, 2), int32([1, 16, 1, 1], new Int32Array(16)))).toThrow(/level 1 is int32/);
  expect(refusal(level(1, 2, 2), float32([16], new Float32Array(16)))).toThrow(/level 1/);
});
