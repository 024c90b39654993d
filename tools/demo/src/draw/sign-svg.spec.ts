import { Chance } from './chance';
import { CLASS_NAMES } from './sign-classes';
import { signSvg } from './sign-svg';

it('is one picture of the asked size, the same for the same chance', () => {
  const svg = signSvg(3, new Chance('a'), 96);
  expect(svg).toMatch(/^<svg [^>]*width="96" height="96" viewBox="0 0 100 100">.*<\/svg>$/);
  expect(svg).toBe(signSvg(3, new Chance('a'), 96));
  expect(svg).not.toBe(signSvg(3, new Chance('b'), 96));
});

it.each([...CLASS_NAMES.keys()])('sets sign %i wholly inside the picture', (classIndex) => {
  for (let i = 0; i < 30; i++) {
    const svg = signSvg(classIndex, new Chance(`place/${i}`), 64);
    const [, x, y] = /<g transform="translate\(([-\d.]+),([-\d.]+)\)/.exec(svg) ?? [];
    expect(svg).not.toMatch(/NaN|undefined/);
    for (const at of [Number(x), Number(y)]) {
      expect(at).toBeGreaterThan(18);
      expect(at).toBeLessThan(82);
    }
  }
});
