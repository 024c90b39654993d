import type { Distribution, DistributionSeries } from '@openbpu/analysis';
import { distributionSvg } from './distribution-svg';
import { NODE_OUTPUT, WEIGHT, bell } from './findings.fixture';
import { PAGE } from './inks';

const found = (distribution: Distribution, mark: RegExp, linear = false) =>
  Array.from(distributionSvg(distribution, undefined, linear).svg.text.matchAll(mark), ([, at]) => Number(at));
const thresholds = (distribution: Distribution) => found(distribution, /class="threshold" d="M([-\d.]+) /g);
const peaks = (distribution: Distribution) => found(distribution, /class="largest" data-x="([-\d.]+)"/g);

it('has a panel for each series, and the two before the error on one axis', () => {
  const { svg, height, probes } = distributionSvg(NODE_OUTPUT);
  expect(svg.text.match(/<g class="panel">/g)).toHaveLength(3);
  expect(svg.text).toContain('Conv_2: node_output');
  for (const title of ['output, float', 'output, quantised', 'error: quantised − float'])
    expect(svg.text).toContain(title);
  expect(height).toBeGreaterThan(distributionSvg(WEIGHT).height);
  const [float, quantised] = peaks(NODE_OUTPUT);
  expect(float).toBeGreaterThan(quantised);
  expect(probes).toHaveLength(3);
});

it('stands a blue triangle at the value of the largest magnitude, on its side of 0', () => {
  const middle = (70 + 940) / 2;
  const [left] = peaks(WEIGHT);
  expect(left).toBeLessThan(middle);
  expect(peaks({ ...WEIGHT, series: [bell('float', { low: -0.7, high: 0.8 })] })[0]).toBeGreaterThan(middle);
  expect(distributionSvg(WEIGHT).svg.text).toMatch(/class="largest"[^>]*fill:#1f4fd8/);
  expect(distributionSvg(WEIGHT).svg.text).toContain('▲ largest magnitude 0.8');
});

it('draws the threshold as a red dashed line on both sides of 0, on one where nothing is below 0', () => {
  const [low, high] = thresholds(WEIGHT);
  const { svg } = distributionSvg(WEIGHT);
  expect(thresholds(WEIGHT)).toHaveLength(4);
  expect((low + high) / 2).toBeCloseTo(70 + (870 * 0.83) / 1.56, 0);
  expect(svg.text).toMatch(/class="threshold"[^>]*stroke:#d62222[^>]*stroke-dasharray:6 4/);
  expect(svg.text).toContain('┄ threshold 0.1');
  const relu: Distribution = {
    node: 'a',
    figure: 'activation',
    series: [bell('float', { low: 0, high: 3 })],
    threshold: 6,
  };
  expect(thresholds(relu)).toHaveLength(1);
  expect(thresholds(relu)[0]).toBeGreaterThan(peaks(relu)[0]);
});

it('draws none at an error, and none where there is none', () => {
  expect(thresholds(NODE_OUTPUT)).toHaveLength(4);
  const { threshold: _, ...rest } = NODE_OUTPUT;
  expect(thresholds(rest)).toEqual([]);
  expect(distributionSvg(rest).svg.text).not.toContain('threshold');
});

it('counts logarithmically, or linearly', () => {
  const series: DistributionSeries = {
    label: 'float',
    histogram: { edges: [0, 1, 2, 3], counts: [1000, 0, 10] },
    low: 0,
    high: 3,
    largest: 3,
  };
  const one: Distribution = { node: 'a', figure: 'activation', series: [series] };
  const height = (linear: boolean) => {
    const d = /class="bars" d="([^"]*)"/.exec(distributionSvg(one, undefined, linear).svg.text)?.[1] ?? '';
    return Array.from(d.matchAll(/M[\d.]+ ([\d.]+)V([\d.]+)/g), ([, from, to]) => Number(from) - Number(to));
  };
  expect(height(true)).toHaveLength(2);
  expect(height(true)[1] / height(true)[0]).toBeCloseTo(0.01, 2);
  expect(height(false)[1] / height(false)[0]).toBeCloseTo(Math.log(11) / Math.log(1001), 2);
  expect(distributionSvg(one).probes[0].says).toEqual([
    '0 to 1: 1,000 values',
    '1 to 2: 0 values',
    '2 to 3: 10 values',
  ]);
});

it('is drawn of one value, of nothing, and of what is no number', () => {
  const flat = (low: number, high: number, largest: number): Distribution => ({
    node: '<x>',
    figure: 'activation',
    series: [{ label: 'float', histogram: { edges: [low, high], counts: [5] }, low, high, largest }],
    threshold: 0,
  });
  for (const one of [flat(0, 0, 0), flat(2, 2, 2), flat(NaN, NaN, NaN), flat(-Infinity, Infinity, Infinity)]) {
    const { text } = distributionSvg(one, PAGE).svg;
    expect(text).not.toMatch(/="[^"]*NaN|="[^"]*Infinity/);
    expect(text).toContain('&lt;x&gt;');
  }
  const none: Distribution = { node: 'a', figure: 'activation', series: [] };
  expect(distributionSvg(none).svg.text).toContain('a: activation');
});
