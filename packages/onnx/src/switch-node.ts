import type { Shape } from '@openbpu/tensor';
import { graphAttribute } from './proto/attribute';
import { buildGraph, buildNode, buildValue } from './proto/build';
import { DataType } from './proto/data-type';
import type { ModelProto, NodeProto } from './proto/model';

/** What is computed where a switch is on, and where it is off: nodes, of which the last gives the one float value. */
export interface Branches {
  readonly on: readonly NodeProto[];
  readonly off: readonly NodeProto[];
  /** Of what either gives. */
  readonly shape: Shape;
}

/** `to` as one branch or the other gives it. `asked`: a bool of one element, on or off. */
export function switchNode(asked: string, to: string, { on, off, shape }: Branches): NodeProto {
  const branch = (nodes: readonly NodeProto[]) => {
    const [given] = nodes[nodes.length - 1].output;
    return buildGraph({ name: given, node: [...nodes], output: [buildValue(given, DataType.FLOAT, shape)] });
  };
  return buildNode({
    opType: 'If',
    input: [asked],
    output: [to],
    attribute: [graphAttribute('then_branch', branch(on)), graphAttribute('else_branch', branch(off))],
  });
}

export function identityNode(from: string, to: string): NodeProto {
  return buildNode({ opType: 'Identity', input: [from], output: [to] });
}

/** A prefix that no name of a model begins with: `wanted`, or with as many underscores before it as it takes. */
export function freePrefix({ graph }: ModelProto, wanted: string): string {
  const names = [...graph.input, ...graph.initializer].map(({ name = '' }) => name);
  names.push(...graph.node.flatMap((node) => node.output));
  let prefix = wanted;
  while (names.some((name) => name.startsWith(prefix))) prefix = `_${prefix}`;
  return prefix;
}
