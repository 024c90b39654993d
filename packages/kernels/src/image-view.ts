/** An NHWC image, or a box inside one, in kernel memory. Pitches are in elements and default to the dense ones. */
export interface ImageView {
  /** Byte offset of the first element. */
  readonly offset: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** Images, one after the other; default 1. */
  readonly images?: number;
  /** Elements from a pixel to the next of its row; default `channels`. */
  readonly pixelPitch?: number;
  /** Elements from a row to the next; default `width * pixelPitch`. */
  readonly rowPitch?: number;
  /** Elements from an image to the next; default `height * rowPitch`. */
  readonly imagePitch?: number;
}

/** Bytes between the pixels, rows and images of a view. */
export interface Pitches {
  readonly images: number;
  readonly pixel: number;
  readonly row: number;
  readonly image: number;
}

export function pitchesOf(view: ImageView, elementBytes: number): Pitches {
  const pixel = view.pixelPitch ?? view.channels;
  const row = view.rowPitch ?? view.width * pixel;
  const image = view.imagePitch ?? view.height * row;
  return {
    images: view.images ?? 1,
    pixel: pixel * elementBytes,
    row: row * elementBytes,
    image: image * elementBytes,
  };
}
