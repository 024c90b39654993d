import type { ValueId } from '@openbpu/ir';
import { type NodeProto, buildNode } from '@openbpu/onnx';
import { type Shape, type Tensor, float32 } from '@openbpu/tensor';
import type { Calibration } from './calibrated-model';

/** How an activation is rounded: `clamp(rne(x / scale), low, high) · scale`. */
export interface Steps {
  /** One, or one per index of axis 1. */
  readonly scales: ArrayLike<number>;
  /** The least and the largest integer, or one per channel; nothing is clamped where they are absent. */
  readonly range?: readonly [low: ArrayLike<number>, high: ArrayLike<number>];
}

/** What may stand in the place of a calibration of this number, or be added to the channels of a value. */
export type Remedy =
  | { readonly number: number; readonly steps: Steps }
  | { readonly number: number; readonly constant: Tensor<'float32'> }
  | { readonly value: ValueId; readonly shift: Float32Array };

/** The value that a remedy changes. */
export function placeOf(remedy: Remedy, calibrations: readonly Calibration[]): ValueId {
  return 'shift' in remedy ? remedy.value : calibrations[remedy.number].to;
}

/** The nodes of a remedy of `from`, the last of which gives `to`, and the constants that they read. */
export function remedyNodes(
  remedy: Remedy,
  from: ValueId,
  to: string,
  shape: Shape,
): { readonly nodes: readonly NodeProto[]; readonly constants: readonly (readonly [string, Tensor])[] } {
  const constants: (readonly [string, Tensor])[] = [];
  const constant = (name: string, tensor: Tensor) => {
    constants.push([`${to}/${name}`, tensor]);
    return `${to}/${name}`;
  };
  const along = (values: ArrayLike<number>) => alongChannels(values, shape);
  const node = (opType: string, input: readonly string[], output: string) =>
    buildNode({ opType, input, output: [output] });
  if ('constant' in remedy)
    return { nodes: [node('Identity', [constant('constant', remedy.constant)], to)], constants };
  if ('shift' in remedy) return { nodes: [node('Add', [from, constant('shift', along(remedy.shift))], to)], constants };
  const { scales, range } = remedy.steps;
  const scale = constant('scale', along(scales));
  const nodes = [
    node('Div', [from, scale], `${to}/steps`),
    node('Round', [`${to}/steps`], `${to}/whole`),
    ...(range
      ? [
          node('Max', [`${to}/whole`, constant('low', along(range[0]))], `${to}/above`),
          node('Min', [`${to}/above`, constant('high', along(range[1]))], `${to}/within`),
        ]
      : []),
    node('Mul', [range ? `${to}/within` : `${to}/whole`, scale], to),
  ];
  return { nodes, constants };
}

/** One value, or one per index of axis 1, as a tensor that is broadcast over `shape`. */
function alongChannels(values: ArrayLike<number>, shape: Shape): Tensor<'float32'> {
  const behind = Math.max(shape.length - 2, 0);
  const dimensions = values.length === 1 ? [] : [values.length, ...new Array<number>(behind).fill(1)];
  return float32(dimensions, Float32Array.from(values));
}
