import type { QuantPolicy } from '@openbpu/core';
import { type Node, type NodeId, type ValueId, userName } from '@openbpu/ir';

/** What a recipe asks of one node. */
export interface NodeRequest {
  /** As the user names it: a node, or a layer that became part of one. */
  readonly node: string;
  /** The recipe key it stands in. */
  readonly key: string;
  readonly on?: 'BPU' | 'CPU';
  /** Of all activations it reads. */
  readonly inputType?: 'int8' | 'int16';
  /** Of single inputs, by their position. */
  readonly inputTypes?: Readonly<Record<number, 'int8' | 'int16'>>;
  readonly outputType?: 'int8' | 'int16';
}

/** What a user may ask of placement. */
export interface PlacementRequests {
  /** In the order of the recipe; of two for one node each says what the other leaves open. */
  readonly nodes?: readonly NodeRequest[];
  /** The inputs of the model that are images: they are fed as int8. */
  readonly images?: ReadonlySet<ValueId>;
  /** Gives the graph where nothing runs on the BPU too; the caller shows it and then asks `requireBpuNode`. */
  readonly mayBeIdle?: boolean;
  /** The integer type that the outputs of the model are wanted in; reals where it is absent. */
  readonly outputType?: 'int8' | 'int16';
  /** Only what the model itself gives a range is quantised: no sample will tell the ranges of other tensors. */
  readonly loads?: boolean;
  /** Names that are no mistake where no node has them: of the model as it was written, and of tables of it. */
  readonly written?: ReadonlySet<string>;
  /** Nodes, by id, taken onto the BPU as if no rule and no caution stood against it: to see what comes of it. */
  readonly mended?: ReadonlySet<NodeId>;
}

/** The key by which a recipe brings a node onto the BPU: a march whose nodes compute in int8 alone has no node_info. */
export function keyOntoBpu({ int16 }: Pick<QuantPolicy, 'int16'>): 'node_info' | 'run_on_bpu' {
  return Object.keys(int16).length > 0 ? 'node_info' : 'run_on_bpu';
}

/** What `run_on_cpu` and `run_on_bpu` ask: nodes by name, on one device. */
export function requestsOn(on: 'BPU' | 'CPU', nodes: readonly string[]): NodeRequest[] {
  return nodes.map((node) => ({ node, key: on === 'BPU' ? 'run_on_bpu' : 'run_on_cpu', on }));
}

/** The names that are asked onto a device. */
export function namesOn({ nodes = [] }: PlacementRequests, device: 'BPU' | 'CPU'): readonly string[] {
  return nodes.filter(({ on }) => on === device).map(({ node }) => node);
}

/** Whether a request says anything of integer types. */
export function asksTypes({ inputType, inputTypes, outputType }: NodeRequest): boolean {
  return inputType !== undefined || outputType !== undefined || inputTypes !== undefined;
}

/** The name by which a list asks for a node: its own rather than that of a layer which became part of it. */
export function requestFor(node: Node, names: readonly string[]): string | undefined {
  const own = [userName(node), node.id].find((name) => names.includes(name));
  return own ?? node.origins.find(({ name }) => names.includes(name))?.name;
}

/** Whether one of the names is that of a node, or of a layer that became part of it. */
export function isNamed(node: Node, names: readonly string[]): boolean {
  return requestFor(node, names) !== undefined;
}

/** Every name by which a node may be asked for. */
export function namesOf({ id, origins }: Node): ReadonlySet<string> {
  return new Set([id, ...origins.map(({ name }) => name)]);
}
