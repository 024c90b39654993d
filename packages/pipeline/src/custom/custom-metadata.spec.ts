import { type AnyCustomOp, CustomOps, defineCustomOp } from '@openbpu/custom-op';
import { CollectingSink } from '@openbpu/diagnostics';
import { GraphDraft } from '@openbpu/ir';
import { OnnxOp } from '@openbpu/ops';
import { tensorType } from '@openbpu/tensor';
import { customOpUses, describeCustomOps, readCustomOps, warnOfUnused } from './custom-metadata';

const op = (type: string) =>
  defineCustomOp({ domain: 'com.example', type, infer: ([x]) => [x!], evaluate: ([x]) => [x!] }) as AnyCustomOp;
const moduleOf = (stem: string, ...types: readonly string[]) => ({
  file: `/${stem}.ts`,
  module: `${stem}.ts`,
  stem,
  sha256: stem.repeat(64).slice(0, 64),
  ops: types.map(op),
  exports: { C: class {} },
});
const body = {
  inputs: ['i'],
  outputs: ['o'],
  nodes: [{ opType: 'Neg', inputs: ['i'], outputs: ['o'], attributes: {} }],
};

/** A graph of nodes one behind the other. */
function graphOf(...attrs: readonly object[]) {
  const draft = new GraphDraft('imported');
  draft.input('v0', tensorType('float32', [1]));
  attrs.forEach((each, i) =>
    draft.node({
      id: `n${i}`,
      op: OnnxOp,
      attrs: { domain: 'com.example', opset: 1, outputTypes: [{ dtype: 'float32', shape: [1] }], ...each },
      inputs: [`v${i}`],
      outputs: [`v${i + 1}`],
      origins: [],
    }),
  );
  return draft.build({ name: 'g', outputs: [`v${attrs.length}`] });
}
const PY = {
  domain: 'horizon.custom',
  opType: 'PyOp',
  attributes: { class_name: 'C', module: 'c', input_types: [1], output_types: [1], output_shape: ['1'] },
};

it('names each operator and its module once, and reads it again', () => {
  const ops = new CustomOps([moduleOf('a', 'A', 'B'), moduleOf('c')]);
  const graph = graphOf(
    { opType: 'A' },
    { opType: 'B', body },
    { opType: 'A' },
    PY,
    { domain: '', opType: 'Neg' },
    { opType: 'Other' },
  );
  const uses = [
    { op: 'com.example.A', module: 'a.ts', sha256: 'a'.repeat(64), needed: true },
    { op: 'com.example.B', module: 'a.ts', sha256: 'a'.repeat(64), needed: false },
    { op: 'horizon.custom.PyOp', module: 'c.ts', sha256: 'c'.repeat(64), needed: true },
  ];
  expect(customOpUses(graph, ops)).toEqual(uses);
  expect(readCustomOps(describeCustomOps(uses))).toEqual(uses);
  expect([describeCustomOps([]), readCustomOps({}), readCustomOps({ 'openbpu.custom_ops': '{' })]).toEqual([
    {},
    [],
    [],
  ]);
});

it('warns of modules whose operators nobody asked for', () => {
  const ops = new CustomOps([moduleOf('a', 'A', 'B'), moduleOf('b', 'D', 'E'), moduleOf('c'), moduleOf('d')]);
  ops.bind({ domain: 'com.example', type: 'A' }, {});
  ops.bind({ domain: PY.domain, type: PY.opType }, PY.attributes);
  const sink = new CollectingSink();
  warnOfUnused(ops, sink);
  expect(sink.diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual([
    'PIP089 the model has no node of com.example.D, com.example.E, which the module "b.ts" gives',
    'PIP089 the model has no node for the module "d.ts"',
  ]);
});
