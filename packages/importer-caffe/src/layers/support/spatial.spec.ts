import { Fields } from '../../text/fields';
import { parseText } from '../../text/parse-text';
import { spatial } from './spatial';

const read = (text: string) => spatial(new Fields('f', parseText(text, 'f')), 'kernel', 1, 'kernel_size');

describe('spatial', () => {
  it.each<[string, readonly number[] | undefined]>([
    ['', undefined],
    ['kernel_size: 3', [3, 3]],
    ['kernel_size: 3 kernel_size: 5', [3, 5]],
    ['kernel_h: 3 kernel_w: 5', [3, 5]],
    ['kernel_size: 3 kernel_w: 5', [3, 5]],
    ['kernel_h: 3', undefined],
  ])('%j', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });
});
