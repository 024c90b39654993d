import { px } from './px';

it('keeps one decimal', () => {
  expect([px(0.04), px(1.25), px(-3.14159), px(0.1 + 0.2)]).toEqual([0, 1.3, -3.1, 0.3]);
});
