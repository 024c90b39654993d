import { rooflineSvg } from './roofline-svg';
import { sampleReport } from './sample-report.fixture';

const { roofline } = sampleReport();
const [point] = roofline.points;
const circles = (text: string) =>
  [...text.matchAll(/<circle class="dot (\w+)" cx="([\d.]+)" cy="([\d.]+)"/g)].map(
    ([, colour, x, y]) => [colour, Number(x), Number(y)] as const,
  );

it('draws points under the roof in the colour of what binds them', () => {
  const { text } = rooflineSvg({
    ...roofline,
    points: [point, { ...point, macsPerSecond: 2.048e12, macsPerByte: 1000, binds: 'DDR' }],
  });
  const [[colour, x, y], [other, right, top]] = circles(text);
  expect([colour, other]).toEqual(['s0', 's1']);
  expect(right).toBeGreaterThan(x);
  expect(top).toBeLessThan(y);
  const [, bend, roof] = /L([\d.]+) ([\d.]+)H950/.exec(text) ?? [];
  expect(Number(roof)).toBeCloseTo(top, 1);
  expect(Number(bend)).toBeLessThan(right);
  const knee = { ...point, macsPerByte: 2.048e12 / 7.25e9, macsPerSecond: 2.048e12 };
  const [[, at, height]] = circles(rooflineSvg({ ...roofline, points: [knee] }).text);
  const [, turn, flat] = /L([\d.]+) ([\d.]+)H950/.exec(rooflineSvg({ ...roofline, points: [knee] }).text) ?? [];
  expect([Number(turn), Number(flat)]).toEqual([at, height]);
  expect(text).toContain('int8: 2.05 TMAC/s');
  expect(text).toContain('103 MACs per byte, 166 GMAC/s, bound by MAC');
});

it('draws no point without bytes, a roof for each type, and extremes within the chart', () => {
  const points = [
    { ...point, macsPerByte: null },
    { ...point, macsPerByte: 1e-9, macsPerSecond: 1 },
    { ...point, macsPerByte: 1e9 },
  ];
  const roofs = [...roofline.roofs, { name: 'int16', macsPerSecond: 1.024e12 }];
  const { text } = rooflineSvg({ ...roofline, roofs, points });
  expect(circles(text)).toHaveLength(2);
  for (const [, x, y] of circles(text)) {
    expect(x).toBeGreaterThanOrEqual(58);
    expect(x).toBeLessThanOrEqual(950);
    expect(y).toBeLessThanOrEqual(222);
  }
  expect(text.match(/class="limit"/g)).toHaveLength(2);
});
