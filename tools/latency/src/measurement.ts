import type { PublishedRow } from './published';

/** How a table was measured, as far as the constant of an inference depends on it. */
export type Protocol = 'detectors' | 'classifiers';

/** The tables of classifiers have about twice the constant of the others. */
export function protocolOf({ source }: Pick<PublishedRow, 'source'>): Protocol {
  return source.includes('classification') ? 'classifiers' : 'detectors';
}

/**
 * The family of a network, as published tables group them: the name without sizes and tasks. YOLOv5 with the head of
 * YOLOv8 is one by itself.
 */
export function familyOf(network: string): string {
  if (/^yolov5[nsmlx]u$/.test(network)) return 'yolov5u';
  const named = /^(yolov?\d+)[tcenslmx]|^(mobilenet_v\d)|^(efficientformerv2)|^([a-z]+)/.exec(network);
  return named?.slice(1).find((part) => part !== undefined) ?? network;
}
