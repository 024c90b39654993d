import type { AccumulatedError } from '@openbpu/analysis';
import { errorsSvg } from './errors-svg';
import { errorsOf } from './findings.fixture';

const curves = (error: AccumulatedError) =>
  Array.from(
    errorsSvg(error).svg.text.matchAll(/class="curve" d="([^"]*)" .*?stroke:([^;]*);([^"]*)"/g),
    ([, d, ink, rest]) => ({
      d,
      ink,
      rest,
    }),
  );
const withValues = (values: readonly number[]): AccumulatedError => ({
  ...errorsOf(values.length),
  curves: [{ label: 'Conv_0', members: ['Conv_0'], values }],
});

it('has a curve for each model, from left to right, in a colour of its own', () => {
  const [first, second] = curves(errorsOf(30));
  expect(first.d.match(/[ML]/g)).toHaveLength(30);
  expect(first.ink).not.toBe(second.ink);
  const xs = Array.from(first.d.matchAll(/[ML]([\d.]+) /g), ([, x]) => Number(x));
  expect(xs).toEqual(xs.toSorted((a, b) => a - b));
});

it('stands higher where the value is', () => {
  const [{ d }] = curves(withValues([0, 1, 0.5]));
  const ys = Array.from(d.matchAll(/[ML][\d.]+ ([\d.]+)/g), ([, y]) => Number(y));
  expect(ys).toEqual([370, 70, 220]);
});

it('says which nodes a curve is of, and whether they are quantised', () => {
  const { text } = errorsSvg(errorsOf(5)).svg;
  expect(text).toContain('>partial_qmodel_1: Conv_2, Conv_90</text>');
  expect(errorsSvg(errorsOf(5, false)).svg.text).toContain('>partial_qmodel_0: Conv_2 (not quantised)</text>');
  const named = (label: string, members: readonly string[]) =>
    errorsSvg({ ...errorsOf(2), curves: [{ label, members, values: [1, 1] }] }).svg.text;
  expect(named('Conv_2', ['Conv_2'])).toContain('>Conv_2</text>');
  expect(named('weight', ['a_HzCalibration'])).toContain('>weight</text>');
  expect(named('activation', [])).toContain('>activation</text>');
});

it('says where the values are means', () => {
  expect(errorsSvg(errorsOf(2)).svg.text).not.toContain('mean of the nodes so far');
  expect(errorsSvg({ ...errorsOf(2), average: true }).svg.text).toContain('mean of the nodes so far');
});

it('names up to forty nodes below the axis, and counts more', () => {
  expect(errorsSvg(errorsOf(40)).svg.text).toContain('>Conv_39</text>');
  const { svg, probes } = errorsSvg(errorsOf(120));
  expect(svg.text).not.toContain('>Conv_39</text>');
  expect(svg.text).toContain('>110</text>');
  expect(probes[0].says[119]).toMatch(/^Conv_119: partial_qmodel_0 0.98909\d*, partial_qmodel_1 0.97/);
  expect(errorsSvg(errorsOf(3)).height).toBeLessThan(
    errorsSvg({ ...errorsOf(3), nodes: ['a', 'b'.repeat(99), 'c'] }).height,
  );
});

it('has gaps where values are not finite, and a dot for one that stands alone', () => {
  const [{ d }] = curves(withValues([Infinity, 1, NaN, 2, 3]));
  expect(d.replaceAll(/[\d.]+ [\d.]+/g, '')).toBe('Mh1ML');
});

it('is drawn of nothing, and of more curves than there are colours', () => {
  for (const error of [withValues([]), withValues([NaN]), { ...errorsOf(3), curves: [] }])
    expect(errorsSvg(error).svg.text).not.toMatch(/="[^"]*NaN|="[^"]*Infinity/);
  const many = curves({
    ...errorsOf(2),
    curves: Array.from({ length: 40 }, (_, i) => ({ label: `${i}`, members: [], values: [i, 0] })),
  });
  expect(new Set(many.map(({ ink, rest }) => ink + rest)).size).toBe(32);
});
