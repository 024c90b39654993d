import { fail } from '@openbpu/diagnostics';
import { NameSpace } from '@openbpu/ir';
import {
  type AttributeProto,
  type FunctionProto,
  type GraphProto,
  type ModelProto,
  type NodeProto,
  type OperatorSetIdProto,
  buildNode,
} from '@openbpu/onnx';
import { IMPORT_ONNX } from '../catalogue';
import { type PlacedNode, innerGraphs, ownNames, renamed, withInnerGraphs } from './inner-graphs';
import { nodeOrigin } from './node-origin';
import { standardDomain } from './standard-domain';

/** Into so many nodes the functions of a model may unfold. */
export const MOST_UNFOLDED = 1_000_000;

const keyOf = ({ domain, name, overload }: { domain?: string; name?: string; overload?: string }): string =>
  JSON.stringify([standardDomain(domain) ? '' : domain, name ?? '', overload ?? '']);

const callKey = (node: NodeProto): string => keyOf({ ...node, name: node.opType ?? '' });

/** The version of the standard operators that a list of imports names. */
export function standardVersion(imports: readonly OperatorSetIdProto[]): number | undefined {
  return imports.find(({ domain }) => standardDomain(domain))?.version;
}

/**
 * The graph of a model with every call of one of its functions replaced by the nodes of the function, also inside other
 * functions and inside the branches of an If. Values of a body are called `<call>/<value>`, nodes `<call>/<node>`; they
 * know the operator set of their function. Throws DiagnosticError for a function that calls itself, for more arguments
 * than it takes, and where the calls unfold without end in sight.
 */
export function inlineFunctions(model: ModelProto, file: string): GraphProto {
  if (model.functions.length === 0) return model.graph;
  const unfolding = new Unfolding(model, file);
  unfolding.checkSize(model.graph.node);
  return { ...model.graph, node: unfolding.nodes(model.graph.node, undefined, []) };
}

class Unfolding {
  private readonly functions: ReadonlyMap<string, FunctionProto>;
  private readonly names: NameSpace;
  private readonly sizes = new Map<string, number>();

  constructor(
    model: ModelProto,
    private readonly file: string,
  ) {
    this.functions = new Map(model.functions.map((each) => [keyOf(each), each]));
    this.names = new NameSpace(allNames(model.graph));
  }

  /** Counts before anything is unfolded: a few lines may unfold into more than fits anywhere. */
  checkSize(nodes: readonly PlacedNode[]): void {
    let size = 0;
    for (const node of nodes) {
      size += this.sizeOf(node);
      if (size > MOST_UNFOLDED)
        this.refuse(node, `the functions of the model unfold into more than ${MOST_UNFOLDED} nodes`);
    }
  }

  /** How many nodes one becomes, those of graphs inside it counted too. */
  private sizeOf(node: PlacedNode): number {
    const called = this.functions.get(callKey(node));
    const inside = innerGraphs(node).flatMap((graph) => graph.node);
    return called ? this.functionSize(called) : inside.reduce((sum, each) => sum + this.sizeOf(each), 1);
  }

  /** Of one that calls itself, what it has before it does so: unfolding refuses it there. */
  private functionSize(called: FunctionProto): number {
    const key = keyOf(called);
    const known = this.sizes.get(key);
    if (known !== undefined) return known;
    this.sizes.set(key, 0);
    const passed = called.output.length - new Set(called.output.filter((name) => !called.input.includes(name))).size;
    const size = called.node.reduce((sum, each) => sum + this.sizeOf(each), passed);
    this.sizes.set(key, size);
    return size;
  }

  /** `calls` are the functions that are being unfolded. */
  nodes(nodes: readonly PlacedNode[], opset: number | undefined, calls: readonly string[]): PlacedNode[] {
    return nodes.flatMap((node) => {
      const key = callKey(node);
      const called = this.functions.get(key);
      if (!called) return [this.plain(node, opset, calls)];
      if (calls.includes(key)) this.refuse(node, `function ${called.name ?? ''} calls itself`);
      if (node.input.length > called.input.length || node.output.length > called.output.length)
        this.refuse(node, `a call of function ${called.name ?? ''} has more inputs or outputs than the function`);
      const version = standardVersion(called.opsetImport) ?? opset;
      return this.nodes(this.body(node, called), version, [...calls, key]);
    });
  }

  private plain(node: PlacedNode, opset: number | undefined, calls: readonly string[]): PlacedNode {
    const inside = (graph: GraphProto) => ({ ...graph, node: this.nodes(graph.node, opset, calls) });
    return { ...withInnerGraphs(node, inside), ...(opset === undefined ? {} : { opset }) };
  }

  /** The nodes of a function for one call of it. */
  private body(call: NodeProto, called: FunctionProto): PlacedNode[] {
    const prefix = nodeOrigin(call, this.file).name;
    const values = new Map<string, string>();
    called.input.forEach((name, i) => values.set(name, call.input[i] ?? ''));
    const passed: PlacedNode[] = [];
    called.output.forEach((name, i) => {
      const actual = call.output[i] ?? '';
      if (actual === '') return;
      const given = values.get(name);
      if (given === undefined) values.set(name, actual);
      else passed.push(buildNode({ opType: 'Identity', input: [given], output: [actual] }));
    });
    const rename = (id: string): string => {
      const known = values.get(id);
      if (known !== undefined) return known;
      const made = this.names.free(`${prefix}/${id}`);
      values.set(id, made);
      return made;
    };
    const given = new Map<string, AttributeProto>();
    for (const each of [...called.attributeProto, ...call.attribute]) given.set(each.name ?? '', each);
    const nodes = called.node.map((node) => {
      const inner = renamed(withAttributes(node, given), rename);
      return { ...inner, ...(node.name ? { name: `${prefix}/${node.name}` } : {}) };
    });
    return [...nodes, ...passed];
  }

  private refuse(node: NodeProto, problem: string): never {
    return fail(IMPORT_ONNX.malformed({ problem }, nodeOrigin(node, this.file)));
  }
}

/** References to attributes of the call as the call, or else the function, gives them; left out where neither does. */
function withAttributes(node: NodeProto, given: ReadonlyMap<string, AttributeProto>): NodeProto {
  const inside = (graph: GraphProto) => ({ ...graph, node: graph.node.map((each) => withAttributes(each, given)) });
  const attribute = node.attribute.flatMap((each): AttributeProto[] => {
    if (each.refAttrName) {
      const actual = given.get(each.refAttrName);
      return actual ? [{ ...actual, name: each.name ?? '' }] : [];
    }
    return [{ ...each, ...(each.g ? { g: inside(each.g) } : {}), graphs: each.graphs.map(inside) }];
  });
  return { ...node, attribute };
}

function allNames(graph: GraphProto): Set<string> {
  const names = ownNames(graph);
  for (const node of graph.node)
    for (const inner of innerGraphs(node)) for (const name of allNames(inner)) names.add(name);
  return names;
}
