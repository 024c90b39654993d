import {
  type BoundOp,
  type CustomOps,
  CustomOpError,
  classSkeletonOf,
  isPyOp,
  pyOpAttributes,
} from '@openbpu/custom-op';
import { fail } from '@openbpu/diagnostics';
import { ABSENT } from '@openbpu/ir';
import {
  type GraphProto,
  CUSTOM_VERSION,
  STANDARD_OPSET,
  attributeData,
  attributesToJson,
  bodyNodes,
  buildGraph,
  buildValue,
  customOpAttrs,
  dataTypeOf,
} from '@openbpu/onnx';
import type { TensorType } from '@openbpu/tensor';
import { IMPORT_ONNX } from '../catalogue';
import type { GraphBuilder } from './graph-builder';
import type { ImportNode } from './import-node';
import { type PlacedNode, renamed } from './inner-graphs';

/**
 * A node that stands for a custom operator: its outputs become constants where all its inputs are, else it becomes an
 * operator on the CPU. An operator that is lowered gives the graph that takes its place instead, whose inputs are those
 * of the node that are there. Throws DiagnosticError where node and module do not go together.
 */
export function customNode(node: ImportNode, b: GraphBuilder, ops: CustomOps): GraphProto | undefined {
  const { domain = '' } = node.proto;
  const kind = { domain, type: node.opType };
  return refusing(node, () => {
    const data = attributeData(node.proto);
    const bound = ops.bind(kind, data);
    if (!bound) {
      const { module, className, compute } = pyOpAttributes(data);
      return fail(
        IMPORT_ONNX.noModule(
          { node: node.origin.name, opType: node.opType, module, skeleton: classSkeletonOf({ className, compute }) },
          node.origin,
        ),
      );
    }
    if (folded(node, bound, b)) return undefined;
    const types = node.inputs.map((id) => (id === ABSENT ? undefined : b.typeOf(id)));
    const attributes = attributesToJson(node.proto.attribute);
    const named = node.outputs.slice(0, node.usedOutputs);
    const attrs = customOpAttrs(bound, {
      kind,
      version: CUSTOM_VERSION,
      attributes,
      inputs: types,
      outputs: named.length,
    });
    if (attrs.outputTypes.length < named.length)
      throw new CustomOpError(
        'types',
        `infer gives ${attrs.outputTypes.length} of ${named.length} outputs that are read`,
      );
    if (bound.lower && !isPyOp(kind)) return loweredGraph(node, bound, types);
    b.emit(node, 'OnnxOp', node.inputs, attrs, named);
    const layout = types[0]?.shape.length === attrs.outputTypes[0].shape.length ? types[0].layout : 'none';
    b.setLayout(named[0], layout);
    return undefined;
  });
}

/** Evaluates a node whose inputs are constants. */
function folded(node: ImportNode, bound: BoundOp, b: GraphBuilder): boolean {
  const constants = node.inputs.map((id) => b.constant(id));
  if (node.inputs.some((id, i) => id !== ABSENT && !constants[i])) return false;
  const made = bound.evaluate(constants);
  if (made.length < node.usedOutputs)
    throw new CustomOpError('types', `infer gives ${made.length} of ${node.usedOutputs} outputs that are read`);
  b.setMade(node, node.outputs, made.slice(0, node.outputs.length));
  return true;
}

function loweredGraph(
  node: ImportNode,
  bound: BoundOp,
  types: readonly (TensorType | undefined)[],
): GraphProto | undefined {
  const body = bound.body(types);
  if (!body) return undefined;
  const given = body.inputs.flatMap((id, i) => (types[i] ? [{ id, type: types[i] }] : []));
  const inside = (id: string) => `${node.name}/${id}`;
  const nodes = bodyNodes(body).map((each, i): PlacedNode => ({
    ...renamed(each, inside),
    name: `${node.name}/${each.opType}_${i}`,
    opset: STANDARD_OPSET,
  }));
  return buildGraph({
    name: node.name,
    node: nodes,
    input: given.map(({ id, type }) => buildValue(inside(id), dataTypeOf(type.dtype), type.shape)),
    output: body.outputs.slice(0, node.usedOutputs).map((id) => buildValue(inside(id), 0, undefined)),
  });
}

/** What a module has against a node becomes a diagnostic with the node. */
function refusing<T>(node: ImportNode, act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof CustomOpError)) throw error;
    const { fault, problem, attribute } = error;
    const facts = { node: node.origin.name, opType: node.opType };
    if (fault === 'attributes') {
      const module = isPyOp({ domain: node.proto.domain ?? '', type: node.opType }) ? 'PyOp' : 'its own';
      return fail(IMPORT_ONNX.attribute({ ...facts, attribute: attribute ?? '', problem, module }, node.origin), error);
    }
    return fail(IMPORT_ONNX.customOp({ ...facts, problem }, node.origin), error);
  }
}
