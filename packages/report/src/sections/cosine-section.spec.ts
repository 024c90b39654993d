import { sampleNodes, sampleRecord } from '../sample-record.fixture';
import { cosineSection } from './cosine-section';

const [node] = sampleNodes(8);
const of = (...cosines: readonly (number | null | undefined)[]) =>
  cosineSection(sampleRecord({ nodes: cosines.map((cosine, i) => ({ ...node, node: `n${i}`, cosine })) }));
const circles = (text = '') =>
  [...text.matchAll(/<circle class="(\w+)" cx="([-\d.]+)" cy="([-\d.]+)"/g)].map(([, grade, x, y]) => ({
    grade,
    x: Number(x),
    y: Number(y),
  }));

it('has a titled, linked point per measured node, worse ones higher', () => {
  const text = of(0.999, null, 0.98, undefined, 0.5)?.body.text ?? '';
  const [first, second, third] = circles(text);
  expect([first, second, third].map(({ grade }) => grade)).toEqual(['good', 'fair', 'bad']);
  expect(first.y).toBeGreaterThan(second.y);
  expect(second.y).toBeGreaterThan(third.y);
  expect(second.x - first.x).toBeCloseTo(third.x - second.x, 0);
  expect(text).toContain('<a href="#n2">');
  expect(text).toContain('<title>n2\ncosine 0.980000</title>');
});

it('names the lowest', () => {
  const text = of(0.99, 0.5, 0.9)?.body.text;
  expect(text).toMatch(/Lowest: <a href="#n1">n1<\/a> <span class="bad">0.500000<\/span>, <a href="#n2">n2/);
});

it('keeps perfect, more than perfect and opposite nodes on the chart', () => {
  const found = circles(of(1, 1.0000001, -1, 0.9999)?.body.text);
  expect(found.map(({ y }) => y >= 12 && y <= 222)).toEqual([true, true, true, true]);
  expect(found[0].y).toBe(222);
});

it('shows the worst neighbours of a huge model', () => {
  const cosines = Array.from({ length: 5000 }, (_, i) => (i === 3217 ? 0.123456 : 0.999));
  const text = of(...cosines)?.body.text ?? '';
  expect(circles(text)).toHaveLength(400);
  expect(text).toContain('<title>n3217\ncosine 0.123456</title>');
  expect(text).toContain('the worst of up to 13 neighbours');
});

it('draws a single point, and nothing for nothing', () => {
  expect(circles(of(0.9)?.body.text)).toHaveLength(1);
  expect(of(null, undefined)).toBeUndefined();
});

it('says which sample it is of, and has no colour for noise', () => {
  const proof = { samples: 8, nodeSamples: 1 };
  const text = (changes: object) => cosineSection(sampleRecord({ proof, ...changes }))?.body.text;
  expect(text({})).toContain('in graph order, on the first calibration sample: lower is better');
  const noise = text({ calibration: { noise: true, method: 'max', candidates: [], samples: 10 } });
  expect(noise).toContain('on noise, in place of a sample');
  expect(noise).not.toMatch(/class="(good|fair|bad)"/);
  const loaded = text({ calibration: { loaded: true, method: 'load', candidates: [], samples: 0 } });
  expect(loaded).toContain('on noise, in place of a sample');
  expect(loaded).toContain('No samples were read');
  expect(loaded).not.toMatch(/class="(good|fair|bad)"/);
});
