import { type AnyOp, OpSet } from '@openbpu/ir';
import { OnnxOp, standardOps } from '@openbpu/ops';
import { type Tensor, expectDType, float32, sizeOf } from '@openbpu/tensor';

/** The standard operators, ONNX convolutions and pools over volumes evaluated as their definitions say, tap by tap. */
export function opsWithVolumes(): OpSet {
  const volumes: typeof OnnxOp = {
    ...OnnxOp,
    eval(inputs, { opType, attributes, outputTypes }) {
      const [{ shape }] = outputTypes;
      const {
        begin = [0, 0, 0],
        strides = [1, 1, 1],
        dilations = [1, 1, 1],
        group = 1,
        kernel_shape,
      } = {
        ...(attributes as Attributes),
        begin: (attributes.pads as number[] | undefined)?.slice(0, 3) ?? (attributes.same as number[] | undefined),
      };
      const [x, w, b] = inputs;
      const whole = x!.shape.slice(2);
      const kernel = opType === 'Conv' ? w!.shape.slice(2) : (kernel_shape ?? whole);
      const countsPads = attributes.count_include_pad === 1;
      const y = new Float32Array(sizeOf(shape));
      const cin = x!.shape[1] / group;
      y.forEach((_, at) => {
        const [n, c, ...place] = placeOf(at, shape);
        const first = Math.floor(c / (shape[1] / group)) * cin;
        const taps: number[] = [];
        for (let tap = 0; tap < sizeOf(kernel); tap++) {
          const offset = placeOf(tap, kernel);
          const from = place.map((p, i) => p * strides[i] - begin[i] + offset[i] * dilations[i]);
          const inside = from.every((p, i) => p >= 0 && p < whole[i]);
          if (opType !== 'Conv') {
            if (inside) taps.push(elementOf(x!, [n, c, ...from]));
            else if (countsPads) taps.push(0);
            continue;
          }
          for (let i = 0; inside && i < cin; i++)
            taps.push(elementOf(x!, [n, first + i, ...from]) * elementOf(w!, [c, i, ...offset]));
        }
        const sum = taps.reduce((a, each) => a + each, 0);
        if (opType === 'Conv') y[at] = sum + (b ? expectDType(b, 'float32').data[c] : 0);
        else y[at] = opType.includes('Max') ? Math.max(...taps) : sum / taps.length;
      });
      return [float32(shape, y)];
    },
  };
  return new OpSet(standardOps().ops.map((op: AnyOp) => (op.name === OnnxOp.name ? volumes : op)));
}

interface Attributes {
  readonly strides?: readonly number[];
  readonly dilations?: readonly number[];
  readonly kernel_shape?: readonly number[];
  readonly group?: number;
}

function placeOf(at: number, shape: readonly number[]): number[] {
  const place: number[] = [];
  for (let i = shape.length - 1, left = at; i >= 0; left = Math.floor(left / shape[i]), i--)
    place.unshift(left % shape[i]);
  return place;
}

function elementOf(tensor: Tensor, place: readonly number[]): number {
  const at = place.reduce((sum, p, i) => sum * tensor.shape[i] + p, 0);
  return expectDType(tensor, 'float32').data[at];
}

/** A node of an ONNX operator over volumes as a line of a graph; `same` gives the begins that auto_pad means. */
export function volumeNode(id: string, opType: string, inputs: string, shape: string, attributes = ''): string {
  const dims = shape.split('x').join(', ');
  return (
    `${id}: ${id}y = OnnxOp(${inputs}) {opType: "${opType}", opset: 13, attributes: {${attributes}}, ` +
    `outputTypes: [{dtype: "float32", shape: [${dims}]}]}`
  );
}
