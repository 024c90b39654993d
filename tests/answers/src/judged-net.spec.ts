import { worstOf } from './judged-net';

it('is the output of the lowest mean, not the lowest picture', () => {
  const pictures = [
    new Map([
      ['a', 0.5],
      ['b', 0.8],
    ]),
    new Map([
      ['a', 1],
      ['b', 0.6],
    ]),
  ];
  expect(worstOf(pictures)).toEqual({ output: 'b', cosine: expect.closeTo(0.7, 12) as unknown });
});

it('is one that is no number, before any other', () => {
  const picture = new Map([
    ['a', -0.5],
    ['b', NaN],
  ]);
  expect(worstOf([picture])).toEqual({ output: 'b', cosine: -1 });
});
