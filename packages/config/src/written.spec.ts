import * as z from 'zod';
import { DECIMAL, FLAG, entriesOf, perInputOf, publishedType, unset } from './written';

const takes = (type: z.ZodType, ...values: readonly unknown[]) => values.map((value) => type.safeParse(value).success);

it('takes a text with blanks around it, its words, and what stands without quotes', () => {
  const type = publishedType({ words: ['a', 'b'], pattern: 'a|b', scalars: [z.literal(7)] }, true);
  expect(takes(type, 'a', ' b\n', 7, 'ab', 'c', '', null, 8)).toEqual([true, true, true, ...Array(5).fill(false)]);
});

it('takes nothing only where it need not be set', () => {
  for (const [mustBeSet, nothing] of [
    [true, false],
    [false, true],
  ] as const)
    expect(takes(publishedType({}, mustBeSet), null, '', '  ', 'x')).toEqual([nothing, nothing, nothing, true]);
  expect(takes(publishedType({ pattern: 'x?' }, true), ' ', 'x')).toEqual([false, true]);
  expect(takes(unset(), null, '', ' ~ ', 'nUll', 'nil')).toEqual([true, true, true, true, false]);
});

it('separates several by semicolons', () => {
  const list = publishedType(entriesOf({ pattern: 'a|bc' }), true);
  expect(takes(list, 'a', 'a;bc', 'bc ; a ;', 'a;;a', ';', 'abc')).toEqual([true, true, true, false, false, false]);
  const each = publishedType(perInputOf({ pattern: 'a|bc' }), true);
  expect(takes(each, 'a', 'a;;none', 'NONE; a ;', ';', 'a,a')).toEqual([true, true, true, true, false]);
  expect([entriesOf({}), perInputOf({})]).toEqual([{}, {}]);
});

it('knows decimals and flags', () => {
  const number = publishedType({ pattern: DECIMAL }, true);
  expect(takes(number, '1', '-.5e-3', '1.', '+2E3', 'e3', '.', '0x1', '1 2')).toEqual([
    ...Array(4).fill(true),
    ...Array(4).fill(false),
  ]);
  expect(takes(publishedType({ pattern: FLAG }, true), 'True', 'oFF', '1', 'truee')).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
