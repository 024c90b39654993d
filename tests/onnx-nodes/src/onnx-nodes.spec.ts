import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { campaign } from './campaign';
import { NOT_SHARED } from './exceptions';
import { foreignRows } from './page';
import { ARCHIVE, HAVE_CASES, readCases } from './read-cases';

if (!HAVE_CASES) process.stdout.write(`skipped: the node cases of ONNX: there are none at ${ARCHIVE}\n`);

/** All of them: node tests/onnx-nodes/dist/run.js */
(HAVE_CASES ? describe : describe.skip)('every fourth node case of ONNX', () => {
  const cases = HAVE_CASES ? readCases() : [];

  it('is equal, or refused with a code, and the page says so', async () => {
    const tried = await campaign(cases.filter((_, i) => i % 4 === 0));
    expect(tried.filter(({ outcome }) => outcome.kind === 'wrong')).toEqual([]);
    expect(tried.filter(({ outcome }) => outcome.kind === 'own').length).toBeGreaterThan(150);
    expect(tried.filter(({ outcome }) => outcome.kind === 'refused').length).toBeLessThan(100);
    const page = readFileSync(resolve(__dirname, '../../../docs/generated/onnx-cases.md'), 'utf8');
    const listed = tried.flatMap(({ id }) => page.split('\n').filter((line) => line.includes(` | \`${id}\` | `)));
    expect(foreignRows(tried).map((cells) => `| ${cells.join(' | ')} |`)).toEqual(listed);
  });

  it('are all there, those that are judged in another way too', () => {
    expect(cases.length).toBe(1653);
    const ids = new Set(cases.map(({ id }) => id));
    expect(NOT_SHARED.flatMap((one) => one.cases).filter((id) => !ids.has(id))).toEqual([]);
  });
});
