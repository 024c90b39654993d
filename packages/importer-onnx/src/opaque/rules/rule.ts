import type { TensorType } from '@openbpu/tensor';
import type { GraphBuilder } from '../../graph/graph-builder';
import type { ImportNode } from '../../graph/import-node';

/** Types of the outputs of a node; undefined where its inputs do not settle them. */
export type Rule = (node: ImportNode, b: GraphBuilder) => readonly TensorType[] | undefined;
