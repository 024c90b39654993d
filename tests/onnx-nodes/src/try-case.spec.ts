import { buildValue } from '@openbpu/onnx';
import { Lane } from '@openbpu/runtime';
import { float32, int64, makeTensor } from '@openbpu/tensor';
import { caseOf } from './case.fixture';
import type { NodeCase } from './node-case';
import { tryCase } from './try-case';

const lane = new Lane();
afterAll(() => lane.close());

const floats = (...values: number[]) => float32([values.length], values);
const of = (one: NodeCase) => tryCase(one, lane);

it('tells what is computed by us alone, and what while the model is read', async () => {
  expect(await of(caseOf('Abs', [floats(-1, 2)], [floats(1, 2)]))).toEqual({ kind: 'own', folded: false });
  const shaped = caseOf('Reshape', [floats(1, 2), int64([2], [2, 1])], [float32([2, 1], [1, 2])]);
  expect(await of(shaped)).toEqual({ kind: 'own', folded: false });
  const shorts = (...values: number[]) => makeTensor('int16', [values.length], Int16Array.from(values));
  expect(await of(caseOf('Max', [shorts(-32768, 32767), shorts(5, 5)], [shorts(5, 32767)]))).toEqual({
    kind: 'own',
    folded: true,
  });
});

it('folds what the list of operators has folded, and nothing else where it can be run', async () => {
  const filled = caseOf('ConstantOfShape', [int64([2], [1, 2])], [float32([1, 2], [0, 0])]);
  expect(await of(filled)).toEqual({ kind: 'own', folded: true });
  const ints = (...values: number[]) => int64([values.length], values);
  expect(await of(caseOf('Max', [ints(1, 2), ints(2, 1)], [ints(2, 2)]))).toEqual({
    kind: 'fragment',
    opTypes: ['Max'],
  });
});

it('runs what stays an ONNX operator as a fragment', async () => {
  const one = caseOf('Det', [float32([2, 2], [1, 2, 3, 4])], [float32([], [-2])]);
  expect(await of(one)).toEqual({ kind: 'fragment', opTypes: ['Det'] });
});

it('names the code of a refusal', async () => {
  const one = caseOf('Equal', [floats(1)], [floats(1)]);
  const text = { ...one.model.graph, input: [buildValue('x0', 8, [1])] };
  expect(await of({ ...one, model: { ...one.model, graph: text } })).toMatchObject({ kind: 'refused', code: 'IMO006' });
});

it('finds what is wrong, by any way', async () => {
  expect(await of(caseOf('Abs', [floats(-1)], [floats(-1)]))).toEqual({
    kind: 'wrong',
    why: 'y0: element 0 of 1 is 1 and not -1 (Abs)',
  });
  expect(await of(caseOf('Det', [float32([1, 1], [3])], [float32([], [4])]))).toMatchObject({ kind: 'wrong' });
});
