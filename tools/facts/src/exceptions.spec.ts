import { standardOps } from '@openbpu/plugin-api';
import { HINTS, SPEAKS_OF, UNLESS, UNREACHABLE, knownOf } from './exceptions';
import { factsFolder } from './facts-folder';
import { marchFiles } from './march-files';
import { MARCHES } from './marches';
import { bpuRules, readFacts } from './read-facts';

describe('knownOf', () => {
  it('knows the rank of images only', () => {
    expect(knownOf('Conv')).toMatchObject({ rank: 4, opset: 11 });
    expect(knownOf('Add')).not.toHaveProperty('rank');
  });
});

const folder = factsFolder();
if (folder === undefined)
  process.stdout.write(
    'skipped: the operator facts are not there; set OPENBPU_FACTS to hold the exceptions against them\n',
  );

(folder === undefined ? describe.skip : describe)('the exceptions', () => {
  const all = folder === undefined ? [] : MARCHES.map((march) => readFacts(folder, march));

  it('speak of rules that exist', () => {
    const rules = all.flatMap((facts) =>
      facts.operators.flatMap((row) => bpuRules(row, facts).map(({ id }) => `${facts.march}/${row.op}/${id}`)),
    );
    for (const key of Object.keys(UNLESS)) expect(rules).toContain(key);
    for (const [key, other] of Object.entries(SPEAKS_OF)) {
      const [march, op] = key.split('/');
      const facts = all.find((each) => each.march === march)!;
      const row = facts.operators.find((each) => each.op === op)!;
      expect(bpuRules(row, facts).some(({ reason }) => new RegExp(`\\b${other}\\b`).test(reason))).toBe(true);
    }
    const ofAnyMarch = rules.map((rule) => rule.slice(rule.indexOf('/') + 1));
    for (const key of Object.keys(UNREACHABLE)) expect(ofAnyMarch).toContain(key);
  });

  it('have hints that are all given', () => {
    const files = all.flatMap((facts) => [...marchFiles(facts, standardOps().ops).values()]);
    for (const hint of Object.values(HINTS))
      expect(files.filter((text) => text.includes(`hint: '${hint}'`))).not.toHaveLength(0);
  });
});
