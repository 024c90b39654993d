import { type Diagnostic, nearest } from '@openbpu/diagnostics';
import { type ModelProto, type NodeProto, type TypeProto, AttributeType } from '@openbpu/onnx';
import { IMPORT_ONNX } from '../catalogue';
import { nodeOrigin } from '../graph/node-origin';
import { standardDomain } from '../graph/standard-domain';
import { NON_TENSOR_OPERATORS, STANDARD_OPERATORS } from './standard-operators';

export const LOWEST_OPSET = 7;
export const HIGHEST_OPSET = 21;
export const MOST_OUTPUTS = 32;

/** The version of the standard operators the model is written for; 1 where it states none. */
export function opsetOf(model: ModelProto): number {
  return model.opsetImport.find(({ domain }) => standardDomain(domain))?.version ?? 1;
}

/**
 * What stands against the import of a model before any of it is translated. Only the nodes that are live are looked at.
 */
export function checkModel(model: ModelProto, live: readonly NodeProto[], file: string): Diagnostic[] {
  const at = { name: model.graph.name ?? file, file };
  const found: Diagnostic[] = [];
  const version = opsetOf(model);
  if (version < LOWEST_OPSET || version > HIGHEST_OPSET)
    found.push(IMPORT_ONNX.opset({ version, lowest: LOWEST_OPSET, highest: HIGHEST_OPSET }, at));
  const outputs = model.graph.output.length;
  if (outputs === 0 || outputs > MOST_OUTPUTS)
    found.push(IMPORT_ONNX.outputCount({ count: outputs, limit: MOST_OUTPUTS }, at));
  for (const { name = '', type } of [...model.graph.input, ...model.graph.output]) {
    const kind = nonTensor(type);
    if (kind) found.push(IMPORT_ONNX.notATensor({ value: name, kind }, { name, file }));
  }
  found.push(...foreignDomains(live, file));
  for (const node of live) if (standardDomain(node.domain)) found.push(...checkNode(node, file));
  return found;
}

function checkNode(node: NodeProto, file: string): Diagnostic[] {
  const origin = nodeOrigin(node, file);
  const opType = node.opType ?? '';
  const facts = { node: origin.name, opType };
  if (!STANDARD_OPERATORS.has(opType)) {
    const like = nearest(opType, STANDARD_OPERATORS);
    return [IMPORT_ONNX.unknownOp({ ...facts, ...(like ? { nearest: like } : {}) }, origin)];
  }
  if (Object.hasOwn(NON_TENSOR_OPERATORS, opType))
    return [
      IMPORT_ONNX.notATensor({ ...facts, value: node.output[0] ?? '', kind: NON_TENSOR_OPERATORS[opType] }, origin),
    ];
  const inner = node.attribute.some(
    ({ type, g, graphs }) => type === AttributeType.GRAPH || g !== undefined || graphs.length > 0,
  );
  return inner ? [IMPORT_ONNX.subgraph(facts, origin)] : [];
}

/** One diagnostic for each domain, with all of its operators. */
function foreignDomains(live: readonly NodeProto[], file: string): Diagnostic[] {
  const domains = new Map<string, NodeProto[]>();
  for (const node of live) {
    if (standardDomain(node.domain)) continue;
    const domain = node.domain ?? '';
    domains.set(domain, [...(domains.get(domain) ?? []), node]);
  }
  return Array.from(domains, ([domain, nodes]) => {
    const opTypes = [...new Set(nodes.map(({ opType }) => opType ?? ''))];
    return IMPORT_ONNX.foreignDomain(
      { domain, opTypes, nodes: nodes.map((node) => nodeOrigin(node, file).name) },
      nodeOrigin(nodes[0], file),
    );
  });
}

function nonTensor(type: TypeProto | undefined): string | undefined {
  if (type?.sequenceType) return 'a sequence';
  if (type?.mapType) return 'a map';
  if (type?.optionalType) return 'an optional';
  return type?.sparseTensorType ? 'a sparse tensor' : undefined;
}
