import { marches } from '@openbpu/pipeline';
import type { RunRecord } from '@openbpu/record';
import { reasonsOf } from './campaign-row';
import { citedRule } from './cited-rule';

type Row = RunRecord['nodes'][number];

const march = (name: string) => marches().find((each) => each.march === name)!;
const X3 = march('bernoulli2');
const X5 = march('bayes-e');

function row(type: string, code?: string, facts: Record<string, unknown> = {}, node = type.toLowerCase()): Row {
  const because = code && { code, severity: 'note' as const, message: `because of ${code}`, facts };
  const common = { node, type, inType: '', outType: '', origins: [] };
  return because ? { ...common, on: 'CPU', subgraph: null, because } : { ...common, on: 'BPU', subgraph: 0 };
}

describe('citedRule', () => {
  it.each([
    ['Reshape', 'bernoulli2/Reshape'],
    ['HardSwish', 'bernoulli2/HardSigmoid'],
    ['LayerNormalization', 'bernoulli2/Sub'],
    ['L2Normalization', 'bernoulli2/ReduceMean/int16'],
    ['Conv', undefined],
    ['NoSuchOperator', 'bernoulli2/NoSuchOperator'],
  ])('of %s, which runs on the CPU only, is %s', (type, rule) =>
    expect(citedRule(row(type, 'PAS001', { type }), [], X3)).toBe(rule),
  );

  it('is none of a normalisation whose steps the march has', () =>
    expect(citedRule(row('L2Normalization', 'PAS001', { type: 'L2Normalization' }), [], X5)).toBeUndefined());

  it('of a rule is the rule, where the march has it', () => {
    const broken = (rule: unknown) => row('Conv', 'PAS002', { rule });
    expect(citedRule(broken('bernoulli2/Conv/kernel'), [], X3)).toBe('bernoulli2/Conv/kernel');
    expect(citedRule(broken('bernoulli2/Conv/kernel'), [], X5)).toBeUndefined();
    expect(citedRule(broken(7), [], X3)).toBeUndefined();
  });

  it('of what comes on request is that its row says so', () => {
    const asked = (type: string) => citedRule(row(type, 'PAS003', { type }), [], X5);
    expect(asked('Softmax')).toBe('bayes-e/Softmax/on-request');
    expect(asked('Conv')).toBeUndefined();
  });

  it('of other element types is the types of its row', () => {
    const types = (type: string) => citedRule(row(type, 'PAS020', { type }), [], X3);
    expect(types('Add')).toBe('bernoulli2/Add/dtypes');
    expect(types('Reshape')).toBeUndefined();
  });

  it('names what moves data beside no quantised node, and what has no convolution', () => {
    expect(citedRule(row('Slice', 'PAS004'), [], X5)).toBe('passive');
    expect(citedRule(row('Add', 'PAS012'), [], X5)).toBe('anchor');
  });

  it('of what serves a normalisation is what holds that one', () => {
    const norm = row('LayerNormalization', 'PAS001', { type: 'LayerNormalization' }, 'norm');
    const near = row('Sqrt', 'PAS016', { type: 'Sqrt' }, 'root');
    const feeds = (node: string) => row('Add', 'PAS017', { type: 'Add', node });
    const circle = row('Add', 'PAS017', { type: 'Add', node: 'circle' }, 'circle');
    const nodes = [norm, near, row('Div', undefined, {}, 'quotient'), circle];
    expect(citedRule(feeds('norm'), nodes, X3)).toBe('bernoulli2/Sub');
    for (const node of ['root', 'quotient', 'nowhere', 'circle'])
      expect(citedRule(feeds(node), nodes, X3)).toBeUndefined();
    expect(citedRule(circle, nodes, X3)).toBeUndefined();
  });

  it('is nothing for other reasons, and for none', () => {
    expect(citedRule(row('Add', 'PAS018', { type: 'Add' }), [], X5)).toBeUndefined();
    expect(citedRule(row('Add'), [], X5)).toBeUndefined();
  });
});

it('counts reasons by operator and rule, the ends apart, and tells those of no rule', () => {
  const nodes = [
    row('HzQuantize', 'PAS006'),
    row('Conv'),
    row('Reshape', 'PAS001', { type: 'Reshape' }, 'a'),
    row('Reshape', 'PAS001', { type: 'Reshape' }, 'b'),
    row('Slice', 'PAS004'),
    row('Add', 'PAS018', { type: 'Add' }),
  ];
  expect(reasonsOf({ nodes }, X3)).toEqual({
    onCpu: { 'Reshape bernoulli2/Reshape': 2, 'Slice passive': 1 },
    uncited: ['Add "add": because of PAS018'],
  });
});
