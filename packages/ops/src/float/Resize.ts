import { defineOp } from '@openbpu/ir';
import { type TensorType, expectDType, makeTensor, multiplierOf, sizeOf, tensorType } from '@openbpu/tensor';
import * as z from 'zod';
import { HzQuantizedResizeUpsample } from '../integer/HzQuantizedResizeUpsample';
import { attrsOf, dtypeAttrs } from '../support/attrs';
import { inputAtScale } from '../support/input-at-scale';
import { LINEAR_ONE, type ResizeAxis, linearMap, linearTable, nearestIndices } from '../support/resize-map';
import { resizeLinear, resizeNearest } from '../support/resize-planes';
import { imageDims } from '../support/window';

const factor = z.number().positive();

const attrs = z.object({
  mode: z.enum(['nearest', 'linear']),
  coordinate: z.enum(['half_pixel', 'pytorch_half_pixel', 'align_corners', 'asymmetric']).default('half_pixel'),
  nearestMode: z.enum(['floor', 'ceil', 'round_prefer_floor', 'round_prefer_ceil']).default('round_prefer_floor'),
  height: z.int().min(1),
  width: z.int().min(1),
  scales: z.tuple([factor, factor]).optional(),
});

export type ResizeAttrs = z.infer<typeof attrs>;

function inferResize(x: TensorType | undefined, a: ResizeAttrs): TensorType {
  const [n, c, h, w] = imageDims(x, 'the input');
  if (x!.dtype !== 'float32') throw new TypeError(`Resize takes float32, not ${x!.dtype}`);
  if (h === 0 || w === 0) throw new RangeError('Resize takes no empty image');
  return tensorType('float32', [n, c, a.height, a.width], x!.layout);
}

function axesOf([, , h, w]: readonly number[], { height, width, scales }: ResizeAttrs): [ResizeAxis, ResizeAxis] {
  return [
    { input: h, output: height, scale: scales?.[0] },
    { input: w, output: width, scale: scales?.[1] },
  ];
}

/**
 * Input: x [n, c, h, w]. Output [n, c, height, width]: the nearest element, or the linear mixture of the four
 * neighbours, at the place `coordinate` gives (see `resizeCoordinates`). `scales` [rows, columns], output over input,
 * replace `height/h` and `width/w` in that place where a foreign model rounded its sizes.
 */
export const Resize = defineOp<ResizeAttrs>({
  name: 'Resize',
  summary: 'Resizes height and width, nearest or linear.',
  accuracy: 'rounding',
  realAttrs: ['scales'],
  parseAttrs: attrsOf(attrs),
  infer: ([x], a) => [inferResize(x, a)],
  eval([x], a) {
    const { shape } = inferResize({ ...x!, layout: 'none' }, a);
    const source = expectDType(x!, 'float32');
    const y = new Float32Array(sizeOf(shape));
    const axes = axesOf(x!.shape, a);
    if (a.mode === 'nearest') {
      const [rows, columns] = axes.map((axis) => nearestIndices(axis, a.coordinate, a.nearestMode));
      resizeNearest(source, rows, columns, (at, value) => (y[at] = value));
    } else {
      const [rows, columns] = axes.map((axis) => {
        const { first, second, weight } = linearMap(axis, a.coordinate);
        return { first, second, before: Float64Array.from(weight, (w) => 1 - w), after: Float64Array.from(weight) };
      });
      resizeLinear(source, rows, columns, (at, value) => (y[at] = value));
    }
    return [makeTensor('float32', shape, y)];
  },
  integer: {
    type: 'HzQuantizedResizeUpsample',
    sharesScale: ({ mode }) => mode === 'nearest',
    quantise(site) {
      const a = site.node.attrs;
      const y = site.output(0);
      const mode = { mode: a.mode };
      const axes = axesOf(site.input(0).type.shape, a);
      if (a.mode === 'nearest') {
        const x = inputAtScale(site, 0, y);
        const [rows, columns] = axes.map((axis) =>
          makeTensor('int32', [axis.output], nearestIndices(axis, a.coordinate, a.nearestMode)),
        );
        return [
          site.emit(
            HzQuantizedResizeUpsample,
            [x, site.addConstant('rows', rows), site.addConstant('columns', columns)],
            mode,
            y.type,
          ),
        ];
      }
      const x = site.input(0);
      const [rows, columns] = axes.map((axis) =>
        makeTensor('int32', [axis.output, 3], linearTable(linearMap(axis, a.coordinate))),
      );
      const m = Float32Array.of(multiplierOf(x.scale, 1, y.scale) / (LINEAR_ONE * LINEAR_ONE));
      const constants = [
        site.addConstant('rows', rows),
        site.addConstant('columns', columns),
        site.addConstant('multiplier', makeTensor('float32', [], m)),
      ];
      return [site.emit(HzQuantizedResizeUpsample, [x.id, ...constants], { ...mode, ...dtypeAttrs(y.dtype) }, y.type)];
    },
  },
});
