import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Capability, PARTNERS, capability, capabilityCases, keepsUp, partnerOf } from './capability';

const one: Capability = { name: 'c05_x', march: 'bayes-e', subgraphs: 1, cpu: [], share: 1 };

it('finds the partner on the same march', () => {
  const others = [
    { ...one, name: 'r05b_y' },
    { ...one, name: 'r05_y', march: 'bernoulli2' },
    { ...one, name: 'r05_y' },
  ];
  expect(partnerOf(one, others)).toBe(others[2]);
  expect(partnerOf({ ...one, name: 'c05b_x' }, others)).toBe(others[0]);
  expect(partnerOf({ ...one, name: 'c99_x' }, others)).toBeUndefined();
});

it('asks for as few segments and nodes on the CPU, and as large a share', () => {
  expect(keepsUp(one, one)).toBe(true);
  expect(keepsUp({ ...one, subgraphs: 2 }, one)).toBe(false);
  expect(keepsUp({ ...one, cpu: ['a'] }, one)).toBe(false);
  expect(keepsUp({ ...one, share: 0.5 }, one)).toBe(false);
  expect(keepsUp({ ...one, refused: 'PAS007' }, one)).toBe(false);
  expect(keepsUp({ ...one, refused: 'PAS007' }, { ...one, refused: 'PAS007' })).toBe(true);
});

const FOLDER = resolve(process.env.OPENBPU_CASES ?? resolve(__dirname, '../../../../shared/cases'), 'capability');

if (existsSync(FOLDER))
  describe.each(['bayes-e', 'bernoulli2'])('on %s', (march) => {
    it.each(Object.entries(PARTNERS))('%s does as well as %s', async (...starts) => {
      const [found, partner] = await Promise.all(
        capabilityCases(FOLDER, starts)
          .toSorted((a, b) => Number(b.startsWith(starts[0])) - Number(a.startsWith(starts[0])))
          .map((name) => capability(FOLDER, name, march)),
      );
      expect(keepsUp(found, partner)).toBe(true);
    });
  });
else {
  process.stdout.write(`skipped: small graphs beside their partners: there are none at ${FOLDER}\n`);
  describe.skip('small graphs beside their partners', () => it('needs them', () => undefined));
}
