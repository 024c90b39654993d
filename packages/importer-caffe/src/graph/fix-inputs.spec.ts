import { CollectingSink } from '@openbpu/diagnostics';
import { complaint } from '../import-text.fixture';
import type { NetInput } from '../net/layer';
import { fixInputs } from './fix-inputs';

const input = (name: string, ...shape: number[]): NetInput => ({
  name,
  ...(shape.length > 0 ? { shape } : {}),
  origin: { name, file: 'f', line: 3 },
});

function fix(inputs: readonly NetInput[], given: Readonly<Record<string, readonly number[]>> = {}) {
  const sink = new CollectingSink();
  return {
    fixed: fixInputs(inputs, new Map(Object.entries(given)), sink).map(({ shape }) => shape),
    heard: sink.diagnostics,
  };
}

describe('fixInputs', () => {
  it('takes the declared shape, and the given one before it', () => {
    expect(fix([input('a', 1, 2), input('b', 1, 3)], { b: [1, 4] })).toEqual({
      fixed: [
        [1, 2],
        [1, 4],
      ],
      heard: [],
    });
    expect(fix([input('a')], { a: [1, 4] }).fixed).toEqual([[1, 4]]);
    expect(fix([input('a', 1, 2)], { '': [1, 4] }).fixed).toEqual([[1, 4]]);
  });

  it('keeps a declared batch with a note that says what to set', () => {
    const { fixed, heard } = fix([input('data', 10, 3, 227, 227)]);
    expect(fixed).toEqual([[10, 3, 227, 227]]);
    expect(heard).toMatchObject([
      {
        code: 'CAF008',
        severity: 'note',
        hint: 'set input_shape of "data" to 1x3x227x227 to convert it for one image at a time',
      },
    ]);
    expect(fix([input('rois', 10, 5)]).heard).toEqual([]);
    expect(fix([input('data', 10, 3, 227, 227)], { data: [1, 3, 227, 227] }).heard).toEqual([]);
    expect(fix([input('data', 10, 3, 227, 227)], { data: [2, 3, 227, 227] }).heard).toEqual([]);
  });

  it.each<[readonly NetInput[], Readonly<Record<string, readonly number[]>>, string]>([
    [[input('a')], {}, 'CAF010 error   f:3: input "a": no shape is declared'],
    [[input('a', 1, 0, 3)], {}, 'the shape 1x0x3 has a dimension that is not fixed'],
    [[input('a', -1, 3)], {}, 'the shape -1x3 has a dimension that is not fixed'],
    [[input('a', 1, 3)], { a: [1, 2.5] }, 'the shape 1x2.5 has a dimension that is not fixed'],
    [[input('a', 1, 3)], { a: [1, 3, 4, 4] }, 'input_shape 1x3x4x4 has 4 dimensions, the prototxt declares 1x3'],
    [
      [input('a', 1, 3)],
      { b: [1, 3] },
      'CAF011 error   input_shape is given for "b", which is no input of the network\n  hint: the inputs are: a',
    ],
    [[input('a', 65536, 65536)], {}, 'more elements than any machine holds'],
  ])('refuses case %#', (inputs, given, problem) => {
    expect(complaint(() => fix(inputs, given))).toContain(problem);
  });
});
