import { makeTensor } from '@openbpu/tensor';
import type { Attributes } from '../graph/attributes';
import { broadcastIndices } from './broadcast';
import { elementsOf } from './elements';
import type { Evaluator } from './evaluator';

/** A function of one float32 element, in double. */
function parametric(of: (attributes: Attributes) => (x: number) => number): Evaluator {
  return ([x], attributes) => {
    if (x?.dtype !== 'float32') return undefined;
    return [makeTensor('float32', x.shape, Float32Array.from(x.data as Float32Array, of(attributes)))];
  };
}

function predicate(of: (attributes: Attributes) => (x: number) => boolean): Evaluator {
  return ([x], attributes) => {
    if (x?.dtype !== 'float32') return undefined;
    const test = of(attributes);
    return [
      makeTensor(
        'bool',
        x.shape,
        Uint8Array.from(x.data as Float32Array, (each) => (test(each) ? 1 : 0)),
      ),
    ];
  };
}

/** A function of two broadcast tensors, the first of them float32, the other of any number type. */
function binary(f: (x: number, y: number) => number): Evaluator {
  return ([x, y]) => {
    if (x?.dtype !== 'float32' || !y) return undefined;
    const { shape, indices } = broadcastIndices([x.shape, y.shape]);
    const [a, b] = [x.data as Float32Array, Array.from(elementsOf(y), Number)];
    return [
      makeTensor(
        'float32',
        shape,
        Float32Array.from(indices[0], (at, i) => f(a[at], b[indices[1][i]])),
      ),
    ];
  };
}

const remainder = (x: number, y: number): number => x - y * Math.floor(x / y);

const shrink = (attributes: Attributes) => {
  const [bias, lambda] = [attributes.float('bias', 0), attributes.float('lambd', 0.5)];
  return (x: number) => (x < -lambda ? x + bias : x > lambda ? x - bias : 0);
};

const isInf = (attributes: Attributes) => {
  const [negative, positive] = [attributes.flag('detect_negative', true), attributes.flag('detect_positive', true)];
  return (x: number) => (x === Infinity && positive) || (x === -Infinity && negative);
};

/** Functions of float32 elements that no op of the graph computes, or not in all of their forms. */
export const FUNCTIONS: Readonly<Record<string, Evaluator>> = {
  IsInf: predicate(isInf),
  IsNaN: predicate(() => Number.isNaN),
  Mod: (inputs, attributes, node) =>
    binary(attributes.flag('fmod', false) ? (x, y) => x % y : remainder)(inputs, attributes, node),
  PRelu: binary((x, slope) => (x < 0 ? x * slope : x)),
  Pow: binary((x, y) => x ** y),
  Shrink: parametric(shrink),
};
