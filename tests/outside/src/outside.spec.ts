import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Case, readCases } from './read-case';
import { runCase } from './run-case';

const CASES = process.env.OPENBPU_CASES ?? resolve(__dirname, '../../../../shared/cases');
const cases: Case[] = existsSync(CASES) ? readCases(CASES) : [];

if (cases.length === 0) {
  process.stdout.write(`skipped: cases from outside: there are none at ${CASES}\n`);
  describe.skip('cases from outside', () => it('needs the cases', () => undefined));
} else {
  describe('cases from outside', () => {
    it.each(cases.map((one) => [one.name, one] as const))('%s gives what its folder expects', async (_, one) => {
      expect((await runCase(one)).problems).toEqual([]);
    });
  });
}
