import type { LayerOp, Operand } from '@openbpu/machine';

/**
 * The operands that should lie as the graph has them, because a product of matrices reads or writes them, and all that
 * goes with them element by element; `images` are never among them.
 */
export function matricesOf(layers: readonly LayerOp[], images: ReadonlySet<Operand>): ReadonlySet<Operand> {
  const found = new Set<Operand>();
  const take = (operands: readonly Operand[]) => {
    for (const operand of operands) if (!images.has(operand)) found.add(operand);
  };
  for (const layer of layers) if (layer.kind === 'matmul') take([layer.a, layer.b, layer.y]);
  if (found.size === 0) return found;
  for (let before = -1; before < found.size;) {
    before = found.size;
    for (const layer of layers) {
      const together = elementwise(layer);
      if (together.some((operand) => found.has(operand))) take(together);
    }
  }
  return found;
}

/** What a layer reads and writes element by element, at equal places. */
function elementwise(layer: LayerOp): readonly Operand[] {
  switch (layer.kind) {
    case 'eltwise':
      return [layer.a, layer.b, layer.y];
    case 'lut':
    case 'prelu':
    case 'requant':
    case 'quantize':
    case 'softmax':
      return [layer.x, layer.y];
    default:
      return [];
  }
}
