import { linearScale } from './linear-scale';
import { PLOT } from './plot';
import type { Scale } from './scale';

/**
 * The horizontal axis of charts over a model: the position of a node in the graph, from 0 to `count` - 1, half a step
 * of air at both ends.
 */
export function nodeScale(count: number): Scale {
  const width = (PLOT.right - PLOT.left) / Math.max(count, 1);
  const { at, ticks } = linearScale({
    max: Math.max(count - 1, 1),
    pixels: [PLOT.left + width / 2, PLOT.right - width / 2],
    label: String,
    steps: 10,
    tight: true,
  });
  return { at, ticks: ticks.filter(({ value }) => Number.isInteger(value) && value < count) };
}
