import { STYLE } from '../page/style';
import { PERF_STYLE } from './perf-style';

it('keeps its braces in pairs, asks for nothing outside, and uses colours that are defined', () => {
  expect(PERF_STYLE.match(/{/g)).toHaveLength(PERF_STYLE.match(/}/g)?.length ?? 0);
  expect(PERF_STYLE).not.toMatch(/url\(|@import|<\//);
  for (const [, name] of PERF_STYLE.matchAll(/var\((--[\w-]+)\)/g)) expect(STYLE).toContain(`${name}:`);
});
