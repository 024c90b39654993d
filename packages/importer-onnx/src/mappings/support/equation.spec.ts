import { readEquation } from './equation';

it('labels every dimension, an ellipsis from the end, and finds the output that is left out', () => {
  expect(
    readEquation('ij, jk -> ik', [
      [2, 3],
      [3, 4],
    ]),
  ).toEqual({
    operands: [
      ['i', 'j'],
      ['j', 'k'],
    ],
    output: ['i', 'k'],
    sizes: new Map([
      ['i', 2],
      ['j', 3],
      ['k', 4],
    ]),
  });
  expect(readEquation('b...,...', [[2, 3, 4], [1]])).toMatchObject({
    operands: [['b', '.0', '.1'], ['.1']],
    output: ['.0', '.1', 'b'],
    sizes: new Map([
      ['b', 2],
      ['.0', 3],
      ['.1', 4],
    ]),
  });
  expect(readEquation('ba,a', [[2, 3], [3]])).toMatchObject({ output: ['b'] });
});

it('says what is wrong', () => {
  expect([
    readEquation('i->j->k', [[1]]),
    readEquation('i1', [[1, 1]]),
    readEquation('i,j', [[1]]),
    readEquation('ij', [[1]]),
    readEquation('i...', [[]]),
    readEquation('i,i', [[2], [3]]),
    readEquation('i->k', [[2]]),
    readEquation('i->ii', [[2]]),
  ]).toEqual([
    '"i->j->k" cannot be read',
    '"i1" cannot be read',
    'names 2 operands, and there are 1',
    'names 2 dimensions of operand 0, which has 1',
    'names 1 dimensions of operand 0, which has 0',
    'gives "i" the sizes 2 and 3',
    'has "k" in its output, twice or out of nowhere',
    'has "i" in its output, twice or out of nowhere',
  ]);
});
