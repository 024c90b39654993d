import type { RecordRange } from '@openbpu/record';
import { duration } from './figures';
import { type Markup, html } from './page/markup';

type Interval = RecordRange['latencyUs'];

/** An interval in a phrase that stands behind its figure; a unit that both ends have stands once. */
export function betweenText([low, high]: Interval, written: (value: number) => string): string {
  const [from, to] = [written(low), written(high)];
  const unit = / \S+$/.exec(to)?.[0];
  return `80 % between ${unit && from.endsWith(unit) ? from.slice(0, -unit.length) : from} and ${to}`;
}

/** The same with a comma before it; nothing where there is no interval. */
export function withBetween(value: number, interval: Interval | undefined, written: (value: number) => string): string {
  return interval ? `${written(value)}, ${betweenText(interval, written)}` : written(value);
}

/** A figure as it stands, and its interval in small letters. */
export function figureWith(figure: string, interval: Interval | undefined, written: (value: number) => string): Markup {
  return interval ? html`${figure} <small>${betweenText(interval, written)}</small>` : html`${figure}`;
}

/** Frames a second. */
export function rateText(fps: number): string {
  return `${Number(fps.toPrecision(3))} fps`;
}

/** What the intervals are. */
export const WITHIN =
  'Of what is published for boards of this march 80 % lies between the two figures around a prediction, each ' +
  'predicted by features that were fitted to other families of networks.';

/** Words as a sentence. */
export function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

/** What a prediction speaks of, and why it has no interval where it has none. */
export function protocolText(protocol: string, hasInterval: boolean, onBpu = true): string {
  const said = `predicted is ${protocol}`;
  if (hasInterval) return said;
  const why = onBpu ? 'no latency of a board of this march is published' : 'nothing of the model runs on the BPU';
  return `${said}; no interval is given, since ${why}`;
}

/** Figures of a prediction, as far as they are there. */
export interface Predicted {
  readonly latencyUs: number;
  readonly fps?: number;
  readonly range?: RecordRange;
  readonly protocol: string;
}

/**
 * What the programs for compiled models say beside their figures, a line each: both with their intervals, and what they
 * speak of. `before` stands before the rate.
 */
export function predictionLines(
  { latencyUs, fps, range, protocol }: Predicted,
  onBpu: boolean,
  before = '',
): readonly string[] {
  const said = protocolText(protocol, range !== undefined, onBpu);
  if (!range) return [said];
  const rate = (value: number) => `${Number(value.toPrecision(4))} FPS`;
  const latency = `a frame ${withBetween(latencyUs, range.latencyUs, duration)}`;
  return [fps === undefined ? latency : `${latency}; ${before}${withBetween(fps, range.fps, rate)}`, said];
}
