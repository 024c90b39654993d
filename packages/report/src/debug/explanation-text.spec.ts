import { CLIPPED } from './explanation.fixture';
import { explanationSvg } from './explanation-svg';
import { explanationText } from './explanation-text';
import { debugPage } from './debug-page';

it('tells the error, its causes with cures and gains of the whole error, what is elsewhere, and the rest', () => {
  expect(explanationText(CLIPPED).split('\n')).toEqual([
    'outputs y over 3 samples: noise to signal 0.02 (17.0 dB)',
    'of the calibrated model; tables and accumulators were not looked at: it is not there',
    '    part     gain  cause',
    '  90.0 %   75.0 %  activation-clipping at conv<1>: values beyond the threshold are cut off',
    '                     3 % of the values lie beyond',
    '                     cure: calibration_type: max  (larger thresholds): 0.02 -> 0.005',
    '                     not measured: something else',
    '   4.0 %           weight-rounding at fc: weights are rounded to 8 bits',
    '   6.0 %           weight-rounding at 7 other places',
    '   6.0 %           rest: at no single place',
  ]);
});

it('calls nothing a cure that takes nothing of the error away', () => {
  const [first, ...others] = CLIPPED.causes;
  const told = (after: number) => {
    const causes = [{ ...first, gains: [{ ...first.gains[0], after }] }, ...others];
    const page = debugPage({ title: 'causes', model: 'm.onnx', tool: 't' }, { explanations: [{ ...CLIPPED, causes }] });
    expect(page).toContain(`<p>${after < 0.02 ? 'cure' : 'no cure'}: <code>`);
    return explanationText({ ...CLIPPED, causes })
      .split('\n')[5]
      .trim();
  };
  expect(told(0.019)).toBe('cure: calibration_type: max  (larger thresholds): 0.02 -> 0.019');
  expect(told(0.02)).toBe('no cure: calibration_type: max  (larger thresholds): 0.02 -> 0.02');
  expect(told(0.03)).toBe('no cure: calibration_type: max  (larger thresholds): 0.02 -> 0.03');
});

it.each([
  [
    0.02,
    0.0198,
    'of the calibrated model; 12 integer nodes were held against the calibrated model: tables and ' +
      'accumulators add nothing but roundings (quantised model 0.0198)',
  ],
  [
    0.015,
    0.02,
    'of the quantised model, that of the calibrated one is 0.015; 12 integer nodes were held against the ' +
      'calibrated model',
  ],
])('tells what the quantised model adds: %d, %d', (calibrated, error, said) => {
  const looked = { ...CLIPPED, quantised: { looked: true, error, calibrated, compared: 12 } } as const;
  expect(explanationText(looked).split('\n')[1]).toBe(said);
  const page = debugPage({ title: 'causes', model: 'm.onnx', tool: 't' }, { explanations: [looked] });
  expect(page).toContain(said);
});

it('draws a bar of the part and one of the gain', () => {
  const { text } = explanationSvg(CLIPPED).svg;
  const widths = Array.from(text.matchAll(/<rect x="380"[^>]* width="([^"]*)"/g), ([, width]) => Number(width));
  expect(widths).toEqual([396, 330, 17.6, 0, 26.4, 0]);
  expect(text).toContain('activation-clipping at conv&lt;1&gt;');
});

it('is a section of the page, with names as they are', () => {
  const page = debugPage({ title: 'causes', model: 'm.onnx', tool: 't' }, { explanations: [CLIPPED] });
  expect(page).toContain('<code>calibration_type: max</code>');
  expect(page).toContain('<code>conv&lt;1&gt;</code>');
  expect(page).not.toContain('conv<1>');
});
