import { DetectionOutput as op, detectionSizes } from '@openbpu/ops';
import { float32, int64, makeTensor } from '@openbpu/tensor';
import { intAttribute, intsAttribute, tensorAttribute } from '../proto/attribute';
import { writeTensor } from '../proto/write-tensor';
import { defineExporter } from './exporter';
import { type Steps, stepsOf } from './steps';

/** Decoding with plain arithmetic, TopK of every class, NonMaxSuppression, and TopK of what it leaves. */
export const DetectionOutput = defineExporter(op, (site) => {
  const s = stepsOf(site);
  const { attrs } = site;
  const sizes = detectionSizes(
    site.inputs.map((input) => site.typeOf(input)),
    attrs,
  );
  const { images, priors, labels, compared, rows } = sizes;
  const [loc, conf, prior] = site.inputs;
  const [locations, classes] = [attrs.shareLocation ? 1 : attrs.numClasses, labels.length];
  const along = (axis: number) => [intAttribute('axis', axis)];
  const halves = s.reshape(prior, attrs.varianceEncoded ? -1 : 2, priors, 4);
  const row = (at: number) => s.op('Gather', [halves, s.numbers(at)], along(0));
  const corners = s.ops('Split', [s.reshape(row(0), 1, priors, 1, 4)], 4, along(3));
  let moves = s.reshape(loc, images, priors, locations, 4);
  if (!attrs.varianceEncoded) moves = s.op('Mul', [s.reshape(row(1), 1, priors, 1, 4), moves]);
  const decoded = s.op('Concat', decode(s, attrs.codeType, corners, s.ops('Split', [moves], 4, along(3))), along(3));

  const byLabel = (x: string, indices: readonly number[]) =>
    s.op('Gather', [x, s.constant(int64([classes], indices))], along(1));
  const boxes = byLabel(
    s.op('Transpose', [decoded], [intsAttribute('perm', [0, 2, 1, 3])]),
    attrs.shareLocation ? labels.map(() => 0) : labels,
  );
  const scores = byLabel(
    s.op('Transpose', [s.reshape(conf, images, priors, attrs.numClasses)], [intsAttribute('perm', [0, 2, 1])]),
    labels,
  );
  const [best, at] = s.ops('TopK', [scores, s.numbers(compared)], 2, along(2));
  const wide = (index: string, ...shape: readonly number[]) =>
    s.op('Expand', [s.reshape(index, ...shape, 1), s.numbers(...shape, 4)]);
  const bestBoxes = s.op('GatherElements', [boxes, wide(at, images, classes, compared)], along(2));

  const lists = images * classes;
  const kept = suppressed(s, s.reshape(bestBoxes, lists, compared, 4), s.reshape(best, lists, 1, compared), attrs);
  const lowest = s.constant(float32([], [-Infinity]));
  const candidates = s.reshape(
    s.op('Where', [kept, s.reshape(best, lists, 1, compared), lowest]),
    images,
    classes * compared,
  );
  const [score, place] = s.ops('TopK', [candidates, s.numbers(rows)], 2, along(1));
  const label = s.op('Gather', [
    s.constant(float32([classes], labels)),
    s.op('Div', [place, s.constant(int64([], [compared]))]),
  ]);
  const box = s.op(
    'GatherElements',
    [s.reshape(bestBoxes, images, classes * compared, 4), wide(place, images, rows)],
    along(1),
  );
  const image = s.op('Expand', [
    s.constant(
      float32(
        [images, 1, 1],
        Array.from({ length: images }, (_, i) => i),
      ),
    ),
    s.numbers(images, rows, 1),
  ]);
  const column = (x: string) => s.reshape(x, images, rows, 1);
  const all = s.op('Concat', [image, column(label), column(score), box], along(2));
  const found = s.op('Greater', [column(score), lowest]);
  const result = s.op('Where', [found, all, s.constant(float32([], [0]))]);
  site.emit('Reshape', [result, s.numbers(1, 1, images * rows, 7)], site.outputs);
});

/** Left, top, right, bottom of every box, from the corners of its prior and its four moves. */
function decode(s: Steps, codeType: string, corners: readonly string[], moves: readonly string[]): string[] {
  const [left, top, right, bottom] = corners;
  const [w, h] = [s.op('Sub', [right, left]), s.op('Sub', [bottom, top])];
  if (codeType === 'CORNER') return corners.map((corner, i) => s.op('Add', [corner, moves[i]]));
  if (codeType === 'CORNER_SIZE')
    return corners.map((corner, i) => s.op('Add', [corner, s.op('Mul', [moves[i], i % 2 === 0 ? w : h])]));
  const two = s.constant(float32([], [2]));
  const centre = (low: string, high: string, size: string, move: string) =>
    s.op('Add', [s.op('Mul', [move, size]), s.op('Div', [s.op('Add', [low, high]), two])]);
  const half = (size: string, move: string) => s.op('Div', [s.op('Mul', [s.op('Exp', [move]), size]), two]);
  const [x, y] = [centre(left, right, w, moves[0]), centre(top, bottom, h, moves[1])];
  const [halfWidth, halfHeight] = [half(w, moves[2]), half(h, moves[3])];
  return [
    s.op('Sub', [x, halfWidth]),
    s.op('Sub', [y, halfHeight]),
    s.op('Add', [x, halfWidth]),
    s.op('Add', [y, halfHeight]),
  ];
}

/**
 * bool [lists, 1, compared]: whether a box stays. `boxes` are [lists, compared, 4]; one whose corners have changed
 * sides has no area, and overlaps nothing.
 */
function suppressed(
  s: Steps,
  boxes: string,
  scores: string,
  { nmsThreshold, confidenceThreshold }: { readonly nmsThreshold: number; readonly confidenceThreshold: number },
): string {
  const [low, high] = s.ops('Split', [boxes], 2, [intAttribute('axis', 2)]);
  const upright = s.op('Concat', [low, s.op('Max', [high, low])], [intAttribute('axis', 2)]);
  const threshold = (value: number) => s.constant(float32([1], [value]));
  const most = s.numbers(2 ** 31 - 1);
  const chosen = s.op('NonMaxSuppression', [
    upright,
    scores,
    most,
    threshold(nmsThreshold),
    threshold(confidenceThreshold),
  ]);
  const all = (value: number, shape: string) =>
    s.op(
      'ConstantOfShape',
      [shape],
      [tensorAttribute('value', writeTensor('', makeTensor('bool', [1], Uint8Array.of(value))))],
    );
  const none = all(0, s.op('Shape', [scores]));
  return s.op('ScatterND', [none, chosen, all(1, s.op('Shape', [chosen], [intAttribute('end', 1)]))]);
}
