import { DEBUG_STYLE } from './debug-style';
import { STYLE } from '../page/style';
import { PAGE, PRINT } from './inks';

it('is blue for the triangle and red for the threshold, on paper', () => {
  expect([PRINT.paper, PRINT.blue, PRINT.red]).toEqual(['#ffffff', '#1f4fd8', '#d62222']);
  expect(new Set(PRINT.curves).size).toBe(8);
});

it('takes colours of the page that both of its looks define', () => {
  const { curves, ...rest } = PAGE;
  for (const colour of [...Object.values(rest), ...curves]) {
    const name = /^var\((--\w+)\)$/.exec(String(colour))?.[1];
    expect((STYLE + DEBUG_STYLE).split(`${name}:`).length).toBe(3);
  }
});
