import { type MatMulForm, matchMatMulForm } from './matmul-form';

const FORMS: readonly MatMulForm[] = [
  { constant: 'b', a: ['M', 'K'], b: ['K', 'N'] },
  { constant: 'b', a: ['A', 'B', 'M', 'K'], b: ['K', 'N'], atLeast: { A: 2, B: 2 } },
  { constant: 'none', a: [1, 'B', 'M', 'K'], b: [1, 1, 'K', 'N'] },
];

describe('matchMatMulForm', () => {
  it.each([
    [
      'a matrix and a constant matrix',
      [
        [4, 8],
        [8, 3],
      ],
      [false, true],
      true,
    ],
    [
      'an inner size that does not meet',
      [
        [4, 8],
        [7, 3],
      ],
      [false, true],
      false,
    ],
    [
      'a constant on the wrong side',
      [
        [4, 8],
        [8, 3],
      ],
      [true, false],
      false,
    ],
    [
      'two computed matrices, not listed',
      [
        [4, 8],
        [8, 3],
      ],
      [false, false],
      false,
    ],
    [
      'a batch below its bound',
      [
        [2, 1, 4, 8],
        [8, 3],
      ],
      [false, true],
      false,
    ],
    [
      'batches at their bounds',
      [
        [2, 2, 4, 8],
        [8, 3],
      ],
      [false, true],
      true,
    ],
    [
      'ones where ones are asked for',
      [
        [1, 5, 4, 8],
        [1, 1, 8, 3],
      ],
      [false, false],
      true,
    ],
    [
      'another size where one is asked for',
      [
        [2, 5, 4, 8],
        [1, 1, 8, 3],
      ],
      [false, false],
      false,
    ],
    [
      'two constants',
      [
        [4, 8],
        [8, 3],
      ],
      [true, true],
      false,
    ],
  ])('%s', (_, shapes, constants, expected) => expect(matchMatMulForm(shapes, constants, FORMS)).toBe(expected));
});
