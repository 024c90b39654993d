import { BOARD, type PairType, type QuantisedFace } from '@openbpu/board';
import { fail } from '@openbpu/diagnostics';
import { dtypeOfDataType, stageOf } from '@openbpu/onnx';
import type { ModelProto } from '@openbpu/onnx';
import { type InputMetadata, readInputMetadata } from '../input-metadata';
import type { OnnxFile } from '../run/open-model';

/** A quantised model as it is seen from outside, and how its inputs are fed. */
export interface DescribedFace extends QuantisedFace {
  readonly inputs: readonly InputMetadata[];
}

/**
 * What the file of a quantised model tells of its inputs, outputs and tensors. Throws DiagnosticError (BRD) for any
 * other ONNX file.
 */
export function quantisedFace({ file, model, metadata }: OnnxFile): DescribedFace {
  const stage = stageOf(model);
  const described = readInputMetadata(metadata);
  if (stage !== 'quantized' || !described)
    return fail(BOARD.notQuantised({ file, ...(stage === undefined ? {} : { stage }) }, { name: file, file }));
  const types = typesOf(model);
  const given = new Set(model.graph.input.map(({ name = '' }) => name));
  return {
    file,
    inputs: described.filter(({ name }) => given.has(name) && types.has(name)),
    outputs: model.graph.output.map(({ name = '' }) => name),
    types,
  };
}

/** Of every tensor whose type the file tells in full. */
function typesOf({ graph }: ModelProto): Map<string, PairType> {
  const types = new Map<string, PairType>();
  for (const { name = '', type } of [...graph.valueInfo, ...graph.input, ...graph.output]) {
    const dtype = dtypeOfDataType(type?.tensorType?.elemType);
    const shape = (type?.tensorType?.shape?.dim ?? []).map(({ dimValue = -1 }) => dimValue);
    if (dtype && type?.tensorType?.shape && shape.every((dim) => dim >= 0)) types.set(name, { dtype, shape });
  }
  return types;
}
