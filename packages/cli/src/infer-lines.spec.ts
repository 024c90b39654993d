import { inferLines } from './infer-lines';

const output = (name: string, ...shape: number[]) => ({ name, dtype: 'float32', shape });
const top5 = [
  { label: 7, probability: 0.75 },
  { label: 281, probability: 0.25 },
];

it('tells the best classes of a picture, and of raw tensors', () => {
  expect(inferLines({ outputs: [output('prob', 1, 1000, 1, 1)], top5, saved: [] }, { image: 'a.jpg' })).toEqual([
    'The input picture is classified to be:',
    'label   7, prob 0.75000',
    'label 281, prob 0.25000',
  ]);
  expect(inferLines({ outputs: [output('prob', 1000)], top5, saved: [] }, {})[0]).toBe(
    'The best classes of the first output:',
  );
});

it('tells the outputs of what is no classifier', () => {
  expect(
    inferLines(
      { outputs: [output('scores', 1, 4420, 2), output('boxes', 1, 4420, 4)], top5, saved: [] },
      { image: 'a.jpg' },
    ),
  ).toEqual([
    'The first output is no list of class scores; --save DIR writes every output as a .npy file:',
    'output scores: float32 1x4420x2',
    'output boxes: float32 1x4420x4',
  ]);
});

it('tells of the flag that writes the outputs, if any', () => {
  const [outputs, saved] = [[output('boxes', 1, 4420, 4)], []];
  const first = (writes: string) => inferLines({ outputs, top5: [], saved }, { writes })[0];
  expect(first('--enable_dump writes every output into a file')).toBe(
    'The first output is no list of class scores; --enable_dump writes every output into a file:',
  );
  expect(first('')).toBe('The first output is no list of class scores:');
});

it('lists the classes that a TopK gives as an output, not as scores', () => {
  const indices = { name: 'i', dtype: 'int64', shape: [1, 3] };
  expect(inferLines({ outputs: [indices], top5: [], saved: [] }, {})).toEqual([
    'The first output is no list of class scores; --save DIR writes every output as a .npy file:',
    'output i: int64 1x3',
  ]);
});

it('names no class where the scores name none', () => {
  expect(inferLines({ outputs: [output('prob', 1000)], top5: [], saved: [] }, { image: 'a.jpg' })).toEqual([
    'The scores of the first output name no class; --save DIR writes every output as a .npy file:',
    'output prob: float32 1000',
  ]);
});

it('counts what was saved', () => {
  const saved = [{ name: 'y', file: 'y.npy', dtype: 'float32', shape: [2] }];
  expect(inferLines({ outputs: [output('y', 2)], top5: [], saved }, { save: 'out' }).at(-1)).toBe(
    '1 output saved in out',
  );
  expect(inferLines({ outputs: [output('y', 2, 2)], top5: [], saved: [...saved, ...saved] }, { save: 'out' })).toEqual([
    'The first output is no list of class scores:',
    'output y: float32 2x2',
    '2 outputs saved in out',
  ]);
});

it('says how integers stand for real numbers', () => {
  const integers = (quant: { scale: number[]; axis?: number; zero?: number[] }) =>
    inferLines({ outputs: [{ name: 'y', dtype: 'int8', shape: [1, 2, 2], quant }], top5: [], saved: [] }, {}).at(-1);
  expect(integers({ scale: [0.5] })).toBe('output y is int8: a real number is integer * 0.5');
  expect(integers({ scale: [0.5], zero: [0] })).toBe('output y is int8: a real number is integer * 0.5');
  expect(integers({ scale: [0.5], zero: [-3] })).toBe('output y is int8: a real number is (integer - -3) * 0.5');
  expect(integers({ scale: [0.5, 0.25], axis: 2 })).toBe(
    'output y is int8: a real number is integer * scale, of which there is one for each index of axis 2',
  );
  expect(integers({ scale: [0.5, 0.25], zero: [0, 1] })).toBe(
    'output y is int8: a real number is (integer - zero) * scale, of which there is one for each index of axis 1',
  );
});

it('says so behind the classes too, before what was saved', () => {
  const scores = { name: 'y', dtype: 'int8', shape: [1, 9], quant: { scale: [2] } };
  const saved = [{ name: 'y', file: 'y.npy', dtype: 'int8', shape: [1, 9] }];
  expect(inferLines({ outputs: [scores], top5, saved }, { save: 's' }).slice(-2)).toEqual([
    'output y is int8: a real number is integer * 2',
    '1 output saved in s',
  ]);
});
