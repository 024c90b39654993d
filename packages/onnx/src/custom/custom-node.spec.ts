import { type AnyCustomOp, type BoundOp, type CustomOpSpec, CustomOps, defineCustomOp } from '@openbpu/custom-op';
import { GraphDraft } from '@openbpu/ir';
import { OnnxOp } from '@openbpu/ops';
import { float32, int64, makeTensor, tensorType } from '@openbpu/tensor';
import { exportModel } from '../export-model';
import { fragment } from '../fragment';
import {
  attributeValue,
  floatAttribute,
  floatsAttribute,
  intAttribute,
  intsAttribute,
  stringAttribute,
  stringsAttribute,
  tensorAttribute,
} from '../proto/attribute';
import { attributesToJson } from '../proto/attribute-json';
import { writeTensor } from '../proto/write-tensor';
import { attributeData, attributeDataOfJson, bodyNodes, customOpAttrs } from './custom-node';

type Attributes = Readonly<Record<string, unknown>>;
const TYPE = tensorType('float32', [2]);
const kind = { domain: 'com.example', type: 'My' };

function bound(spec: Partial<CustomOpSpec<Attributes>> = {}, attributes: Attributes = {}): BoundOp {
  const op = defineCustomOp<Attributes>({ ...kind, infer: ([x]) => [x!, x!], evaluate: () => [], ...spec });
  const module = { file: '/m.ts', module: 'm.ts', stem: 'm', sha256: 'f'.repeat(64), exports: {} };
  return new CustomOps([{ ...module, ops: [op as AnyCustomOp] }]).bind(kind, attributes)!;
}
const onnx: CustomOpSpec<Attributes>['onnx'] = (b, [x], { by = 2 }) => [b.op('Mul', [x!.name, b.reals(Number(by))])];
const attrsOf = (op: BoundOp, attributes = {}) =>
  customOpAttrs(op, { kind, version: 1, attributes, inputs: [TYPE], outputs: 1 });

it('gives numbers, strings, lists and tensors to a module', () => {
  const attribute = [
    intAttribute('i', 3),
    floatAttribute('f', 0.5),
    stringAttribute('s', 'text'),
    intsAttribute('is', [1, 2]),
    floatsAttribute('fs', [0.5]),
    stringsAttribute('ss', ['a', 'b']),
    tensorAttribute('t', writeTensor('', int64([1], [7]))),
    tensorAttribute('h', writeTensor('', makeTensor('float16', [1], Uint16Array.of(0x3c00)))),
    tensorAttribute('d', writeTensor('', makeTensor('float64', [1], Float64Array.of(0.25)))),
  ];
  const wanted = {
    i: 3,
    f: 0.5,
    s: 'text',
    is: [1, 2],
    fs: [0.5],
    ss: ['a', 'b'],
    t: int64([1], [7]),
    h: float32([1], [1]),
    d: float32([1], [0.25]),
  };
  expect(attributeData({ attribute })).toEqual(wanted);
  expect(attributeDataOfJson(attributesToJson(attribute))).toEqual(wanted);
});

it('settles types, cost and body of a node', () => {
  expect(attrsOf(bound(), { k: 1 })).toEqual({
    domain: 'com.example',
    opType: 'My',
    opset: 1,
    attributes: { k: 1 },
    outputTypes: [{ dtype: 'float32', shape: [2] }],
  });
  expect(attrsOf(bound({ macs: () => 5 })).macs).toBe(5);
  expect(OnnxOp.parseAttrs(attrsOf(bound({ onnx })))).toEqual(attrsOf(bound({ onnx })));
});

it('writes every kind of attribute of a body', () => {
  const all: CustomOpSpec<Attributes>['onnx'] = (b, [x]) => [
    b.op('Any', [x!.name], {
      i: 1,
      is: [1, 2],
      none: [],
      f: { real: 2 },
      fs: { real: [1, 2] },
      s: 'a',
      ss: ['a'],
      t: float32([1], [3]),
    }),
  ];
  const [node] = bodyNodes(bound({ onnx: all }).body([TYPE])!);
  expect(
    Object.fromEntries(node.attribute.map((each) => [each.name, [each.type, attributeValue(each)]])),
  ).toMatchObject({
    i: [2, 1],
    is: [7, [1, 2]],
    none: [7, []],
    f: [1, 2],
    fs: [6, [1, 2]],
    s: [3, 'a'],
    ss: [8, ['a']],
    t: [4, { dims: [1] }],
  });
});

/** A graph of nodes one behind the other, each with its attributes. */
function chain(...attrs: readonly ReturnType<typeof attrsOf>[]) {
  const draft = new GraphDraft('imported');
  draft.input('v0', TYPE);
  attrs.forEach((each, i) =>
    draft.node({ id: `n${i}`, op: OnnxOp, attrs: each, inputs: [`v${i}`], outputs: [`v${i + 1}`], origins: [] }),
  );
  return draft.build({ name: 'chain', outputs: [`v${attrs.length}`] });
}

it('has a function for every body, and one for those that are the same', () => {
  const three = bound({ onnx }, { by: 3 });
  const graph = chain(attrsOf(bound({ onnx })), attrsOf(three), attrsOf(bound({ onnx })), attrsOf(bound()));
  const model = exportModel(graph);
  expect(model.functions.map(({ domain, name }) => `${domain}.${name}`)).toEqual([
    'com.example.My',
    'com.example.My_2',
  ]);
  expect(model.graph.node.map(({ opType }) => opType)).toEqual(['My', 'My_2', 'My', 'My']);
  expect(model.functions[0]).toMatchObject({
    input: ['input_0'],
    output: ['Identity_2'],
    opsetImport: [{ domain: '', version: 17 }],
  });
  expect(model.opsetImport).toEqual([
    { domain: '', version: 17 },
    { domain: 'com.example', version: 1 },
  ]);
});

it('lists the attributes that a call gives, and stands in a fragment too', () => {
  const graph = chain(attrsOf(bound({ onnx }), { by: { float: 2 } }));
  const [called] = fragment(graph.nodes[0], graph).functions;
  expect([called.name, called.attribute]).toEqual(['My', ['by']]);
});
