import { background, colour, n } from './background';
import { Chance } from './chance';

it('is a scene of numbers only', () => {
  for (let i = 0; i < 50; i++) {
    const svg = background(new Chance(`scene/${i}`));
    expect(svg).toMatch(/^<defs>.*<rect /);
    expect(svg).not.toMatch(/NaN|undefined|Infinity|\de-/);
  }
  expect(background(new Chance('a'))).not.toBe(background(new Chance('b')));
});

it('writes colours and numbers as SVG reads them', () => {
  expect(colour(new Chance('a'), 100, 0, 50, 50, 20, 20)).toBe('hsl(100.00,50.00%,20.00%)');
  expect(n(1e-9)).toBe('0.00');
});
