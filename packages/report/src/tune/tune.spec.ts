import { frontSvg } from './front-svg';
import { tunePage } from './tune-page';
import { tuneText } from './tune-text';
import { TUNING } from './tuning.fixture';

it('draws every point, and the front through those that none beats', () => {
  const { text } = frontSvg(TUNING).svg;
  expect(text.match(/<circle/g)).toHaveLength(4);
  expect(text.match(/class="rule" d="M[\d.]+ [\d.]+L[\d.]+ [\d.]+L[\d.]+ [\d.]+"/g)).toHaveLength(1);
  expect(text).toContain('point 1: 1 group in int16, 4.200 ms, noise to signal 0.01, cosine 0.990000');
});

it('has errors from 0 on, and tells of the chosen point where the front leaves room', () => {
  const told = (chosen: number, label: string) => {
    const { text } = frontSvg({ ...TUNING, chosen }).svg;
    const dots = Array.from(text.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)" r="7"/g), (m) => [+m[1], +m[2]]);
    const at = new RegExp(`<text x="([\\d.]+)" y="([\\d.]+)" text-anchor="(\\w+)"[^>]*>${label}<`).exec(text);
    return [dots.length, Math.sign(+at![1] - dots[0][0]), Math.sign(+at![2] - dots[0][1]), at![3]];
  };
  expect(told(2, '5.000 ms, 2 groups')).toEqual([1, -1, 1, 'end']);
  expect(told(0, '4.000 ms, 0 groups')).toEqual([1, 1, -1, 'start']);
  expect(frontSvg(TUNING).svg.text).not.toMatch(/>-0\.\d+</);
});

it('draws a single point too', () =>
  expect(frontSvg({ ...TUNING, points: TUNING.points.slice(0, 1), front: [0], chosen: 0 }).svg.text).not.toMatch(
    /NaN/,
  ));

it('tells the front, what was chosen and what makertbin finds', () => {
  const text = tuneText(TUNING);
  expect(text).toMatch(/^4 points measured on 25 samples held back from the 75/);
  const rows = text.split('\n').filter((line) => /^\d  /.test(line));
  expect(rows.map((row) => row.split(/ +/).slice(0, 3).join(' '))).toEqual(['0 0 4.000', '1 1 4.200', '2 2 5.000']);
  expect(rows[1]).toContain('<- chosen');
  expect(text).toContain('In int16: Conv_1.');
  expect(text).toContain('100 samples: 4.200 ms, cosine 0.991000.');
  expect(tuneText({ ...TUNING, reached: false })).toContain('(the goal is not reached)');
});

it('tells a drop of top-1 with its interval and its test', () => {
  const top1 = { count: 25, delta: -0.04, low: -0.2, high: 0.1, pValue: 1, agreement: 0.96, onlyA: 1, onlyB: 0 };
  const points = TUNING.points.map((each) => ({ ...each, top1 }));
  const text = tuneText({ ...TUNING, points });
  expect(text).toContain('Top-1 drop');
  expect(text).toContain('drop 4.0 points (95 % interval -10.0 to 20.0; 1 lost, 0 won, McNemar p 1)');
});

it('is a page of its own, with everything on it and nothing that names could break', () => {
  const page = tunePage(TUNING, 'OpenBPU 1');
  const titles = Array.from(page.matchAll(/<h2>(.*?)<\/h2>/g), ([, title]) => title);
  expect(titles).toEqual(['Front', 'Points', 'Groups', 'Left out']);
  expect(page).toContain('of &lt;net&gt; for bayes-e');
  expect(page).toContain('&lt;an&gt; image');
  expect(page).not.toMatch(/src=|href="http/);
  expect(tunePage(TUNING, 'OpenBPU 1')).toBe(page);
  expect(tunePage({ ...TUNING, leftOut: [] }, 'OpenBPU 1')).not.toContain('Left out');
});
