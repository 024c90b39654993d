import { type Mapping, OPAQUE } from '../graph/mapping';

export const DepthToSpace: Mapping = {
  opTypes: ['DepthToSpace', 'SpaceToDepth'],
  translate(node, b) {
    const { attributes, opType } = node;
    if (b.shapeOf(node.inputs[0]).length !== 4) return OPAQUE;
    const blocksize = attributes.int('blocksize') ?? attributes.wrong('blocksize', 'is missing');
    return b.emit(node, opType, node.inputs, {
      blocksize,
      ...(opType === 'DepthToSpace' ? { mode: attributes.string('mode', 'DCR') } : {}),
    });
  },
};
