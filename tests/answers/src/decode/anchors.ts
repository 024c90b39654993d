import { type FoundBox, boxAround } from '../box';
import type { BoxDecoder } from '../judge';
import { largestAt, outputOf, sigmoid } from './values';

/** A map of cells `stride` pixels apart, with boxes of usual sizes in each. */
export interface AnchorLevel {
  readonly stride: number;
  /** Width and height in pixels. */
  readonly anchors: readonly (readonly [number, number])[];
}

/** `s` from 0 to 1: the centre lies up to a cell and a half away, sides are up to four times the anchor's. */
function yoloBox(s: readonly number[], x: number, y: number, stride: number, [w, h]: readonly [number, number]) {
  return boxAround((2 * s[0] - 0.5 + x) * stride, (2 * s[1] - 0.5 + y) * stride, 4 * s[2] ** 2 * w, 4 * s[3] ** 2 * h);
}

/**
 * YOLOv5, sigmoid applied: one list [1, n, 5 + classes] of x, y, w, h, objectness and classes; levels one after the
 * other, in each anchor by anchor, in each row by row of a square input of `side` pixels.
 */
export function yoloV5(output: string, side: number, levels: readonly AnchorLevel[]): BoxDecoder {
  return (outputs, least) => {
    const { data, shape } = outputOf(outputs, output);
    const size = shape[2];
    const found: FoundBox[] = [];
    let at = 0;
    for (const { stride, anchors } of levels) {
      const cells = side / stride;
      for (const anchor of anchors) {
        for (let cell = 0; cell < cells * cells; cell++, at += size) {
          const label = largestAt(data, at + 5, size - 5);
          const score = data[at + 4] * data[at + 5 + label];
          if (score < least) continue;
          const s = Array.from(data.subarray(at, at + 4));
          found.push({ score, label, ...yoloBox(s, cell % cells, Math.floor(cell / cells), stride, anchor) });
        }
      }
    }
    if (at !== data.length) throw new RangeError(`"${output}" has ${data.length} elements, and not ${at}`);
    return found;
  };
}

/**
 * Yolo-FastestV2, sigmoid and softmax applied: maps [1, h, w, anchors · 5 + classes] of the four sides of every anchor,
 * their objectness, and classes that they share.
 */
export function yoloFastest(levels: readonly (AnchorLevel & { readonly output: string })[]): BoxDecoder {
  return (outputs, least) => {
    const found: FoundBox[] = [];
    for (const { output, stride, anchors } of levels) {
      const { data, shape } = outputOf(outputs, output);
      const [, , width, size] = shape;
      const first = 5 * anchors.length;
      for (let at = 0; at < data.length; at += size) {
        const label = largestAt(data, at + first, size - first);
        const cell = at / size;
        anchors.forEach((anchor, a) => {
          const score = data[at + 4 * anchors.length + a] * data[at + first + label];
          if (score < least) return;
          const s = Array.from(data.subarray(at + 4 * a, at + 4 * a + 4));
          found.push({ score, label, ...yoloBox(s, cell % width, Math.floor(cell / width), stride, anchor) });
        });
      }
    }
    return found;
  };
}

/** Darknet, nothing applied: maps [1, anchors · (5 + classes), h, w]; an anchor has x, y, w, h, objectness, classes. */
export function darknet(levels: readonly (AnchorLevel & { readonly output: string })[]): BoxDecoder {
  return (outputs, least) => {
    const found: FoundBox[] = [];
    for (const { output, stride, anchors } of levels) {
      const { data, shape } = outputOf(outputs, output);
      const [, channels, height, width] = shape;
      const plane = height * width;
      const size = channels / anchors.length;
      anchors.forEach(([w, h], a) => {
        for (let cell = 0; cell < plane; cell++) {
          const value = (i: number) => data[(a * size + i) * plane + cell];
          const label = largestAt(data, (a * size + 5) * plane + cell, size - 5, plane);
          const score = sigmoid(value(4)) * sigmoid(value(5 + label));
          if (score < least) continue;
          const x = (sigmoid(value(0)) + (cell % width)) * stride;
          const y = (sigmoid(value(1)) + Math.floor(cell / width)) * stride;
          found.push({ score, label, ...boxAround(x, y, Math.exp(value(2)) * w, Math.exp(value(3)) * h) });
        }
      });
    }
    return found;
  };
}
