import { type ImageView, pitchesOf } from '../image-view';

/** Byte offset of one element of a view. */
export function imageAt(
  view: ImageView,
  elementBytes: number,
  image: number,
  row: number,
  column: number,
  channel: number,
): number {
  const pitches = pitchesOf(view, elementBytes);
  return view.offset + image * pitches.image + row * pitches.row + column * pitches.pixel + channel * elementBytes;
}
