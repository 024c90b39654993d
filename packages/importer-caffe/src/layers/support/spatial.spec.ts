import { complaint } from '../../import-text.fixture';
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
  ])('%j', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it('takes a pad along one direction alone, and refuses a stride or a kernel', () => {
    const one = (text: string, name: string, least: number) =>
      spatial(new Fields('f', parseText(text, 'f')), name, least);
    expect(one('pad_h: 2', 'pad', 0)).toEqual([2, 0]);
    expect(one('pad_w: 2', 'pad', 0)).toEqual([0, 2]);
    expect(complaint(() => one('stride_h: 2', 'stride', 1))).toContain(
      'field "stride_h" is 2; expected stride_w beside it',
    );
    expect(complaint(() => read('kernel_w: 3'))).toContain('field "kernel_w" is 3; expected kernel_h beside it');
  });
});
