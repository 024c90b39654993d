import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CLASS_NAMES, SIGN_CLASSES } from './sign-classes';

const colours = { red: 'red', blue: 'blue', yellow: 'yellow', white: 'white', black: 'black' };

it('has ten signs, each of its own name and drawing', () => {
  expect(new Set(CLASS_NAMES).size).toBe(10);
  expect(new Set(SIGN_CLASSES.map(({ svg }) => svg(colours))).size).toBe(10);
});

it('uses no text, which would depend on the fonts of the machine', () => {
  for (const { svg } of SIGN_CLASSES) expect(svg(colours)).not.toMatch(/<text|font|<image/);
});

it('has the order of the labels of the example', () => {
  const labels = readFileSync(join(__dirname, '../../../../examples/road-signs/labels.txt'), 'utf8');
  expect(labels).toBe(CLASS_NAMES.map((name) => `${name}\n`).join(''));
});
