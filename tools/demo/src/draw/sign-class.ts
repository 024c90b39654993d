/** One kind of sign. Drawn by itself, with its centre at 0,0 and inside a circle of radius 50. */
export interface SignClass {
  /** As in `labels.txt`. */
  readonly name: string;
  /** SVG elements; only paths and shapes, so that no font of the machine enters a picture. */
  readonly svg: (colours: SignColours) => string;
}

/** The paint of one sign, a little different on each: CSS colours. */
export interface SignColours {
  readonly red: string;
  readonly blue: string;
  readonly yellow: string;
  readonly white: string;
  readonly black: string;
}
