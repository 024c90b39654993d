import { ABSENT } from '@openbpu/ir';
import type { ImportNode } from '../graph/import-node';

/** Inputs of Attention that mask. */
const MASK = 3;
const LENGTHS = 6;

/** How ONNX Runtime computes a form of an operator otherwise than ONNX defines it; undefined where it does not. */
export function runtimeDiffers(node: ImportNode): string | undefined {
  return node.opType === 'Attention' ? attention(node) : undefined;
}

/**
 * ONNX adds the mask and then limits what comes out (`softcap`), and gives the products after the one (mode 1) or the
 * other (mode 2); the runtime limits first. Without a mask, or without a limit, there is no difference but in mode 1.
 */
function attention({ attributes, inputs, usedOutputs }: ImportNode): string | undefined {
  const given = (at: number) => (inputs[at] ?? ABSENT) !== ABSENT;
  const masked = given(MASK) || given(LENGTHS) || attributes.flag('is_causal', false);
  const limited = attributes.float('softcap', 0) !== 0;
  const mode = usedOutputs > 3 ? attributes.int('qk_matmul_output_mode', 0) : 0;
  if (limited && masked) return 'a softcap together with a mask';
  if (mode === 1 && (masked || limited)) return 'its fourth output after the mask (qk_matmul_output_mode 1)';
  return mode === 2 && masked ? 'its fourth output after the softcap (qk_matmul_output_mode 2)' : undefined;
}
