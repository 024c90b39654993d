import type { Node, ValueId } from '@openbpu/ir';
import { isFloat } from '@openbpu/tensor';
import type { CalibratedModel } from './calibrated-model';

/** A regular node, and the float values that it gives once it is quantised. */
export interface GivingNode {
  readonly node: Node;
  readonly value: ValueId;
}

/** The regular nodes that give floats, in the order of the model. */
export function givingNodes(model: CalibratedModel): readonly GivingNode[] {
  return model.nodes.flatMap((node) => {
    const value = model.outputOf(node);
    return isFloat(model.graph.value(value).type.dtype) ? [{ node, value }] : [];
  });
}
