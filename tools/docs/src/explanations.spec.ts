import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { explanations } from './explanations';
import { ROOT } from './workspace';

const ALL = explanations().flat();

it('tells of every code once, with facts that its sentence can be made of', () => {
  expect(ALL.length).toBeGreaterThan(250);
  expect(new Set(ALL.map(({ code }) => code)).size).toBe(ALL.length);
  for (const { code, message = '', hint = '' } of ALL)
    expect([code, /\bundefined\b(?!, received)(?<!received undefined)|\[object /.test(message + hint)]).toEqual([
      code,
      false,
    ]);
});

it('has an example of every code, and none of a code that is gone', () => {
  const examples = Object.keys(JSON.parse(readFileSync(join(ROOT, 'tools/docs/examples.json'), 'utf8')) as object);
  const codes = new Set(ALL.map(({ code }) => code));
  expect(examples.filter((code) => !codes.has(code))).toEqual([]);
  expect(ALL.flatMap(({ code, message }) => (message === undefined ? [code] : []))).toEqual([]);
});

it('says what to do of every error', () => {
  for (const { code, severity, message, hint } of ALL)
    if (severity === 'error' && message !== undefined)
      expect([code, hint]).toEqual([code, expect.stringMatching(/\S/)]);
});
