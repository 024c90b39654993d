import { type CheckedTensor, checkLines, placeOf } from './check-lines';

const CHECKED: CheckedTensor = {
  side: 'output',
  name: 'prob',
  dtype: 'float32',
  shape: [1, 327680],
  miss: 1,
  diff: 36,
  nan: 2,
  nanInBoth: 0,
  mismatches: 39,
  total: 327680,
  rate: 39 / 327680,
  largest: 0.5,
  first: 4,
};

it('tells of mismatches in the lines of the guide', () => {
  expect(checkLines(CHECKED)).toEqual([
    'output "prob": float32[1x327680], the first mismatch at [0, 4], the largest difference 0.5',
    'INFO mismatch line num: 39',
    'INFO ****************************',
    'INFO mismatch.line_miss num: 1',
    'INFO mismatch.line_diff num: 36',
    'INFO mismatch.line_nan num: 2',
    'INFO ****************************',
    'INFO total line num: 327680',
    'INFO mismatch rate: 0.0001190185546875',
    'Quanti onnx and Simulator result Strict check FAILED',
  ]);
});

it('tells NaN that the model itself gives from NaN of one side', () => {
  expect(checkLines({ ...CHECKED, nanInBoth: 2 })[0]).toBe(
    'output "prob": float32[1x327680], the first mismatch at [0, 4], the largest difference 0.5, ' +
      'NaN in both models 2 times',
  );
});

it('tells that all is well, and where it was compared', () => {
  const { first: _, ...rest } = CHECKED;
  const well = { ...rest, side: 'input', tensor: 'prob_q', mismatches: 0, miss: 0, diff: 0, nan: 0, rate: 0 } as const;
  expect(checkLines(well)).toEqual([
    'input "prob", compared at "prob_q": float32[1x327680]',
    'Quanti onnx and Simulator result Strict check PASSED',
  ]);
});

it.each([
  [0, [2, 3], [0, 0]],
  [5, [2, 3], [1, 2]],
  [7, [1, 2, 4], [0, 1, 3]],
  [0, [], []],
])('finds index %i in %j at %j', (index, shape, place) => expect(placeOf(index, shape)).toEqual(place));
