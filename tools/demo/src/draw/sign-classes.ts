import type { SignClass, SignColours } from './sign-class';

const POINTS_UP = '0,-46 45,34 -45,34';
const OCTAGON = '-19,-47 19,-47 47,-19 47,19 19,47 -19,47 -47,19 -47,-19';

/** A white triangle with a thick red border, corners rounded by the stroke. */
function warning({ red, white }: SignColours, points: string): string {
  return `<polygon points="${points}" fill="${white}" stroke="${red}" stroke-width="11" stroke-linejoin="round"/>`;
}

function disc(fill: string, edge: string): string {
  return `<circle r="47" fill="${fill}" stroke="${edge}" stroke-width="4"/>`;
}

function stroke(path: string, colour: string, width: number): string {
  return (
    `<path d="${path}" fill="none" stroke="${colour}" stroke-width="${width}" ` +
    'stroke-linejoin="round" stroke-linecap="butt"/>'
  );
}

function fill(path: string, colour: string): string {
  return `<path d="${path}" fill="${colour}"/>`;
}

/** The ten signs of the demo, in the order of their labels: drawings of our own after everyday road signs. */
export const SIGN_CLASSES: readonly SignClass[] = [
  {
    name: 'halt',
    svg: (c) =>
      `<polygon points="${OCTAGON}" fill="${c.red}" stroke="${c.white}" stroke-width="4"/>` +
      [-19, -6.5, 6, 18.5]
        .map(
          (x, i) =>
            `<rect x="${x - 5}" y="${[-22, -30, -28, -20][i]}" width="10" height="40" rx="5" fill="${c.white}"/>`,
        )
        .join('') +
      fill('M-24,0 H23.5 V12 Q20,31 0,31 Q-15,31 -24,12 Z', c.white),
  },
  {
    name: 'no_entry',
    svg: (c) => disc(c.red, c.white) + `<rect x="-32" y="-9" width="64" height="18" rx="2" fill="${c.white}"/>`,
  },
  { name: 'give_way', svg: (c) => warning(c, '0,44 45,-34 -45,-34') },
  {
    name: 'caution',
    svg: (c) =>
      warning(c, POINTS_UP) +
      fill('M-6,-20 Q0,-25 6,-20 L3.5,10 H-3.5 Z', c.black) +
      `<circle cy="19" r="5" fill="${c.black}"/>`,
  },
  {
    name: 'bend',
    svg: (c) =>
      warning(c, POINTS_UP) + stroke('M-11,28 V11 Q-11,2 -2,2 H3', c.black, 10) + fill('M1,-13 V17 L20,2 Z', c.black),
  },
  {
    name: 'no_parking',
    svg: (c) =>
      disc(c.blue, c.white) +
      `<circle r="41" fill="none" stroke="${c.red}" stroke-width="9"/>` +
      stroke('M-29,-29 L29,29', c.red, 9),
  },
  {
    name: 'ahead',
    svg: (c) => disc(c.blue, c.white) + stroke('M0,32 V-6', c.white, 13) + fill('M-21,-4 H21 L0,-34 Z', c.white),
  },
  {
    name: 'turn_right',
    svg: (c) =>
      disc(c.blue, c.white) + stroke('M-15,32 V4 Q-15,-7 -4,-7 H8', c.white, 13) + fill('M6,-28 V14 L34,-7 Z', c.white),
  },
  {
    name: 'priority',
    svg: (c) =>
      `<polygon points="0,-48 48,0 0,48 -48,0" fill="${c.white}" stroke="${c.black}" ` +
      'stroke-width="1.5" stroke-linejoin="round"/><polygon points="0,-33 33,0 0,33 -33,0" ' +
      `fill="${c.yellow}"/>`,
  },
  {
    name: 'crossing',
    svg: (c) =>
      `<rect x="-41" y="-41" width="82" height="82" rx="7" fill="${c.blue}" stroke="${c.white}" ` +
      `stroke-width="3"/><polygon points="0,-33 33,28 -33,28" fill="${c.white}"/>` +
      `<circle cx="2" cy="-10" r="5" fill="${c.black}"/>` +
      stroke('M1,-4 L-1,9 L8,23 M-1,9 L-10,23 M-9,5 L0,-2 L11,5', c.black, 5),
  },
];

export const CLASS_NAMES: readonly string[] = SIGN_CLASSES.map(({ name }) => name);
