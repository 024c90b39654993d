import { rangeScale } from '../svg/range-scale';
import { PAGE, PRINT } from './inks';
import { axes, heading, inside, line, picture, text } from './picture';

const panel = { left: 70, right: 170, top: 10, bottom: 60 };
const x = rangeScale({ low: 0, high: 2, pixels: [70, 170] });
const y = rangeScale({ low: 0, high: 1, pixels: [60, 10] });
const frame = { panel, x, y, xTitle: 'across', yTitle: 'up', title: 'a <b>' };

it('is as large as it says, on paper where its inks have some', () => {
  const { svg, width, height } = picture('a "label"', { width: 300, height: 80 }, PRINT, text(1, 2, 'x', PRINT));
  expect([width, height]).toEqual([300, 80]);
  expect(svg.text).toContain(
    'width="300" height="80" viewBox="0 0 300 80" role="img" aria-label="a &quot;label&quot;"',
  );
  expect(svg.text).toContain('<rect width="300" height="80" fill="#ffffff"/>');
  expect(picture('a', { width: 1, height: 1 }, PAGE, '').svg.text).not.toContain('<rect');
});

it('writes text and lines in the inks that are given', () => {
  expect(text(1.23, 4, '<', { ink: 'red', anchor: 'end', size: 9, bold: true }).text).toBe(
    '<text x="1.2" y="4" text-anchor="end" style="fill:red;font-size:9px;font-weight:600">&lt;</text>',
  );
  expect(line('M0 0', 'red', { width: 2, dash: '3 1', kind: 'k' }).text).toBe(
    '<path class="k" d="M0 0" vector-effect="non-scaling-stroke" ' +
      'style="fill:none;stroke:red;stroke-width:2;stroke-dasharray:3 1"/>',
  );
  expect(line('M0 0', 'red').text).not.toContain('dasharray');
  expect(heading(100, 'h', PRINT).text).toContain('x="50" y="20" text-anchor="middle"');
});

it('has a line a tick of the one axis, a label a tick of both, and titles', () => {
  const { text: drawn } = axes(frame, PRINT);
  expect(drawn.match(/H170"/g)).toHaveLength(y.ticks.length + 1);
  expect(drawn.match(/class="xtick"/g)).toHaveLength(x.ticks.length);
  expect(drawn).toContain('<g class="xtick" transform="translate(120 60)">');
  for (const words of ['across', 'up', 'a &lt;b&gt;']) expect(drawn).toContain(`>${words}</text>`);
});

it('turns long names, which leave no room for a title below them', () => {
  const { text: drawn } = axes({ ...frame, aslant: true }, PRINT);
  expect(drawn.match(/rotate\(-40\)/g)).toHaveLength(x.ticks.length);
  expect(drawn).not.toContain('across');
});

it('keeps marks within their panel, in the same coordinates', () => {
  const { text: drawn } = inside(panel, [line('M0 0', 'red'), false]);
  expect(drawn).toContain('<svg class="inside" x="70" y="10" width="100" height="50" viewBox="70 10 100 50"');
  expect(drawn).toContain('preserveAspectRatio="none" overflow="hidden"><path');
});
