import { PANEL, PANEL_HEAD, panelBytes } from './panel';

it('has room for biases and multipliers, and for eight weights at a time', () => {
  expect(PANEL_HEAD).toBe(PANEL * (4 + 4));
  expect([0, 1, 8, 9].map(panelBytes)).toEqual([0, 8, 8, 16].map((depth) => PANEL_HEAD + depth * PANEL * 2));
});
