import { STYLE } from '../page/style';
import { DEBUG_STYLE } from './debug-style';

it('keeps its braces in pairs, asks for nothing outside, and uses colours that are defined', () => {
  expect(DEBUG_STYLE.match(/{/g)).toHaveLength(DEBUG_STYLE.match(/}/g)?.length ?? 0);
  expect(DEBUG_STYLE).not.toMatch(/url\(|@import|<\//);
  for (const [, name] of DEBUG_STYLE.matchAll(/var\((--[\w-]+)\)/g)) expect(STYLE).toContain(`${name}:`);
});
