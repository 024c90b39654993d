import { parseExpression } from './expression';
import { toCode } from './to-code';

const code = (text: string) => toCode(parseExpression(text));

describe('toCode', () => {
  it.each([
    ['kernel_h * kernel_w <= 7', 'f.kernelH * f.kernelW <= 7'],
    ['h * (w / 8) * (c / 4)', 'f.h * (f.w / 8) * (f.c / 4)'],
    ['(a => a)(n)', '((a) => a)(f.n)'],
    ['a_b', undefined],
    ["attr.mode === 'it\\'s'", "f.attr.mode === 'it\\'s'"],
    ['attr.coordinate_transformation_mode', 'f.attr.coordinateTransformationMode'],
    ['[h, w].every(x => x >= 1)', '[f.h, f.w].every((x) => x >= 1)'],
    ['(n === 1 || c === 1) && !(h > 2)', '(f.n === 1 || f.c === 1) && !(f.h > 2)'],
    ['n - (c - h)', 'f.n - (f.c - f.h)'],
    ['(n > 1 ? c : h) > 2', '(f.n > 1 ? f.c : f.h) > 2'],
    ['deconvKernelSize() >= 1', 'f.deconvKernelSize() >= 1'],
    ['constContainsZero(in_shapes)', 'f.constContainsZero()'],
  ])('%s becomes %s', (text, expected) => {
    if (expected === undefined) expect(() => code(text)).toThrow('nothing provides "a_b"');
    else expect(code(text).text).toBe(expected);
  });

  it('says what it uses', () => {
    expect(code('isPow2(stride_h) && bytes <= GB')).toEqual({
      text: 'isPow2(f.strideH) && f.bytes <= GB',
      imports: new Set(['isPow2', 'GB']),
      usesFacts: true,
    });
    expect(code('1 === 2')).toEqual({ text: '1 === 2', imports: new Set(), usesFacts: false });
    expect(toCode(parseExpression('FORMS.length'), ['FORMS']).text).toBe('FORMS.length');
  });
});
