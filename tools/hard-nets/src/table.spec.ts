import { tableOf } from './table';

it('tells what int8 lost, in points', () => {
  const judged = {
    float: 90.5,
    top1: 89.25,
    interval: [-2, 0.5],
    cosine: 0.999,
    ms: 1.25,
    seconds: 12.4,
    method: 'kl',
  } as const;
  expect(
    tableOf([{ what: 'copy', way: { calibration: 'kl' }, judged }])
      .split('\n')[1]
      .split(/ {2,}/),
  ).toEqual(['copy', 'kl', '90.50', '89.25', '-1.25', '-2.0 .. 0.5', '0.00100', '1.250', '12', 'kl']);
});

it('names the way in full', () => {
  const judged = { float: 1, top1: 1, interval: [0, 0], cosine: 1, ms: 1, seconds: 1, method: 'max' } as const;
  const way = { calibration: 'default', effort: 2, int16: true } as const;
  expect(tableOf([{ what: 'copy', way, judged }])).toContain('default --effort 2 some int16  1.00');
});
