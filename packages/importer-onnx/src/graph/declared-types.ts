import type { GraphProto } from '@openbpu/onnx';
import { type TensorType, tensorType } from '@openbpu/tensor';
import { declaredDType } from './graph-inputs';

/** What a graph declares of its values: those with an element type and a static shape. */
export function declaredTypes(graph: GraphProto): ReadonlyMap<string, TensorType> {
  const types = new Map<string, TensorType>();
  for (const info of [...graph.valueInfo, ...graph.output]) {
    const dtype = declaredDType(info);
    const shape = info.type?.tensorType?.shape?.dim.map(({ dimValue }) => dimValue ?? -1);
    if (dtype && shape?.every((dim) => dim >= 0)) types.set(info.name ?? '', tensorType(dtype, shape));
  }
  return types;
}
