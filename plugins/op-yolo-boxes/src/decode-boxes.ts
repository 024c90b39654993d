import type { YoloAttributes } from './yolo-attributes';

/** A box in pixels of the picture. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly score: number;
  readonly class: number;
}

/** One level of a head: the elements of one picture, [anchors · (5 + classes), height, width]. */
export interface Level {
  readonly data: Float32Array;
  readonly height: number;
  readonly width: number;
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/**
 * Every box of a class whose score reaches the threshold, level by level, in the order of anchors, rows, columns and
 * classes. Of a cell (x, y): centre (2 σ(tx) − 0.5 + x, 2 σ(ty) − 0.5 + y) · stride, size (2 σ(tw))² · anchor width and
 * likewise height; score σ(objectness) · σ(class). NaN is no score.
 */
export function decodeBoxes(
  levels: readonly Level[],
  { strides, anchors, classes, score_threshold: threshold }: YoloAttributes,
): Box[] {
  const boxes: Box[] = [];
  const each = anchors.length / strides.length / 2;
  for (const [l, { data, height, width }] of levels.entries()) {
    const plane = height * width;
    for (let a = 0; a < each; a++) {
      const [anchorWidth, anchorHeight] = anchors.slice(2 * (l * each + a));
      const from = a * (5 + classes) * plane;
      for (let cell = 0; cell < plane; cell++) {
        const at = (channel: number) => sigmoid(data[from + channel * plane + cell]);
        const object = at(4);
        if (!(object >= threshold)) continue;
        const x = (2 * at(0) - 0.5 + (cell % width)) * strides[l];
        const y = (2 * at(1) - 0.5 + Math.floor(cell / width)) * strides[l];
        const [w, h] = [(2 * at(2)) ** 2 * anchorWidth, (2 * at(3)) ** 2 * anchorHeight];
        for (let k = 0; k < classes; k++) {
          const score = object * at(5 + k);
          if (!(score >= threshold) || Number.isNaN(x + y + w + h)) continue;
          boxes.push({ left: x - w / 2, top: y - h / 2, right: x + w / 2, bottom: y + h / 2, score, class: k });
        }
      }
    }
  }
  return boxes;
}
