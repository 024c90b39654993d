import { CollectingSink } from '@openbpu/diagnostics';
import { OnnxImporter } from '@openbpu/importer-onnx';
import { type GraphProto, type ModelProto, decodeModel, encodeModel, exportModel } from '@openbpu/onnx';
import { standardOps } from '@openbpu/ops';
import { onnx } from 'onnx-proto';
import { drawNode } from './campaign';
import { MAKERS } from './makers/all';

/** A node as either reader gives it. */
interface AnyNode {
  readonly name?: string | null;
  readonly opType?: string | null;
  readonly domain?: string | null;
  readonly input?: readonly string[] | null;
  readonly output?: readonly string[] | null;
}

/** What both readers must agree on, as plain text and numbers. */
const nodesOf = (nodes: readonly AnyNode[]) =>
  nodes.map(({ name, opType, domain, input, output }) => [
    name ?? '',
    opType,
    domain ?? '',
    [...(input ?? [])],
    [...(output ?? [])],
  ]);

const oursOf = ({ graph, functions, opsetImport }: ModelProto) => ({
  opsets: opsetImport.map(({ domain = '', version }) => [domain, version]),
  nodes: nodesOf(graph.node),
  attributes: attributesOf(graph),
  constants: graph.initializer.map(({ name, dims, dataType, rawData }) => [name, dims, dataType, hex(rawData)]),
  inputs: graph.input.map(({ name }) => name),
  outputs: graph.output.map(({ name }) => name),
  functions: functions.map(({ name, input, node }) => [name, [...input], nodesOf(node)]),
});

const attributesOf = ({ node }: Pick<GraphProto, 'node'>) =>
  node.map(({ attribute }) =>
    attribute.map(({ name, type, i, f, ints, floats, s }) => [
      name,
      type,
      Number(i ?? 0),
      f ?? 0,
      ints.map(Number),
      [...floats],
      hex(s),
    ]),
  );

const theirsOf = (model: onnx.ModelProto) => {
  const graph = model.graph as onnx.GraphProto;
  return {
    opsets: model.opsetImport.map(({ domain, version }) => [domain ?? '', Number(version)]),
    nodes: nodesOf(graph.node),
    attributes: (graph.node as onnx.NodeProto[]).map(({ attribute }) =>
      attribute.map(({ name, type, i, f, ints, floats, s }) => [
        name,
        type,
        Number(i ?? 0),
        f ?? 0,
        (ints ?? []).map(Number),
        [...(floats ?? [])],
        hex(s),
      ]),
    ),
    constants: graph.initializer.map(({ name, dims, dataType, rawData }) => [
      name,
      (dims ?? []).map(Number),
      dataType,
      hex(rawData),
    ]),
    inputs: graph.input.map(({ name }) => name),
    outputs: graph.output.map(({ name }) => name),
    functions: model.functions.map(({ name, input, node }) => [name, [...(input ?? [])], nodesOf(node ?? [])]),
  };
};

function hex(bytes: Uint8Array | null | undefined): string {
  return Buffer.from(bytes ?? []).toString('hex');
}

const translate = (model: ModelProto) =>
  new OnnxImporter().translate(
    { model, file: 'drawn.onnx', inputShapes: new Map() },
    standardOps(),
    new CollectingSink(),
  );

/** Drawn models whose types need no probe. */
const KINDS = ['Conv', 'Gemm', 'Unary', 'Reshape', 'Binary', 'Concat', 'Transpose', 'Softmax'].filter(
  (kind) => kind in MAKERS,
);

it.each(KINDS)('another reader sees in a model of %s what was written, and what it writes is read', async (kind) => {
  let seen = 0;
  for (let seed = 0; seed < 14; seed++) {
    const drawn = drawNode(kind, seed);
    if (!drawn) continue;
    const graph = await translate(drawn.model).catch(() => undefined);
    if (!graph) continue;
    for (const model of [drawn.model, exportModel(graph)]) {
      const theirs = onnx.ModelProto.decode(encodeModel(model));
      expect(theirsOf(theirs)).toEqual(oursOf(decodeModel(encodeModel(model))));
    }
    const again = decodeModel(onnx.ModelProto.encode(onnx.ModelProto.decode(encodeModel(drawn.model))).finish());
    expect((await translate(again)).nodes.map(({ id, op }) => [id, op.name])).toEqual(
      graph.nodes.map(({ id, op }) => [id, op.name]),
    );
    seen++;
  }
  expect(seen).toBeGreaterThan(4);
});
