import type { GivenInput, Mistake } from '@openbpu/analysis';
import { PLANTS } from './plants';

const INPUT: GivenInput = {
  name: 'x',
  shape: [1, 3, 1, 2],
  layoutTrain: 'NCHW',
  typeTrain: 'rgb',
  mean: [1, 2, 3],
  scale: [0.5],
};
const SAMPLES = [{ file: 'f', data: Float32Array.of(10, 20, 30, 40, 50, 60) }];
const planted = (mistake: Mistake, input = INPUT) => PLANTS[mistake]!({ input, samples: SAMPLES });
const data = (mistake: Mistake, input = INPUT) => Array.from(planted(mistake, input)!.samples[0].data);

it('are twelve', () => expect(Object.keys(PLANTS)).toHaveLength(12));

it('make mistakes with the files', () => {
  expect(data('channels-swapped')).toEqual([50, 60, 30, 40, 10, 20]);
  expect(data('mul255-missing')[5]).toBeCloseTo(60 / 255, 6);
  expect(data('mean-twice')).toEqual([9, 19, 28, 38, 47, 57]);
  expect(data('scale-twice')).toEqual([5, 10, 15, 20, 25, 30]);
  expect(data('layout-mixed-up')).toEqual([10, 30, 50, 20, 40, 60]);
  expect(data('layout-mixed-up', { ...INPUT, shape: [1, 1, 2, 3], layoutTrain: 'NHWC' })).toEqual([
    ...[10, 40, 20, 50, 30, 60],
  ]);
  expect(planted('uint8-read-as-float32')).toMatchObject({ samples: [], files: { stated: 'float32' } });
  expect(planted('uint8-read-as-float32')!.files!.bytes[0].bytes).toEqual(Uint8Array.of(10, 20, 30, 40, 50, 60));
  expect(planted('float32-read-as-uint8')!.files!.bytes[0].bytes).toHaveLength(24);
});

it('make mistakes in the recipe, and leave the files', () => {
  const recipe = (mistake: Mistake, input: Parameters<typeof planted>[1] = INPUT) => {
    const patient = planted(mistake, input)!;
    expect(patient.samples).toBe(SAMPLES);
    return [patient.input.mean, patient.input.scale];
  };
  expect(recipe('div255-missing')).toEqual([[1, 2, 3].map((value) => value / 255), [127.5]]);
  const { mean: _, ...meanless } = INPUT;
  expect(recipe('div255-missing', { ...meanless, scale: [1 / 255] })).toEqual([undefined, undefined]);
  expect(recipe('div255-twice')).toEqual([[1, 2, 3], [0.5 / 255]]);
  expect(recipe('mean-missing')).toEqual([undefined, [0.5]]);
  expect(recipe('scale-missing')).toEqual([[1, 2, 3], undefined]);
  expect(recipe('std-as-scale')).toEqual([[1, 2, 3], [2]]);
});

it('are not made where they cannot be', () => {
  const { mean: _, scale: __, ...bare } = INPUT;
  for (const mistake of [
    ...(['div255-missing', 'div255-twice', 'mean-missing', 'mean-twice', 'scale-missing', 'scale-twice'] as const),
    'std-as-scale' as const,
  ])
    expect(planted(mistake, bare)).toBeUndefined();
  expect(planted('channels-swapped', { ...INPUT, typeTrain: 'gray' })).toBeUndefined();
  expect(planted('layout-mixed-up', { ...INPUT, shape: [1, 1, 2, 3] })).toBeUndefined();
});
