import type { NodeDraw } from './node-draw';

/**
 * Draws one node of an operator, anything the operator set of the draw lets it be; none where the set does not have it.
 */
export type Maker = (d: NodeDraw) => void;
