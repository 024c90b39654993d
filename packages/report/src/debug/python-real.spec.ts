import * as fc from 'fast-check';
import { pythonReal } from './python-real';

/** Each as `repr` of Python prints it. */
it.each([
  [1, '1.0'],
  [0, '0.0'],
  [-0, '-0.0'],
  [0.999009567957658, '0.999009567957658'],
  [0.00041888411550854263, '0.00041888411550854263'],
  [0.0001, '0.0001'],
  [0.000095, '9.5e-05'],
  [-2.5e-7, '-2.5e-07'],
  [1e-323, '1e-323'],
  [123456789, '123456789.0'],
  [1e15, '1000000000000000.0'],
  [1e16, '1e+16'],
  [1.5e300, '1.5e+300'],
  [NaN, 'nan'],
  [Infinity, 'inf'],
  [-Infinity, '-inf'],
])('prints %d as %s', (value, text) => expect(pythonReal(value)).toBe(text));

it('loses nothing', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      expect(Number(pythonReal(value))).toBe(value);
    }),
  );
});
