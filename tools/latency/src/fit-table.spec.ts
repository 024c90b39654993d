import { foldTable, summary } from './fit-table';
import type { PublishedRow } from './published';

const rows: readonly PublishedRow[] = [
  { march: 'm', network: 'both', source: 'nowhere', latencyMs: 2, fps: 250 },
  { march: 'm', network: 'slow', source: 'nowhere', latencyMs: 4 },
  { march: 'm', network: 'rate', source: 'nowhere', fps: 1000 },
];
const within = [
  { latencyMs: 2.2, frameMs: 4.4 },
  { latencyMs: 2, frameMs: 1 },
  { latencyMs: 3, frameMs: 0.75 },
];
const held = within.map(({ latencyMs, frameMs }) => ({ latencyMs: 2 * latencyMs, frameMs: 3 * frameMs }));

describe('foldTable', () => {
  it('sets what is predicted beside what is published, as far as it is', () => {
    expect(foldTable(rows, within, held).split('\n').slice(2)).toEqual([
      '| both | 2.20 | 2.00 | 1.10 | 2.20 | 4.400 | 4.000 | 1.10 | 3.30 |',
      '| slow | 2.00 | 4.00 | 0.50 | 1.00 | 1.000 |  |  |  |',
      '| rate | 3.00 |  |  |  | 0.750 | 1.000 | 0.75 | 2.25 |',
    ]);
  });

  it('has a heading for every column', () => {
    const cells = foldTable(rows, within, held)
      .split('\n')
      .map((line) => line.split('|').length);
    expect(new Set(cells)).toEqual(new Set([11]));
  });
});

describe('summary', () => {
  it('tells errors of the rows that are published, and how many are within ten per cent on either side', () => {
    const near = [
      { latencyMs: 2.1, frameMs: 4.2 },
      { latencyMs: 3.2, frameMs: 9 },
      { latencyMs: 9, frameMs: 0.95 },
    ];
    expect(summary('so', rows, near)).toBe(
      'so: latency: 2 rows, mean error 12.5 %, 50 % within 10 %; frame: 2 rows, mean error 5.0 %, 100 % within 10 %',
    );
  });
});
