import { parseShape } from './parse-shape';

it('reads 1x3x224x224', () => expect(parseShape('1x3X224x224', 'data')).toEqual([1, 3, 224, 224]));

it.each(['', '1x', '0x3', '1,3,224', '?x3'])('refuses %j, naming the input', (text) => {
  expect(() => parseShape(text, 'data')).toThrow(/CLI003 error .*shape of "data"/);
});
