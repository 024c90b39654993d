import { Gelu as op } from '@openbpu/ops';
import { float32 } from '@openbpu/tensor';
import { defineExporter } from './exporter';

/**
 * `x/2 · (1 + Erf(x/√2))`, or `x/2 · (1 + Tanh(√(2/π)·(x + 0.044715·x³)))`: the standard has Gelu only since opset 20.
 */
export const Gelu = defineExporter(op, (site) => {
  const [x] = site.inputs;
  const step = (suffix: string, opType: string, inputs: readonly string[]) => {
    const output = site.intermediate(suffix, site.typeOf(x));
    site.emit(opType, inputs, [output], [], suffix);
    return output;
  };
  const number = (name: string, value: number) => site.constant(name, float32([], [value]));
  const phi =
    site.attrs.approximate === 'none'
      ? step('erf', 'Erf', [step('scaled', 'Div', [x, number('sqrt2', Math.SQRT2)])])
      : step('tanh', 'Tanh', [inner(x, step, number)]);
  const half = step('half', 'Mul', [x, number('one_half', 0.5)]);
  site.emit('Mul', [half, step('raised', 'Add', [phi, number('one', 1)])], site.outputs);
});

function inner(
  x: string,
  step: (suffix: string, opType: string, inputs: readonly string[]) => string,
  number: (name: string, value: number) => string,
): string {
  const cube = step('cube', 'Mul', [x, step('square', 'Mul', [x, x])]);
  const bent = step('bent', 'Add', [x, step('scaled_cube', 'Mul', [cube, number('cubic', 0.044715)])]);
  return step('scaled', 'Mul', [bent, number('linear', Math.sqrt(2 / Math.PI))]);
}
