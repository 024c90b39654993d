import { float32 } from '@openbpu/tensor';
import { intAttribute } from '../proto/attribute';
import { buildNode } from '../proto/build';
import { linesOf, lowered, modelOf } from './downgrade.fixture';
import { OPSET_11, toOpset11 } from './to-opset-11';

it('says which set and which version of the file it is of', () => {
  const model = { ...modelOf({ opType: 'Relu', inputs: [[2]] }) };
  const written = toOpset11({ ...model, opsetImport: [...model.opsetImport, { domain: 'mine', version: 3 }] });
  expect(OPSET_11).toBe(11);
  expect(written).toMatchObject({
    irVersion: 7,
    opsetImport: [
      { domain: '', version: 11 },
      { domain: 'mine', version: 3 },
    ],
  });
});

it('keeps the node itself where its form is the same, rule or no rule', () => {
  for (const opType of ['Relu', 'Max', 'Clip', 'ArgMax', 'Reshape']) {
    const model = modelOf({ opType, inputs: [[2, 3]] });
    expect(toOpset11(model).graph.node[0]).toBe(model.graph.node[0]);
  }
});

it('keeps nodes of other domains', () => {
  const model = modelOf({ opType: 'Relu', inputs: [[2]] });
  const node = buildNode({ name: 'm', domain: 'mine', opType: 'HardSwish', input: ['x0'], output: ['y'] });
  expect(toOpset11({ ...model, graph: { ...model.graph, node: [node] } }).graph.node).toEqual([node]);
});

it('refuses what has no form there, by the name of the node', () => {
  expect(() =>
    lowered({
      opType: 'GridSample',
      inputs: [
        [1, 1, 2, 2],
        [1, 2, 2, 2],
      ],
    }),
  ).toThrow(
    /ONX012 .*node "n" \(GridSample\) cannot be .* set 11: the operator GridSample has no form there\n.*--cut "n"/,
  );
});

it('takes no name that is there, and leaves no constant that nobody reads', () => {
  const draft = { opType: 'HardSwish', inputs: [[2], float32([1], [1])], outputs: ['y'] } as const;
  const model = modelOf(draft);
  const more = buildNode({ name: 'n_hardsigmoid', opType: 'Relu', input: ['x0'], output: ['y_hardsigmoid'] });
  const written = toOpset11({ ...model, graph: { ...model.graph, node: [...model.graph.node, more] } });
  expect(written.graph.node.map(({ name, output }) => [name, output[0]])).toEqual([
    ['n_hardsigmoid_1', 'y_hardsigmoid_1'],
    ['n', 'y'],
    ['n_hardsigmoid', 'y_hardsigmoid'],
  ]);
  expect(model.graph.initializer).toHaveLength(1);
  expect(written.graph.initializer).toEqual([]);
});

it('keeps a constant that is an output', () => {
  const model = modelOf({ opType: 'ReduceMean', inputs: [[2, 2], float32([1], [0])], outputs: ['k1'] });
  expect(toOpset11(model).graph.initializer.map(({ name }) => name)).toEqual(['k1']);
});

it('writes equal models of equal models', () => {
  const model = modelOf({ opType: 'Celu', inputs: [[2]], attributes: [intAttribute('alpha', 2)] });
  expect(linesOf(toOpset11(model))).toEqual(linesOf(toOpset11(model)));
});
