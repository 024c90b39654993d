import { STYLE } from './style';

it('keeps its braces in pairs and asks for nothing outside', () => {
  expect(STYLE.match(/{/g)).toHaveLength(STYLE.match(/}/g)?.length ?? 0);
  expect(STYLE).not.toMatch(/url\(|@import|<\//);
});

it('has defined every colour it uses, and every light one also dark', () => {
  const [light, dark] = [...STYLE.matchAll(/:root\{([^}]*)\}/g)].map(([, body]) =>
    [...body.matchAll(/(--[\w-]+):/g)].map(([, name]) => name),
  );
  expect(light).toEqual(dark);
  for (const [, name] of STYLE.matchAll(/var\((--[\w-]+)\)/g)) expect(light).toContain(name);
});

it('knows the dark, the phone and the paper', () => {
  for (const medium of ['screen and (prefers-color-scheme:dark)', '(max-width:640px)', 'print'])
    expect(STYLE).toContain(`@media ${medium}{`);
});
