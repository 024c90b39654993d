import { type AnyOp, rowOfOp } from '@openbpu/plugin-api';
import type { Witness } from '@openbpu/plugin-api/testing';
import { HEADER, constraintFile, ruleCode } from './constraint-file';
import { matMulForms } from './matmul-forms';
import { type RuleDraft, draftsOf, generalDrafts } from './rule-draft';
import { INT16_UNSTATED } from './exceptions';
import type { MarchFacts, OperatorFact } from './read-facts';
import { witnessesOf } from './witnesses';

/** Rows of equal rules share a file; many of them make this one. */
const MANY = 'functions';

/** Every generated file of a march, by its name: the rules of the rows our ops ask, and the operator list. */
export function marchFiles(facts: MarchFacts, ops: readonly AnyOp[]): ReadonlyMap<string, string> {
  const { march } = facts;
  const files = new Map<string, string>();
  const ranked = facts.operators.filter(({ bpu }) => bpu.supported && bpu.ranks).map(({ op }) => op);
  const asked = new Set([...ops.map(({ name }) => rowOfOp(name)), 'Gemm']);
  const rows = facts.operators.filter(({ op, bpu }) => asked.has(op) && bpu.supported);
  const exempt = ops
    .map(({ name }) => name)
    .filter((name) => ranked.includes(rowOfOp(name)))
    .sort();
  files.set(
    'general.ts',
    constraintFile({
      march,
      name: 'general',
      rows: 'every-op',
      drafts: generalDrafts(facts),
      constants: { RANKED_OPS: { type: 'readonly string[]', value: `[${exempt.map((op) => `'${op}'`).join(', ')}]` } },
    }),
  );
  for (const { name, members, drafts } of groups(rows, facts)) {
    const forms = members.length === 1 && members[0].bpu.supported ? members[0].bpu.matmul_forms : undefined;
    const more = forms
      ? {
          constants: { FORMS: { type: 'readonly MatMulForm[]', value: formsCode(matMulForms(forms)) } },
          types: ['MatMulForm'],
        }
      : {};
    files.set(`${name}.ts`, constraintFile({ march, name, rows: members.map(({ op }) => op), drafts, ...more }));
  }
  files.set('constraints.ts', indexFile([...files.keys()].map((file) => file.replace('.ts', ''))));
  files.set('operators.ts', operatorsFile(facts));
  files.set('witnesses.fixture.ts', witnessesFile(witnessesOf(facts)));
  return files;
}

interface Group {
  readonly name: string;
  readonly members: readonly OperatorFact[];
  readonly drafts: readonly RuleDraft[];
}

function groups(rows: readonly OperatorFact[], facts: MarchFacts): readonly Group[] {
  const byRules = new Map<string, { members: OperatorFact[]; drafts: readonly RuleDraft[] }>();
  for (const row of rows) {
    const drafts = draftsOf(row, facts);
    if (drafts.length === 0) continue;
    const key = ruleCode(drafts, [row.op], ['FORMS']);
    const group = byRules.get(key);
    if (group) group.members.push(row);
    else byRules.set(key, { members: [row], drafts });
  }
  return [...byRules.values()].map((group) => ({
    ...group,
    name: group.members.length > 6 ? MANY : group.members.map(({ op }) => op).join(''),
  }));
}

function formsCode(forms: ReturnType<typeof matMulForms>): string {
  const list = (items: readonly (string | number)[]) =>
    `[${items.map((item) => (typeof item === 'number' ? item : `'${item}'`)).join(', ')}]`;
  const line = ({ constant, a, b, atLeast }: (typeof forms)[number]) => {
    const bounds = atLeast
      ? `, atLeast: { ${Object.entries(atLeast)
          .map(([letter, low]) => `${letter}: ${low}`)
          .join(', ')} }`
      : '';
    return `  { constant: '${constant}', a: ${list(a)}, b: ${list(b)}${bounds} },\n`;
  };
  return `[\n${forms.map(line).join('')}]`;
}

function indexFile(names: readonly string[]): string {
  const imports = names.map((name) => `import { ${name} } from './${name}';\n`).join('');
  return (
    `${HEADER}import type { Constraint } from '@openbpu/plugin-api';\n${imports}\n` +
    '/** Every rule of the march: the general ones first. */\n' +
    'export const constraints: readonly Constraint[] = [\n' +
    `${names.map((name) => `  ...${name},\n`).join('')}];\n`
  );
}

function operatorsFile({ march, int16_supported: int16, operators }: MarchFacts): string {
  const lines = operators.map(({ op, class: kind, default_device: device, selectable, bpu }) => {
    const fields = [`class: '${kind}'`, `defaultDevice: '${device}'`];
    if (bpu.supported) fields.push(`mechanism: '${bpu.mechanism}'`);
    if (selectable) fields.push('onRequest: true');
    if (bpu.supported && bpu.dtypes) fields.push(`dtypes: [${bpu.dtypes.map((dtype) => `'${dtype}'`).join(', ')}]`);
    if (bpu.supported && int16 && INT16_UNSTATED.includes(op) && !bpu.dtypes?.includes('int16'))
      fields.push("int16: 'unstated'");
    return `  ${op}: { ${fields.join(', ')} },\n`;
  });
  return (
    `${HEADER}import type { OperatorTable } from '@openbpu/plugin-api';\n\n` +
    `/** The operator list of ${march}. */\nexport const operators: OperatorTable = {\n` +
    `${lines.join('')}};\n`
  );
}

function witnessesFile(witnesses: readonly Witness[]): string {
  const lines = witnesses.map(
    ({ rule, keeps, text }) => `  { rule: '${rule}', keeps: ${keeps}, text: ${JSON.stringify(text)} },\n`,
  );
  return (
    `${HEADER}import type { Witness } from '@openbpu/plugin-api/testing';\n\n` +
    '/** Nodes on both sides of the limits that one size can cross. */\n' +
    `export const witnesses: readonly Witness[] = [\n${lines.join('')}];\n`
  );
}
