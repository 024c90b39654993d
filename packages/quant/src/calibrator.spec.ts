import { HISTOGRAM_BINS, type Known, absmaxOf, askForHistograms, askForMaxima, histogramOf } from './calibrator';
import { histogram } from './histogram.fixture';

const silent = { ...histogram(() => 0), absmax: 0 };
const loud = histogram((bin) => (bin < 9 ? 1 : 0));
const known: Known = new Map([
  [`histogram/${HISTOGRAM_BINS} silent`, silent],
  [`histogram/${HISTOGRAM_BINS} loud`, loud],
]);

it('gives the histogram of what was heard, and none of a tensor that is all zero', () => {
  expect(histogramOf(known, 'loud')).toBe(loud);
  expect(histogramOf(known, 'silent')).toBeUndefined();
  expect(histogramOf(known, 'unheard')).toBeUndefined();
});

it('takes the largest magnitude from a histogram too, and asks only for what is not known', () => {
  expect([absmaxOf(known, 'loud'), absmaxOf(known, 'silent'), absmaxOf(known, 'unheard')]).toEqual([
    loud.absmax,
    0,
    undefined,
  ]);
  const all = ['loud', 'silent', 'unheard'];
  expect(askForMaxima(all, known).map(({ at }) => at)).toEqual(['unheard']);
  expect(askForHistograms(all, known).map(({ at }) => at)).toEqual(['unheard']);
});
