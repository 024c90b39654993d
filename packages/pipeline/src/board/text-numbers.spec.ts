import { CollectingSink } from '@openbpu/diagnostics';
import type { DType } from '@openbpu/tensor';
import { readNumbers } from './text-numbers';

const at = { name: 'x', file: 'x.txt' };
const read = (text: string, dtype: DType, shape: readonly number[] = [3], sink = new CollectingSink()) =>
  readNumbers(Buffer.from(text), { dtype, shape, layout: 'none' }, { at, sink });

describe('readNumbers', () => {
  it.each<[string, DType, (number | bigint)[]]>([
    ['1 2 3', 'float32', [1, 2, 3]],
    ['1,2\n3', 'float64', [1, 2, 3]],
    [' \t-1.5e1, .5\r\n+2. \n', 'float32', [-15, 0.5, 2]],
    ['nan inf -Infinity', 'float32', [NaN, Infinity, -Infinity]],
    ['-128 127 0.000', 'int8', [-128, 127, 0]],
    ['0 255 +7', 'uint8', [0, 255, 7]],
    ['-32768 32767 1', 'int16', [-32768, 32767, 1]],
    ['-2147483648 2147483647 1', 'int32', [-2147483648, 2147483647, 1]],
    ['9223372036854775807 -1 0', 'int64', [9223372036854775807n, -1n, 0n]],
    ['18446744073709551615 1 0', 'uint64', [18446744073709551615n, 1n, 0n]],
    ['0 1 1', 'bool', [0, 1, 1]],
    ['1 2 3 4 words behind', 'float32', [1, 2, 3]],
  ])('"%s" as %s', (text, dtype, values) => expect([...read(text, dtype).data]).toEqual(values));

  it.each([
    ['0,5 0,25 1,0', true],
    ['1 2 3 x', true],
    ['1 2 3\n', false],
    ['1,2,3,', false],
  ])('of "%s" it is %p that it has more than is taken, and says so once', (text, more) => {
    const sink = new CollectingSink();
    read(text, 'float32', [3], sink);
    expect(sink.diagnostics).toEqual(
      more
        ? [
            expect.objectContaining({
              code: 'PIP175',
              message: 'it has more than the 3 numbers that are needed: the first are taken',
              at,
            }),
          ]
        : [],
    );
  });

  it('takes nothing for nothing', () => expect(read('', 'float32', [0]).data).toHaveLength(0));

  it('makes no room for what cannot come', () => {
    expect(() => read('1 2 3', 'float32', [2 ** 40])).toThrow(/it has 3 numbers, and 1099511627776 are needed/);
  });

  it.each<[string, DType, RegExp]>([
    ['1\n2 x3', 'float32', /line 2: "x3" is no float32/],
    ['1 2', 'float32', /it has 2 numbers, and 3 are needed/],
    ['128 0 0', 'int8', /"128" is no int8/],
    ['-129 0 0', 'int8', /no int8/],
    ['256 0 0', 'uint8', /no uint8/],
    ['-1 0 0', 'uint8', /no uint8/],
    ['1.5 0 0', 'int32', /no int32/],
    ['nan 0 0', 'int32', /no int32/],
    ['1e3 0 0', 'int32', /no int32/],
    ['0x10 0 0', 'float32', /no float32/],
    ['1e 0 0', 'float32', /no float32/],
    ['--1 0 0', 'float32', /no float32/],
    ['2 0 0', 'bool', /no bool/],
    ['9223372036854775808 0 0', 'int64', /no int64/],
    ['', 'float32', /it has 0 numbers/],
  ])('refuses "%s" as %s', (text, dtype, message) => expect(() => read(text, dtype)).toThrow(message));
});
