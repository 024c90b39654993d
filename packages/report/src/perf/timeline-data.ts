import type { Timeline } from '@openbpu/board';

/** A timeline as the page holds it: texts once, times in microseconds to the nanosecond. */
export interface TimelineData {
  readonly lanes: readonly string[];
  readonly from: number;
  readonly to: number;
  readonly texts: readonly string[];
  /** For each lane its spans one behind the other: start, duration, text, layer (-1 for none), how many more. */
  readonly spans: readonly (readonly number[])[];
}

/** What lies between two times of a timeline. */
export function timelineData({ lanes, spans, endUs }: Timeline, [from, to] = [0, endUs]): TimelineData {
  const texts = new Map<string, number>();
  const textOf = (text: string) => {
    const at = texts.get(text) ?? texts.size;
    texts.set(text, at);
    return at;
  };
  const byLane = lanes.map((): number[] => []);
  for (const { lane, name, layer, startUs, durationUs, more = 0 } of spans) {
    if (nano(startUs + durationUs) <= nano(from) || nano(startUs) >= nano(to)) continue;
    const layerAt = layer === undefined ? -1 : textOf(layer);
    byLane[lane].push(nano(startUs), nano(durationUs), textOf(name), layerAt, more);
  }
  return { lanes, from: nano(from), to: nano(to), texts: [...texts.keys()], spans: byLane };
}

function nano(us: number): number {
  return Math.round(us * 1000) / 1000;
}
