import { background, colour, n } from './background';
import type { Chance } from './chance';
import type { SignColours } from './sign-class';
import { SIGN_CLASSES } from './sign-classes';

/**
 * The scene of one picture as SVG of `size` x `size` pixels: background, pole, the sign at some place, size and angle,
 * light and shade.
 */
export function signSvg(classIndex: number, chance: Chance, size: number): string {
  const behind = background(chance);
  const radius = chance.between(25, 41);
  const room = 50 - radius * 0.92;
  const [x, y] = [50 + chance.between(-room, room), 50 + chance.between(-room, room)];
  const scale = radius / 50;
  const turn = chance.between(-16, 16);
  const place =
    `translate(${n(x)},${n(y)}) rotate(${n(turn)}) skewX(${n(chance.between(-8, 8))}) ` +
    `skewY(${n(chance.between(-6, 6))}) ` +
    `scale(${n(scale * chance.between(0.84, 1.06))},${n(scale)})`;
  const pole = `<rect x="-4" y="20" width="8" height="160" fill="${colour(chance, 210, 20, 0, 12, 35, 75)}"/>`;
  const sign =
    '<g ' +
    `transform="${place}">${chance.happens(0.85) ? pole : ''}${SIGN_CLASSES[classIndex].svg(paint(chance))}</g>`;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 100 ` +
    `100">${behind}${sign}${before(chance)}${shade(chance)}</svg>`
  );
}

function paint(chance: Chance): SignColours {
  const fade = chance.between(0, 15);
  return {
    red: colour(chance, 357, 8, 68 - fade, 92 - fade, 36, 50 + fade / 2),
    blue: colour(chance, 214, 10, 60 - fade, 90 - fade, 28, 44 + fade / 2),
    yellow: colour(chance, 46, 7, 78 - fade, 98 - fade, 47, 58),
    white: colour(chance, 60, 60, 0, 12, 84, 98),
    black: colour(chance, 220, 60, 0, 15, 5, 20),
  };
}

/** Sometimes a twig or a sticker in front of the sign. */
function before(chance: Chance): string {
  if (!chance.happens(0.3)) return '';
  const [x, y] = [chance.between(10, 90), chance.between(10, 90)];
  const leaf = colour(chance, 90, 60, 10, 50, 15, 55);
  return Array.from(
    { length: 4 },
    () =>
      `<ellipse cx="${n(x + chance.between(-9, 9))}" cy="${n(y + chance.between(-9, 9))}" ` +
      `rx="${n(chance.between(2, 6))}" ry="${n(chance.between(1.5, 4))}" fill="${leaf}"/>`,
  ).join('');
}

/** Light from one side, and sometimes the hard edge of a shadow. */
function shade(chance: Chance): string {
  const [x, y] = [chance.between(0, 1), chance.between(0, 1)];
  const light =
    `<defs><linearGradient id="light" x1="${n(x)}" y1="${n(y)}" x2="${n(1 - x)}" ` +
    `y2="${n(1 - y)}"><stop offset="0" stop-color="#fff" ` +
    `stop-opacity="${n(chance.between(0, 0.35))}"/>` +
    ('<stop offset="0.5" stop-color="#888" stop-opacity="0"/><stop offset="1" stop-color="#000" ' +
      `stop-opacity="${n(chance.between(0, 0.45))}"/></linearGradient></defs><rect width="100" ` +
      'height="100" fill="url(#light)"/>');
  if (!chance.happens(0.35)) return light;
  const edge = chance.between(20, 80);
  const far = chance.pick([-60, 160]);
  return (
    `${light}<polygon points="${n(edge)},-5 ${n(edge + chance.between(-40, 40))},105 ${far},105 ` +
    `${far},-5" fill="#000" opacity="${n(chance.between(0.15, 0.4))}"/>`
  );
}
