import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { RawAttrs } from '@openbpu/ir';
import { type Tensor, float32, int16, int32, int64, int8 } from '@openbpu/tensor';

/** One evaluation of one operator, as docs/vectors states it. */
export interface Vector {
  readonly name: string;
  readonly op: string;
  readonly attributes: RawAttrs;
  /** What flows through the graph. */
  readonly inputs: readonly Tensor[];
  /** Constants, behind the inputs. */
  readonly parameters: readonly Tensor[];
  readonly outputs: readonly Tensor[];
}

interface TensorText {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data?: readonly (number | string)[];
  /** In the place of elements: [count, element] again and again. */
  readonly runs?: readonly (readonly [number, number])[];
}

interface VectorText extends Pick<Vector, 'name' | 'op' | 'attributes'> {
  readonly inputs: readonly TensorText[];
  readonly parameters: readonly TensorText[];
  readonly outputs: readonly TensorText[];
}

const FOLDER = resolve(__dirname, '../../../docs/vectors');

/** Every vector of the project under `file: name`. */
export function readVectors(): readonly [string, Vector][] {
  return readdirSync(FOLDER)
    .sort()
    .flatMap((file) => {
      const { vectors } = JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as {
        readonly vectors: readonly VectorText[];
      };
      return vectors.map((vector): [string, Vector] => [
        `${file.replace('.json', '')}: ${vector.name}`,
        {
          ...vector,
          inputs: vector.inputs.map(readTensor),
          parameters: vector.parameters.map(readTensor),
          outputs: vector.outputs.map(readTensor),
        },
      ]);
    });
}

/** Strings stand for what JSON has no number for; `Number` reads them all. */
function readTensor({ dtype, shape, data = [], runs = [] }: TensorText): Tensor {
  const repeated = runs.flatMap(([count, value]) => new Array<number>(count).fill(value));
  const values = [...data.map(Number), ...repeated];
  switch (dtype) {
    case 'float32':
      return float32(shape, values);
    case 'int8':
      return int8(shape, values);
    case 'int16':
      return int16(shape, values);
    case 'int32':
      return int32(shape, values);
    case 'int64':
      return int64(shape, values);
    default:
      throw new TypeError(`a vector of ${dtype}`);
  }
}
