import type { Constraint } from '@openbpu/core';
import { CollectingSink } from '@openbpu/diagnostics';
import { GraphDraft, parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { inModel } from './as-in-model';
import { Place } from './place';

const ops = standardOps();

const told = (type: string, kinds: readonly (string | undefined)[], reason?: string) =>
  inModel({ origins: kinds.map((kind) => ({ name: 'n', ...(kind === undefined ? {} : { kind }) })) }, type, reason);

it.each([
  ['Gelu', ['Div', 'Erf', 'Add', 'Mul', 'Mul'], 'Gelu is Div, Erf, Add and Mul in the model'],
  ['Mul', ['Div'], 'Mul is Div in the model'],
  ['Swish', ['Sigmoid', 'Mul'], 'Swish is Sigmoid and Mul in the model'],
])('says what %s was', (type, kinds, was) => expect(told(type, kinds)).toEqual({ was }));

it.each([
  ['Conv', ['Conv', 'BatchNormalization']],
  ['PRelu', ['PReLU']],
  ['Mul', [undefined, '']],
  ['Mul', []],
])('says nothing of %s where the model has it, or nobody knows: %j', (type, kinds) =>
  expect(told(type, kinds)).toEqual({}),
);

it('says it only behind a reason that names the type', () => {
  expect(told('Mul', ['Div'], 'both Mul inputs must be 4-D')).toEqual({ was: 'Mul is Div in the model' });
  expect(told('Mul', ['Div'], 'MatMul: 4-D tensors only')).toEqual({});
});

it('says which operators of the model a refused node was, where the reason names another', () => {
  const rule: Constraint = {
    id: 'test/Sigmoid/none',
    sentence: 'none',
    appliesTo: ['Sigmoid'],
    check: () => 'Sigmoid is too wide',
  };
  const policy = { int16: {}, sharedScaleRatio: 16, quantise: { Conv: 'active', Sigmoid: 'active' } } as const;
  const text = `input x: float32[1x4x2x2] NCHW
const w: float32[4x4x1x1] = seed 1
a: p = Conv(x, w) {kernel: [1, 1]}
s: q = Sigmoid(p)
e: r = Erf(q)
output r`;
  const graph = parseGraph(text, ops, 'original');
  const renamed = (kinds: readonly string[]) =>
    GraphDraft.mapped(graph, 'original', (node) => ({ ...node, origins: kinds.map((kind) => ({ name: 'n', kind })) }));
  const reasons = (kinds: readonly string[]) =>
    ['s', 'e'].map((id) => {
      const placement = new Place([rule], policy)
        .run(renamed(kinds), { ops, sink: new CollectingSink() })
        .node(id)?.placement;
      return placement?.on === 'cpu' && placement.because.message;
    });
  expect(reasons(['Neg', 'Exp'])).toEqual([
    'Sigmoid is too wide; Sigmoid is Neg and Exp in the model',
    'Erf is not carried out by the BPU; Erf is Neg and Exp in the model',
  ]);
  expect(reasons(['Sigmoid', 'Erf'])).toEqual(['Sigmoid is too wide', 'Erf is not carried out by the BPU']);
});
