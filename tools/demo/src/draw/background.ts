import type { Chance } from './chance';

/** Something to stand before, over 100 x 100: sky and ground, and trees, houses or clutter. */
export function background(chance: Chance): string {
  const horizon = chance.between(35, 90);
  const sky = colour(chance, 200, 30, 10, 45, 45, 90);
  const low = colour(chance, 205, 30, 5, 35, 60, 95);
  const ground = chance.pick([
    () => colour(chance, 100, 25, 20, 45, 20, 45),
    () => colour(chance, 30, 15, 3, 15, 30, 60),
  ])();
  const things = Array.from({ length: 2 + chance.below(6) }, () =>
    chance.pick([tree, house, patch, post])(chance, horizon),
  ).join('');
  return (
    '<defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop offset="0" ' +
    `stop-color="${sky}"/><stop offset="1" stop-color="${low}"/></linearGradient></defs>` +
    (`<rect width="100" height="100" fill="url(#sky)"/><rect y="${n(horizon)}" width="100" ` +
      `height="100" fill="${ground}"/>${things}`)
  );
}

/** A CSS colour around a hue (degrees), with saturation and lightness in the given percentages. */
export function colour(
  chance: Chance,
  hue: number,
  spread: number,
  s0: number,
  s1: number,
  l0: number,
  l1: number,
): string {
  return `hsl(${n(hue + chance.between(-spread, spread))},${n(chance.between(s0, s1))}%,${n(chance.between(l0, l1))}%)`;
}

function tree(chance: Chance, horizon: number): string {
  const green = colour(chance, 105, 35, 15, 50, 15, 45);
  const x = chance.between(-10, 110);
  return Array.from(
    { length: 3 },
    () =>
      `<circle cx="${n(x + chance.between(-10, 10))}" cy="${n(horizon - chance.between(0, 25))}" ` +
      `r="${n(chance.between(6, 16))}" fill="${green}"/>`,
  ).join('');
}

function house(chance: Chance, horizon: number): string {
  const [x, width, height] = [chance.between(-20, 100), chance.between(15, 45), chance.between(15, 60)];
  const wall = colour(chance, chance.pick([15, 40, 210]), 20, 5, 55, 30, 85);
  const glass = colour(chance, 210, 20, 5, 40, 15, 60);
  const windows = Array.from(
    { length: 4 },
    (_, i) =>
      `<rect x="${n(x + width * (i % 2 ? 0.58 : 0.14))}" ` +
      `y="${n(horizon - height + (i < 2 ? 0.15 : 0.55) * height)}" width="${n(width * 0.26)}" ` +
      `height="${n(height * 0.22)}" fill="${glass}"/>`,
  );
  return (
    `<rect x="${n(x)}" y="${n(horizon - height)}" width="${n(width)}" height="${n(height + 4)}" ` +
    `fill="${wall}"/>${windows.join('')}`
  );
}

function patch(chance: Chance): string {
  const points = Array.from({ length: 4 }, () => `${n(chance.between(-20, 120))},${n(chance.between(-20, 120))}`).join(
    ' ',
  );
  return (
    `<polygon points="${points}" fill="${colour(chance, 180, 180, 5, 60, 20, 85)}" ` +
    `opacity="${n(chance.between(0.2, 0.7))}"/>`
  );
}

function post(chance: Chance): string {
  const x = chance.between(-5, 105);
  return (
    `<path d="M${n(x)},${n(chance.between(-20, 50))} L${n(x + chance.between(-4, 4))},110" ` +
    `stroke="${colour(chance, 30, 30, 0, 30, 15, 60)}" ` +
    `stroke-width="${n(chance.between(1, 5))}"/>`
  );
}

/** Numbers as the SVG gets them: two decimals. */
export function n(value: number): string {
  return value.toFixed(2);
}
