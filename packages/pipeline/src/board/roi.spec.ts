import { parseRois } from './roi';

describe('parseRois', () => {
  it('reads one and several', () => {
    expect(parseRois('2,4,123,125;6,8,111,113')).toEqual([
      { left: 2, top: 4, right: 123, bottom: 125 },
      { left: 6, top: 8, right: 111, bottom: 113 },
    ]);
    expect(parseRois(' 0 , 0 , 1 , 1 ; ')).toEqual([{ left: 0, top: 0, right: 1, bottom: 1 }]);
    expect(parseRois('')).toEqual([]);
  });

  it.each([
    ['1,2,3', /no four numbers/],
    ['a,2,3,5', /no four numbers/],
    ['-2,2,3,5', /no four numbers/],
    ['1,2,3,5', /left and its top have to be even/],
    ['2,1,3,5', /left and its top have to be even/],
    ['2,2,4,5', /right and its bottom have to be odd/],
    ['2,2,3,4', /right and its bottom have to be odd/],
    ['4,2,3,5', /empty/],
    ['2,8,3,5', /empty/],
  ])('refuses %s', (text, message) => expect(() => parseRois(text)).toThrow(message));
});
