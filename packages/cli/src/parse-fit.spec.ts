import { parseFit, parseSize } from './parse-fit';

it('reads one number as a square', () => {
  expect(parseSize('224', '--crop')).toEqual([224, 224]);
  expect(parseSize('240x320', '--resize')).toEqual([240, 320]);
});

it('leaves out what is not given', () => {
  expect(parseFit({ shortSide: '256', crop: '224' })).toEqual({ shortSide: 256, crop: [224, 224] });
  expect(parseFit({})).toEqual({});
});

it.each(['0', '-1', '12x', 'x12', '1.5', '', '10x20x30'])('refuses %j', (text) => {
  expect(() => parseSize(text, '--crop')).toThrow(/CLI004 error .*--crop/);
});
