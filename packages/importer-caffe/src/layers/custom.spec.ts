import { type AnyCustomOp, CustomOps, defineCustomOp } from '@openbpu/custom-op';
import { CollectingSink } from '@openbpu/diagnostics';
import { standardOps } from '@openbpu/ops';
import { CaffeImporter } from '../caffe-importer';
import { customLayer } from './custom';

const seen: unknown[] = [];
const attributes = {
  safeParse: (raw: unknown) => {
    seen.push(raw);
    return (raw as { bad?: number }).bad === 1
      ? { success: false as const, error: { issues: [{ path: ['bad'], message: 'must not be' }] } }
      : { success: true as const, data: raw };
  },
};
const op = (domain: string, type: string) =>
  defineCustomOp<unknown>({
    domain,
    type,
    attributes,
    infer: ([x, y]) => [y ?? x!, { dtype: 'int64', shape: [1] }],
    evaluate: ([x]) => [x!],
    macs: () => 12,
  }) as AnyCustomOp;
const OPS = new CustomOps([
  {
    file: '/m.ts',
    module: 'm.ts',
    stem: 'm',
    sha256: 'f'.repeat(64),
    ops: [op('com.example', 'Warp'), op('com.example', 'Bend'), op('org.other', 'Bend')],
    exports: {},
  },
]);

async function nodeOf(param: string, ops = OPS, wiring = 'bottom: "x" top: "y"') {
  seen.length = 0;
  const sink = new CollectingSink();
  const text = `input: "x" input_shape { dim: 1 dim: 2 dim: 4 dim: 4 }
layer { name: "l" type: "Custom" ${wiring} custom_param { ${param} } }`;
  const files = { prototxt: 'dir/net.prototxt', text, caffemodel: '' };
  const graph = await new CaffeImporter([customLayer(ops)]).translate(files, standardOps(), sink);
  return { node: graph.nodes[0], outputs: graph.outputs, heard: sink.diagnostics.map(({ code }) => code) };
}
const refused = (param: string, ops?: CustomOps, wiring?: string) =>
  nodeOf(param, ops, wiring).then(
    () => 'taken',
    (error: unknown) => String(error),
  );

it('becomes a node of the operator, with what its module says', async () => {
  const { node, heard } = await nodeOf('kind: "com.example.Warp" shape { dim: 1 dim: 2 dim: 4 dim: 4 }');
  expect(node).toMatchObject({
    id: 'l',
    inputs: ['x'],
    outputs: ['y'],
    origins: [{ name: 'l', kind: 'Custom', file: 'net.prototxt', line: 2 }],
    attrs: {
      domain: 'com.example',
      opType: 'Warp',
      opset: 1,
      attributes: {},
      outputTypes: [{ dtype: 'float32', shape: [1, 2, 4, 4] }],
      macs: 12,
    },
  });
  expect(heard).toEqual([]);
});

it('takes several bottoms and tops, and a type without its domain where it is the only one', async () => {
  const { node, outputs } = await nodeOf('kind: "Warp"', OPS, 'bottom: "x" bottom: "x" top: "y" top: "n"');
  expect(node.attrs).toMatchObject({
    domain: 'com.example',
    outputTypes: [
      { dtype: 'float32', shape: [1, 2, 4, 4] },
      { dtype: 'int64', shape: [1] },
    ],
  });
  expect(outputs).toEqual(['y', 'n']);
});

it('has attributes: whole and real numbers, words, texts and lists', async () => {
  const { node } = await nodeOf(`kind: "com.example.Warp"
    param { name: "a" value: 3 } param { name: "b" value: 0.1 } param { name: "c" value: 2.0 }
    param { name: "d" value: "text" } param { name: "e" value: true } param { name: "f" value: false }
    param { name: "g" values: 1 values: -2 } param { name: "h" values: 1 values: 0.5 } param { name: "i" values: "u" }
    param { name: "j" value: LINEAR }`);
  const half = Math.fround(0.1);
  expect(seen[0]).toEqual({
    a: 3,
    b: half,
    c: 2,
    d: 'text',
    e: 1,
    f: 0,
    g: [1, -2],
    h: [1, 0.5],
    i: ['u'],
    j: 'LINEAR',
  });
  expect(node.attrs).toMatchObject({
    attributes: { a: 3, b: { float: half }, c: { float: 2 }, g: [1, -2], h: { floats: [1, 0.5] }, i: ['u'] },
  });
});

it.each([
  ['', 'CAF005', /name its operator: custom_param \{ kind:/],
  ['kind: "com.example.Wrap"', 'CAF005', /did you mean kind: "com\.example\.Warp"\?/],
  ['kind: "Bend"', 'CAF005', /may be com\.example\.Bend or org\.other\.Bend: write the whole name/],
  ['kind: "net.mine.Spin"', 'CAF005', /begins so:\n.*import \{ defineCustomOp \}[^]*domain: 'net\.mine', type: 'Spin'/],
  ['kind: "Spin"', 'CAF005', /domain: 'com\.example', type: 'Spin'/],
  ['kind: 5', 'CAF003', /kind/],
  ['kind: "Warp" param { value: 1 }', 'CAF016', /a param has no name/],
  ['kind: "Warp" param { name: "a" }', 'CAF016', /"a" has either a value or values/],
  ['kind: "Warp" param { name: "a" value: 1 values: 2 }', 'CAF016', /"a" has either a value or values/],
  ['kind: "Warp" param { name: "a" value: 1 value: 2 }', 'CAF016', /a list is written values: 1 values: 2/],
  ['kind: "Warp" param { name: "a" values: 1 values: "u" }', 'CAF016', /numbers and texts among its values/],
  ['kind: "Warp" param { name: "a" value: 1 } param { name: "a" value: 1 }', 'CAF016', /"a" is written twice/],
  ['kind: "Warp" param { name: "a" vlaue: 1 value: 1 }', 'CAF016', /a field vlaue; it takes name/],
  ['kind: "Warp" param { name: "a" value { } }', 'CAF003', /a number or a string/],
  ['kind: "Warp" param { name: "bad" value: 1 }', 'CAF027', /\(Custom\): param "bad": must not be/],
  ['kind: "Warp" shape { dim: 1 }', 'CAF016', /states shape 1 of top 0, and its module 1x2x4x4/],
  ['kind: "Warp" shape { dim: 1 } shape { dim: 1 }', 'CAF016', /states 2 shapes and has 1 tops/],
])('refuses %s', async (param, code, said) => {
  const found = await refused(param);
  expect(found).toContain(code);
  expect(found).toMatch(said);
});

it('refuses more tops than the operator gives, and any kind without modules', async () => {
  expect(await refused('kind: "Warp"', OPS, 'bottom: "x" top: "a" top: "b" top: "c"')).toMatch(
    /CAF016 .*it has 3 tops and com\.example\.Warp gives 2/,
  );
  expect(await refused('kind: "com.example.Warp"', new CustomOps())).toMatch(/CAF005 [^]*op_register_files/);
});

it('warns of fields that it does not know', async () =>
  expect((await nodeOf('kind: "Warp" knid: "x"')).heard).toEqual(['CAF018']));
