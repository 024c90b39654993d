import { parseFit, parseSize } from './parse-fit';

it('reads one number as a square', () => {
  expect(parseSize('224', '--crop')).toEqual([224, 224]);
  expect(parseSize('240x320', '--resize')).toEqual([240, 320]);
});

it('leaves out what is not given', () => {
  expect(parseFit({ shortSide: '256', crop: '224' })).toEqual({ shortSide: 256, crop: [224, 224] });
  expect(parseFit({})).toEqual({});
  expect(parseFit({ resize: '8x9' })).toEqual({ resize: [8, 9] });
  expect(parseFit({ shortSide: '256' })).toEqual({ shortSide: 256 });
});

it('refuses what does not go together', () => {
  expect(() => parseFit({ crop: '224' })).toThrow(/CLI028 error .*--short-side is not given/);
  expect(() => parseFit({ crop: '224', resize: '256' })).toThrow(/CLI028/);
  expect(() => parseFit({ shortSide: '256', resize: '224' })).toThrow(/CLI028/);
  expect(() => parseFit({ shortSide: '256x300' })).toThrow(/CLI007 .*"256x300"/);
});

it.each(['0', '-1', '12x', 'x12', '1.5', '', '10x20x30', '16385', '8x99999999'])('refuses %j', (text) => {
  expect(() => parseSize(text, '--crop')).toThrow(/CLI004 error .*--crop/);
});
