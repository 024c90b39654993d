import { type CustomOps, classSkeletonOf, isPyOp, skeletonOf } from '@openbpu/custom-op';
import { type Diagnostic, nearest } from '@openbpu/diagnostics';
import { type ModelProto, type NodeProto, type TypeProto, attributeData } from '@openbpu/onnx';
import { IMPORT_ONNX } from '../catalogue';
import { standardVersion } from '../graph/inline-functions';
import { innerGraphs } from '../graph/inner-graphs';
import { nodeOrigin } from '../graph/node-origin';
import { standardDomain } from '../graph/standard-domain';
import { OPERATORS, mostOutputs } from '../operators/operators';

export const LOWEST_OPSET = 7;
/** The latest operator set whose operators are known here; of a later one they are taken to be the same. */
export const KNOWN_OPSET = 25;
export const MOST_OUTPUTS = 32;
/** What is replaced by the nodes of the graphs inside it. */
const UNFOLDED: ReadonlySet<string> = new Set(['If', 'Loop']);

/** The version of the standard operators the model is written for; 1 where it states none. */
export function opsetOf(model: ModelProto): number {
  return standardVersion(model.opsetImport) ?? 1;
}

/**
 * What stands against the import of a model before any of it is translated. Only the nodes that are live are looked at.
 */
export function checkModel(
  model: ModelProto,
  live: readonly NodeProto[],
  file: string,
  customOps: CustomOps,
): Diagnostic[] {
  const at = { name: model.graph.name ?? file, file };
  const found: Diagnostic[] = [];
  const version = opsetOf(model);
  if (version < LOWEST_OPSET) found.push(IMPORT_ONNX.opset({ version, lowest: LOWEST_OPSET }, at));
  const outputs = model.graph.output.length;
  if (outputs === 0 || outputs > MOST_OUTPUTS)
    found.push(IMPORT_ONNX.outputCount({ count: outputs, limit: MOST_OUTPUTS }, at));
  for (const { name = '', type } of [...model.graph.input, ...model.graph.output]) {
    const kind = nonTensor(type);
    if (kind) found.push(IMPORT_ONNX.notATensor({ value: name, kind }, { name, file }));
  }
  return [...found, ...checkNodes(live, file, customOps)];
}

/** What stands against nodes, whatever they read. The graphs inside an If or Loop are looked at when they are taken. */
export function checkNodes(nodes: readonly NodeProto[], file: string, customOps: CustomOps): Diagnostic[] {
  const standard = nodes.filter(({ domain }) => standardDomain(domain));
  const unknown = nodes.filter(({ domain = '', opType = '' }) => !customOps.has({ domain, type: opType }));
  return [...foreignDomains(unknown, file), ...standard.flatMap((node) => checkNode(node, file))];
}

function checkNode(node: NodeProto, file: string): Diagnostic[] {
  const origin = nodeOrigin(node, file);
  const opType = node.opType ?? '';
  const facts = { node: origin.name, opType };
  const operator = OPERATORS.get(opType);
  if (!operator) {
    const like = nearest(opType, OPERATORS.keys());
    return [IMPORT_ONNX.unknownOp({ ...facts, ...(like ? { nearest: like } : {}) }, origin)];
  }
  const { carries: kind } = operator;
  if (kind) return [IMPORT_ONNX.notATensor({ ...facts, value: node.output[0] ?? '', kind }, origin)];
  if (!UNFOLDED.has(opType) && innerGraphs(node).length > 0) return [IMPORT_ONNX.subgraph(facts, origin)];
  const most = mostOutputs(opType);
  return node.output
    .slice(most)
    .filter((output) => output !== '')
    .map((output) => IMPORT_ONNX.surplusOutput({ ...facts, output }, origin));
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
      {
        domain,
        opTypes,
        nodes: nodes.map((node) => nodeOrigin(node, file).name),
        skeleton: foreignSkeleton(nodes[0]),
      },
      nodeOrigin(nodes[0], file),
    );
  });
}

/** A module that would give the operator of a node. */
function foreignSkeleton({ domain = '', opType: type = '', attribute }: NodeProto): string {
  if (!isPyOp({ domain, type })) return skeletonOf({ domain, type });
  const { class_name: className = 'MyOp', compute = 'compute' } = attributeData({ attribute });
  return classSkeletonOf({ className: String(className), compute: String(compute) });
}

function nonTensor(type: TypeProto | undefined): string | undefined {
  if (type?.sequenceType) return 'a sequence';
  if (type?.mapType) return 'a map';
  if (type?.optionalType) return 'an optional';
  return type?.sparseTensorType ? 'a sparse tensor' : undefined;
}
