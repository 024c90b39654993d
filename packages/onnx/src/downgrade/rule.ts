import { type Tensor, type TensorType, int64, toNumbers } from '@openbpu/tensor';
import type { AttributeValue } from '../proto/attribute';
import type { AttributeProto, NodeProto } from '../proto/model';

/** What a rule sees of its node, of a later operator set, and where it writes the nodes that stand for it. */
export interface Site {
  readonly node: NodeProto;
  readonly attributes: Readonly<Record<string, AttributeValue>>;
  /** Undefined where the model does not say it. */
  typeOf(name: string): Pick<TensorType, 'dtype' | 'shape'> | undefined;
  constantOf(name: string): Tensor | undefined;
  /** Writes a node that gives what the node gave; attributes of the node by itself unless others are given. */
  finish(opType: string, inputs: readonly string[], attributes?: readonly AttributeProto[]): void;
  /** Writes a step on the way there and gives the name of its output. */
  step(opType: string, inputs: readonly string[], attributes?: readonly AttributeProto[]): string;
  constant(tensor: Tensor): string;
  /** Ends with a diagnostic: `what` of the node has no form in operator set 11. */
  refuse(what: string): never;
}

/** How nodes of an operator are written in operator set 11. */
export type Rule = (site: Site) => void;

/** The attributes of a node without some of them, and with others. */
export function kept(
  { node }: Pick<Site, 'node'>,
  without: readonly string[],
  more: readonly AttributeProto[] = [],
): readonly AttributeProto[] {
  return [...node.attribute.filter(({ name = '' }) => !without.includes(name)), ...more];
}

/** The whole numbers of a constant input; undefined where none is given. Refuses one that is computed. */
export function numbersOf(site: Site, index: number, what: string): readonly number[] | undefined {
  const name = site.node.input[index];
  if (!name) return undefined;
  const constant = site.constantOf(name);
  return constant ? toNumbers(constant) : site.refuse(`computed ${what}`);
}

/** The dimensions of a value. Refuses one whose shape the model does not say. */
export function shapeOf(site: Site, name: string): readonly number[] {
  return site.typeOf(name)?.shape ?? site.refuse(`"${name}" of unknown shape`);
}

export const vector = (values: readonly number[]): Tensor => int64([values.length], values);
