import { standardOps } from '@openbpu/plugin-api';
import { factsFolder } from './facts-folder';
import { marchFiles } from './march-files';
import { MARCHES, generatedFolder } from './marches';
import { type MarchFacts, readFacts } from './read-facts';
import { staleFiles } from './write-files';

const SMALL: MarchFacts = {
  schema: 1,
  march: 'm',
  counts: {},
  int16_supported: true,
  general: { bpu_rules: [{ id: 'rank4', expr: 'ranksDeclaredByOp || rank === 4', reason: 'rank {rank}' }] },
  operators: [
    {
      op: 'Sigmoid',
      class: 'bpu',
      default_device: 'bpu',
      bpu: {
        supported: true,
        mechanism: 'native',
        dtypes: ['int8'],
        rules: [{ id: 'n', var: 'n', eq: 1, reason: 'no' }],
      },
    },
    {
      op: 'Resize',
      class: 'bpu',
      default_device: 'bpu',
      bpu: { supported: true, mechanism: 'native', dtypes: ['int8'], rules: [] },
    },
    {
      op: 'Tanh',
      class: 'bpu',
      default_device: 'bpu',
      bpu: {
        supported: true,
        mechanism: 'native',
        ranks: [1, 4],
        rules: [
          { id: 'n', var: 'n', eq: 1, reason: 'no' },
          { id: 'rank', var: 'rank', max: 4, reason: 'no' },
        ],
      },
    },
    {
      op: 'Cos',
      class: 'bpu',
      default_device: 'bpu',
      bpu: { supported: true, mechanism: 'native', rules: [{ id: 'n', var: 'n', eq: 1, reason: 'no' }] },
    },
    {
      op: 'GRU',
      class: 'bpu',
      default_device: 'bpu',
      bpu: { supported: true, mechanism: 'native', rules: [{ id: 'unknown', expr: 'never_read', reason: 'no' }] },
    },
    {
      op: 'Softmax',
      class: 'bpu',
      default_device: 'cpu',
      selectable: 'run_on_bpu',
      bpu: { supported: true, mechanism: 'native', rules: [] },
    },
    { op: 'Xor', class: 'cpu_not_integrated', default_device: 'unsupported', bpu: { supported: false, reason: 'no' } },
  ],
};

describe('marchFiles', () => {
  const files = marchFiles(SMALL, standardOps().ops);

  it('puts rows of equal rules into one file, and leaves out rows without rules or without an op here', () => {
    expect([...files.keys()].sort()).toEqual([
      'SigmoidCos.ts',
      'Tanh.ts',
      'constraints.ts',
      'general.ts',
      'operators.ts',
      'witnesses.fixture.ts',
    ]);
    expect(files.get('SigmoidCos.ts')).toContain("constraintsOf('m', ['Sigmoid', 'Cos'], [");
    expect(files.get('constraints.ts')).toContain('  ...general,\n  ...SigmoidCos,\n  ...Tanh,\n');
  });

  it('exempts ops with ranks of their own from the general rule', () => {
    expect(files.get('general.ts')).toContain("const RANKED_OPS: readonly string[] = ['Mish', 'Tanh'];");
    expect(files.get('general.ts')).toContain('RANKED_OPS.includes(f.op) || f.rank === 4');
  });

  it('lists every operator', () => {
    expect(files.get('operators.ts')).toContain(
      "  Sigmoid: { class: 'bpu', defaultDevice: 'bpu', mechanism: 'native', dtypes: ['int8'] },\n",
    );
    expect(files.get('operators.ts')).toContain("dtypes: ['int8'], int16: 'unstated' },\n");
    const narrow = marchFiles({ ...SMALL, int16_supported: false }, standardOps().ops);
    expect(narrow.get('operators.ts')).not.toContain('unstated');
    expect(files.get('operators.ts')).toContain(
      "  Softmax: { class: 'bpu', defaultDevice: 'cpu', mechanism: 'native', onRequest: true },\n",
    );
    expect(files.get('operators.ts')).toContain(
      "  Xor: { class: 'cpu_not_integrated', defaultDevice: 'unsupported' },\n",
    );
  });
});

const folder = factsFolder();
if (folder === undefined)
  process.stdout.write(
    'skipped: the operator facts are not there; set OPENBPU_FACTS to compare the generated files with them\n',
  );
const withFacts = folder === undefined ? describe.skip : describe;

withFacts('the generated files', () => {
  it.each(MARCHES)('of %s are fresh', (march) => {
    expect(staleFiles(generatedFolder(march), marchFiles(readFacts(folder!, march), standardOps().ops))).toEqual([]);
  });

  it.each(MARCHES)('of %s can be written, and count as many operators as the facts say', (march) => {
    const facts = readFacts(folder!, march);
    const listed = marchFiles(facts, standardOps().ops).get('operators.ts') ?? '';
    for (const [kind, count] of Object.entries(facts.counts))
      expect([kind, listed.split(`class: '${kind}'`).length - 1]).toEqual([kind, count]);
    expect(Object.values(facts.counts).reduce((sum, count) => sum + count, 0)).toBe(facts.operators.length);
  });

  it('refuse facts of another schema', () => {
    expect(() => readFacts(folder!, 'nash')).toThrow();
  });
});
