import { matMulForms } from './matmul-forms';

describe('matMulForms', () => {
  it('reads letters, numbers and bounds', () => {
    expect(
      matMulForms({
        fm_times_const: ['K * 1xKxN', 'AxBxMxK * KxN (A>1,B>=1)'],
        const_times_fm: ['MxK * KxN'],
        fm_times_fm: ['MxK * KxN'],
      }),
    ).toEqual([
      { constant: 'b', a: ['K'], b: [1, 'K', 'N'] },
      { constant: 'b', a: ['A', 'B', 'M', 'K'], b: ['K', 'N'], atLeast: { A: 2, B: 1 } },
      { constant: 'a', a: ['M', 'K'], b: ['K', 'N'] },
      { constant: 'none', a: ['M', 'K'], b: ['K', 'N'] },
    ]);
  });

  it.each([
    ['fm_times_const', 'MxK'],
    ['fm_times_const', 'MxK * KxN (B=1)'],
    ['elsewhere', 'MxK * KxN'],
  ])('refuses %s %s', (group, text) => {
    expect(() => matMulForms({ [group]: [text] })).toThrow(SyntaxError);
  });
});
