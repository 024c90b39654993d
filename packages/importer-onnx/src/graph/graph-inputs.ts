import { type Diagnostic, nearest } from '@openbpu/diagnostics';
import { type GraphProto, type ValueInfoProto, DataType, dataTypeName, dtypeOfDataType } from '@openbpu/onnx';
import { type InputShapes, namedShapes } from '@openbpu/plugin-api';
import { type DType, type TensorType, formatShape, tensorType } from '@openbpu/tensor';
import { IMPORT_ONNX } from '../catalogue';
import { widenedDType } from './graph-builder';

/** The inputs of a graph with every dimension settled, and what is to be said of them. */
export interface GraphInputs {
  readonly inputs: readonly { readonly id: string; readonly type: TensorType }[];
  readonly diagnostics: readonly Diagnostic[];
  /** Whether no dimension the model declares was changed, so that what the model says of other shapes holds as well. */
  readonly asDeclared: boolean;
}

/** A dimension the model leaves open counts as 0, as in the messages. */
function declaredShape({ type }: ValueInfoProto): { shape: number[] | undefined; names: string[] } {
  const dim = type?.tensorType?.shape?.dim;
  return {
    shape: dim?.map(({ dimValue }) => Math.max(dimValue ?? 0, 0)),
    names: dim?.flatMap(({ dimParam }) => (dimParam ? [dimParam] : [])) ?? [],
  };
}

/** The element type of a declared value as the graph has it; undefined for strings and the like. */
export function declaredDType({ type }: ValueInfoProto): DType | undefined {
  const number = type?.tensorType?.elemType;
  const dtype = number === DataType.BFLOAT16 ? 'float32' : dtypeOfDataType(number);
  return dtype && widenedDType(dtype);
}

/** A note where a value is float32 here and of another float type in the model. */
export function widened(what: 'input' | 'output', info: ValueInfoProto, file: string): Diagnostic[] {
  const from = info.type?.tensorType?.elemType;
  if (from === DataType.FLOAT || declaredDType(info) !== 'float32') return [];
  const { name: value = '' } = info;
  return [
    IMPORT_ONNX.widened({ what, value, from: dataTypeName(from).toLowerCase() }, { name: value, kind: what, file }),
  ];
}

/** An image is NCHW unless all that is done to it first is a transposition from NHWC. */
function layoutOf(id: string, shape: readonly number[], graph: GraphProto): TensorType['layout'] {
  if (shape.length !== 4) return 'none';
  const readers = graph.node.filter((node) => node.input.includes(id));
  const turned = readers.every(
    (node) =>
      node.opType === 'Transpose' &&
      node.attribute.some(({ name, ints }) => name === 'perm' && ints.join() === '0,3,1,2'),
  );
  return readers.length > 0 && turned ? 'NHWC' : 'NCHW';
}

/**
 * Settles the shapes: those the user fixes, else those the model declares. Initialisers that are listed among the
 * inputs are none.
 */
export function graphInputs(graph: GraphProto, shapes: InputShapes, file: string): GraphInputs {
  const constants = new Set(graph.initializer.map(({ name }) => name));
  const declared = graph.input.filter(({ name }) => !constants.has(name));
  const names = declared.map(({ name = '' }) => name);
  const given = namedShapes(shapes, names);
  const diagnostics: Diagnostic[] = [];
  let asDeclared = true;
  for (const name of given.keys()) {
    const like = nearest(name, names);
    if (!names.includes(name))
      diagnostics.push(
        IMPORT_ONNX.unknownInput({ name, inputs: names, ...(like ? { nearest: like } : {}) }, { name, file }),
      );
  }
  const inputs = declared.flatMap((info) => {
    const id = info.name ?? '';
    const at = { name: id, kind: 'input', file };
    const model = declaredShape(info);
    const fixed = given.get(id);
    const shape = fixed ?? model.shape ?? [];
    const dtype = declaredDType(info);
    const from = info.type?.tensorType?.elemType;
    if (!dtype) {
      diagnostics.push(IMPORT_ONNX.notATensor({ value: id, kind: `of element type ${dataTypeName(from)}` }, at));
      return [];
    }
    if (
      fixed &&
      ((model.shape && model.shape.length !== fixed.length) ||
        !fixed.every((dim) => Number.isSafeInteger(dim) && dim > 0))
    ) {
      diagnostics.push(
        IMPORT_ONNX.inputShape({ input: id, given: formatShape(fixed), declared: (model.shape ?? []).join(', ') }, at),
      );
      return [];
    }
    if (shape.includes(0) || (!fixed && !model.shape)) {
      diagnostics.push(IMPORT_ONNX.dynamicInput({ input: id, shape, names: model.names }, at));
      return [];
    }
    diagnostics.push(...widened('input', info, file));
    if (!fixed && shape.length === 4 && shape[0] !== 1) diagnostics.push(IMPORT_ONNX.batch({ input: id, shape }, at));
    if (shape.some((dim, i) => model.shape?.[i] && dim !== model.shape[i])) asDeclared = false;
    return [{ id, type: tensorType(dtype, shape, layoutOf(id, shape, graph)) }];
  });
  return { inputs, diagnostics, asDeclared };
}
