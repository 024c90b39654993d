import { refusal } from '../net.fixture';
import { askedMetric, askedMetrics } from './asked-metrics';

it('knows the five, each once, in the order asked for', () => {
  const five = ['mse', 'cosine-similarity', 'chebyshev', 'sqnr', 'mre'];
  expect(askedMetrics([...five, 'mse'])).toEqual(five);
  expect(askedMetric('sqnr')).toBe('sqnr');
});

it.each([
  [
    'cosine_similarity',
    /^did you mean "cosine-similarity"\? It is one of cosine-similarity, mse, mre, sqnr, chebyshev$/,
  ],
  ['frobnicate', /^It is one of cosine-similarity, mse/],
  ['', /^It is one of/],
])('refuses %p', async (name, hint) => {
  for (const act of [() => askedMetric(name), () => askedMetrics(['mse', name])])
    expect(await refusal(act)).toEqual({ code: 'ANA003', hint: expect.stringMatching(hint) as unknown });
});

it('refuses none at all', async () => {
  const hint = expect.stringMatching(/^name one of cosine-similarity, .*, or leave metrics out$/) as unknown;
  expect(await refusal(() => askedMetrics([]))).toEqual({ code: 'ANA006', hint });
});
