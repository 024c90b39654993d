import { DiagnosticError, fail } from '@openbpu/diagnostics';
import type { TensorType } from '@openbpu/tensor';
import { IMPORT_ONNX } from '../catalogue';
import type { GraphBuilder } from '../graph/graph-builder';
import type { ImportNode } from '../graph/import-node';
import { inferOpaque } from './infer-opaque';
import { modernForm } from './modern-form';
import { opaqueAttributes } from './opaque-attributes';
import { type Probe, probeFragment } from './probe-fragment';
import { runtimeDiffers } from './runtime-differs';

/** Where the types of the outputs of an opaque node may come from, besides its inputs. */
export interface TypeSources {
  /** What the model declares of a value; undefined where it says nothing complete. */
  declared(id: string): TensorType | undefined;
  readonly probe?: Probe | undefined;
}

/**
 * Emits a node as the ONNX operator it is, in the form later operator sets have for it (see `modernForm`). Its types
 * come from its inputs, else from what the model declares, else from the probe. Throws DiagnosticError when none of
 * them knows, and for a form of which ONNX Runtime makes something else (`runtimeDiffers`).
 */
export async function emitOpaque(written: ImportNode, b: GraphBuilder, sources: TypeSources): Promise<void> {
  const node = modernForm(written, b);
  const what = runtimeDiffers(node);
  if (what !== undefined)
    fail(IMPORT_ONNX.runtimeDiffers({ node: node.origin.name, opType: node.opType, what }, node.origin));
  const named = node.outputs.slice(0, node.usedOutputs);
  const types = inferred(node, named, b) ?? declared(named, sources) ?? (await probed(node, named, b, sources.probe));
  const attributes = opaqueAttributes(node.proto);
  const outputTypes = types.slice(0, named.length).map(({ dtype, shape }) => ({ dtype, shape: [...shape] }));
  b.emit(
    node,
    'OnnxOp',
    node.inputs,
    { domain: '', opType: node.opType, opset: node.opset, attributes, outputTypes },
    named,
  );
  named.forEach((id, i) => b.setLayout(id, types[i].layout));
}

function inferred(node: ImportNode, outputs: readonly string[], b: GraphBuilder): readonly TensorType[] | undefined {
  try {
    const types = inferOpaque(node, b);
    return types && types.length >= outputs.length ? types : undefined;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return fail(
      IMPORT_ONNX.doesNotFit({ node: node.origin.name, opType: node.opType, problem: error.message }, node.origin),
      error,
    );
  }
}

function declared(outputs: readonly string[], sources: TypeSources): readonly TensorType[] | undefined {
  const types = outputs.map((id) => sources.declared(id)).filter((type) => type !== undefined);
  return types.length === outputs.length ? types : undefined;
}

async function probed(
  node: ImportNode,
  outputs: readonly string[],
  b: GraphBuilder,
  probe: Probe | undefined,
): Promise<readonly TensorType[]> {
  const { name } = node.origin;
  const unknown = (reason: string, cause?: unknown, open?: true) =>
    fail(
      IMPORT_ONNX.unknownType({ node: name, opType: node.opType, reason, ...(open && { open }) }, node.origin),
      cause,
    );
  if (!probe) return unknown('neither its inputs nor the model say it');
  let types: readonly TensorType[];
  try {
    types = await probe(probeFragment(node, outputs, b));
  } catch (error) {
    if (error instanceof DiagnosticError) throw error;
    return unknown(error instanceof Error ? error.message : String(error), error);
  }
  const open =
    types.length < outputs.length ||
    types.some(({ shape }) => shape.some((dim) => !Number.isSafeInteger(dim) || dim < 0));
  return open ? unknown('the runtime finds no static shape for it, it may depend on the data', undefined, true) : types;
}
