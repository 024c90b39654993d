import { DiagnosticError } from '@openbpu/diagnostics';
import {
  type BoardNumber,
  CORE_ID,
  DUMP_INTERMEDIATE,
  DUMP_PRECISION,
  DUMP_TXT_AXIS,
  PERF_TIME,
  THREAD_NUM,
  frameCount,
  readNumber,
} from './board-numbers';

const NUMBERS = [
  CORE_ID,
  DUMP_INTERMEDIATE,
  DUMP_PRECISION,
  DUMP_TXT_AXIS,
  PERF_TIME,
  THREAD_NUM,
  frameCount(200, 'frames'),
].map((number) => [number.flag, number] as const);

const refusal = (text: string, number: BoardNumber) => {
  try {
    readNumber(text, number);
  } catch (error) {
    if (error instanceof DiagnosticError) return error.diagnostics[0];
  }
  throw new Error(`${text} is taken`);
};

describe.each(NUMBERS)('%s', (flag, number) => {
  const { least, most, otherwise, open, help } = number;

  it('is what it is written as, or what is usual', () => {
    for (const value of [least, least + 1, most]) {
      expect(readNumber(`${value}`, number)).toBe(value);
      if (value >= 0) expect(readNumber(`+${value}`, number)).toBe(value);
    }
    expect(readNumber(undefined, number)).toBe(otherwise);
  });

  it.each([`${least - 1}`, '', ' 1', '1 ', '1.0', '1e2', '0x1', '½', 'one', '--1', '1_000', '١'])(
    'is not "%s", and says from where to where it goes',
    (text) =>
      expect(refusal(text, number)).toMatchObject({
        code: 'CLI075',
        message: `${flag} takes a whole number from ${least} to ${most}, not "${text}"`,
        hint: `leave ${flag} out for ${otherwise}`,
      }),
  );

  it('has in --help the bounds that a refusal names, each value or from where to where, and what is usual', () => {
    const values = Array.from({ length: Math.min(most - least, 4) + 1 }, (_, i) => `\\b${least + i} \\w.*`).join('');
    expect(help).toMatch(new RegExp(`[ ,]${least} to ${most}\\b|${values}`));
    expect(help).toMatch(new RegExp(`default ${otherwise}\\b|\\b${otherwise} [\\w ]+ \\(default\\)`));
  });

  it(`${open ? 'leaves more to others' : 'is no more'}`, () => {
    for (const text of [`${most + 1}`, '9'.repeat(400)])
      if (open) expect(readNumber(text, number)).toBeGreaterThan(most);
      else expect(refusal(text, number).code).toBe('CLI075');
  });
});

it('is a number that a document can hold, however long', () =>
  expect(readNumber('9'.repeat(400), THREAD_NUM)).toBe(Number.MAX_SAFE_INTEGER));
