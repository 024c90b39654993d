import { html } from '../page/markup';
import { linearScale } from './linear-scale';
import { PLOT, plot } from './plot';

const x = linearScale({ max: 10, pixels: [PLOT.left, PLOT.right], label: String });
const y = linearScale({ max: 1, pixels: [PLOT.bottom, PLOT.top], label: (value) => value.toFixed(1) });

it('draws a line and a label per tick, and the marks last', () => {
  const { text } = plot({ label: 'a "chart"', x, y, xTitle: 'node', yTitle: '<y>', marks: html`<circle r="1"/>` });
  expect(text.match(/class="grid"/g)).toHaveLength(y.ticks.length);
  expect(text.match(/class="tick"/g)).toHaveLength(x.ticks.length);
  expect(text).toContain('aria-label="a &quot;chart&quot;"');
  expect(text).toContain('&lt;y&gt;');
  expect(text).toMatch(/<circle r="1"\/><\/svg><\/div>$/);
});
