import { type AnyTensor, type Given, type PlainType, defineCustomOp } from '@openbpu/plugin-api';
import { type Level, decodeBoxes } from './decode-boxes';
import { suppress } from './suppress';
import { type YoloAttributes, yoloAttributes } from './yolo-attributes';

/** Columns of a row: left, top, right, bottom, score, class. */
const COLUMNS = 6;

/**
 * `openbpu.detection.YoloBoxes`: the levels of a YOLO head with anchors (v5 and v7), each float32
 * [n, anchors · (5 + classes), h, w], become float32 [n, max_boxes, 6] of boxes in pixels, best first; rows that no box
 * needs are 0 but for their class, which is −1.
 */
export const yoloBoxes = defineCustomOp<YoloAttributes>({
  domain: 'openbpu.detection',
  type: 'YoloBoxes',
  attributes: yoloAttributes,
  infer(inputs, attributes) {
    const [n] = levelTypes(inputs, attributes);
    return [{ dtype: 'float32', shape: [n.shape[0], attributes.max_boxes, COLUMNS] }];
  },
  evaluate(inputs, attributes) {
    const levels = inputs.map(floats);
    const [count] = levels[0].shape;
    const rows = attributes.max_boxes;
    const data = new Float32Array(count * rows * COLUMNS);
    for (let i = 5; i < data.length; i += COLUMNS) data[i] = -1;
    for (let n = 0; n < count; n++) {
      const picture = levels.map(({ shape: [, channels, height, width], data }): Level => {
        const size = channels * height * width;
        return { data: data.subarray(n * size, (n + 1) * size), height, width };
      });
      const kept = suppress(decodeBoxes(picture, attributes), attributes.iou_threshold, rows);
      kept.forEach((box, i) =>
        data.set([box.left, box.top, box.right, box.bottom, box.score, box.class], (n * rows + i) * COLUMNS),
      );
    }
    return [{ dtype: 'float32', shape: [count, rows, COLUMNS], data }];
  },
});

/** The types of the levels. Throws RangeError where they are none. */
function levelTypes(inputs: Given<PlainType>, { strides, anchors, classes }: YoloAttributes): readonly PlainType[] {
  const channels = (anchors.length / strides.length / 2) * (5 + classes);
  const levels = inputs.flatMap((type) => (type ? [type] : []));
  if (levels.length !== strides.length || inputs.length !== strides.length)
    throw new RangeError(`it reads ${levels.length} levels and has ${strides.length} strides`);
  for (const [i, { dtype, shape }] of levels.entries())
    if (dtype !== 'float32' || shape.length !== 4 || shape[1] !== channels || shape[0] !== levels[0].shape[0])
      throw new RangeError(
        `level ${i} is ${dtype}[${shape.join('x')}], and ${channels} channels of float32 belong there: ` +
          `anchors of a cell times 5 + ${classes} classes`,
      );
  return levels;
}

function floats(tensor: AnyTensor | undefined): AnyTensor & { readonly dtype: 'float32' } {
  if (tensor?.dtype !== 'float32') throw new TypeError('a level is no float32');
  return tensor;
}
