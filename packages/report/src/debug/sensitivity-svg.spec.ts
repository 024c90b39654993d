import type { Metric, SensitivityResult } from '@openbpu/analysis';
import { GUIDE_RANKS } from './findings.fixture';
import { lossOf, sensitivitySvg } from './sensitivity-svg';

const ranks = (metric: Metric, values: readonly number[]): SensitivityResult => ({
  kind: 'weight',
  metrics: [metric],
  samples: 1,
  nodes: new Map(values.map((value, i) => [`n${i}<`, new Map([[metric, value]])])),
});
const widths = (result: SensitivityResult) =>
  Array.from(sensitivitySvg(result).svg.text.matchAll(/<rect x="300"[^>]* width="([^"]*)"/g), ([, width]) =>
    Number(width),
  );

it('shows the worst first, bars by what is lost of its ranking metric', () => {
  const { text } = sensitivitySvg(GUIDE_RANKS).svg;
  const names = Array.from(text.matchAll(/<title>(\S+)/g), ([, name]) => name);
  expect(names).toEqual([...GUIDE_RANKS.nodes.keys()]);
  expect(widths(GUIDE_RANKS).slice(0, 3)).toEqual([470, 310.2, 77.9]);
  expect(text).toContain('sensitivity of nodes: cosine-similarity');
  expect(text).toContain('10 samples');
});

it.each([
  ['cosine-similarity', 0.75, 0.25],
  ['sqnr', 20, 0.01],
  ['sqnr', Infinity, 0],
  ['mse', 3, 3],
  ['mre', 0.5, 0.5],
  ['chebyshev', 2, 2],
] as const)('of a %s of %d is lost %d', (metric, value, loss) => expect(lossOf(metric, value)).toBeCloseTo(loss, 12));

it('has whole red bars for what is no number, none for what loses nothing or less', () => {
  const result = ranks('mse', [NaN, Infinity, 2, 1, 0]);
  expect(widths(result)).toEqual([470, 470, 470, 235, 0]);
  expect(sensitivitySvg(result).svg.text.match(/fill:#d62222/g)).toHaveLength(2);
  expect(widths(ranks('cosine-similarity', [1, 1 + 1e-16, 1.0000001]))).toEqual([0, 0, 0]);
});

it('shows forty nodes and says how many more there are', () => {
  const { svg, height } = sensitivitySvg(
    ranks(
      'mse',
      Array.from({ length: 45 }, (_, i) => 50 - i),
    ),
  );
  expect(svg.text.match(/<g class="rank">/g)).toHaveLength(40);
  expect(svg.text).toContain('… and 5 nodes that lose less');
  expect(sensitivitySvg(ranks('mse', new Array<number>(40).fill(1))).height).toBeLessThan(height);
  expect(sensitivitySvg(ranks('mse', [])).svg.text).not.toContain('that lose less');
  expect(svg.text).toContain('n0&lt;');
});
