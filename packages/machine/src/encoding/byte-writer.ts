/** Appends numbers and texts to a growing array of bytes, little-endian. */
export class ByteWriter {
  private bytes = new Uint8Array(1024);
  private length = 0;

  byte(value: number): void {
    if (this.length === this.bytes.length) {
      const grown = new Uint8Array(this.bytes.length * 2);
      grown.set(this.bytes);
      this.bytes = grown;
    }
    this.bytes[this.length++] = value;
  }

  /** A whole number 0..2^53−1 in groups of seven bits, lowest first. Throws RangeError for anything else: a bug. */
  uint(value: number): void {
    if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`${value} is no unsigned whole number`);
    let rest = value;
    while (rest >= 128) {
      this.byte((rest % 128) + 128);
      rest = Math.floor(rest / 128);
    }
    this.byte(rest);
  }

  /** A whole number of either sign: sign in the lowest bit. */
  int(value: number): void {
    this.uint(value < 0 ? -2 * value - 1 : 2 * value);
  }

  /** A float32. Throws RangeError if the value is not a float32: a bug of the caller. */
  real(value: number): void {
    if (!Object.is(Math.fround(value), value)) throw new RangeError(`${value} is no float32`);
    for (const byte of new Uint8Array(Float32Array.of(value).buffer)) this.byte(byte);
  }

  /** UTF-8 behind its length in bytes. */
  text(value: string): void {
    const bytes = new TextEncoder().encode(value);
    this.uint(bytes.length);
    for (const byte of bytes) this.byte(byte);
  }

  finish(): Uint8Array {
    return this.bytes.slice(0, this.length);
  }
}
