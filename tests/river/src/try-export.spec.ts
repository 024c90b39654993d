import { reasonsOfInt8 } from './try-export';

it('tells every reason against int16 once, and no other complaint', () => {
  const fallen = (property: string, why: string) => ({
    code: 'PAS022',
    message: `${property} int16 of "a" falls back to int8: ${why}`,
  });
  const rule = 'a dilated conv can only output int8 (bayes-e/Conv/dilated_int8_out, of Conv "b")';
  expect(
    reasonsOfInt8([
      fallen('OutputType', rule),
      fallen('InputType', `${rule}; the two share tensor "t"`),
      { code: 'PAS014', message: 'x falls back to int8: y' },
      fallen('InputType0', 'Pool "p" computes in int8 alone on this march'),
    ]),
  ).toEqual([rule, 'Pool "p" computes in int8 alone on this march']);
});
