/**
 * Raised for bytes that are no protobuf message; the message says why. Turned into a diagnostic by `readCaffemodel`.
 */
export class WireError extends Error {}

/** The wire types of protobuf that Caffe's messages use. */
export const VARINT = 0;
export const FIXED64 = 1;
export const BYTES = 2;
export const FIXED32 = 5;

/**
 * Walks the fields of one protobuf message. Length-delimited fields come as views on the file, never copied.
 * Throws WireError when the bytes end early or make no sense.
 */
export class WireReader {
  /** Field number and wire type of the current field. */
  field = 0;
  wire = 0;
  private at = 0;
  private readonly view: DataView;

  constructor(private readonly bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Whether every byte has been read. */
  get done(): boolean {
    return this.at >= this.bytes.length;
  }

  /** Moves to the next field; false at the end. Its value must then be read or skipped. */
  next(): boolean {
    if (this.done) return false;
    const tag = this.varint();
    this.field = Math.floor(tag / 8);
    this.wire = tag % 8;
    if (this.field < 1 || this.field >= 2 ** 29) throw new WireError(`field number ${this.field} at byte ${this.at}`);
    return true;
  }

  /** An unsigned varint; bits beyond 2^53 are lost, and negative numbers come out huge. */
  varint(): number {
    let value = 0;
    let scale = 1;
    for (let i = 0; i < 10; i++) {
      if (this.done) throw new WireError('a number is cut off at the end');
      const byte = this.bytes[this.at++];
      value += (byte & 127) * scale;
      if (byte < 128) return value;
      scale *= 128;
    }
    throw new WireError(`a number of more than ten bytes at byte ${this.at}`);
  }

  /** The bytes of a length-delimited field: a view. */
  chunk(): Uint8Array {
    if (this.wire !== BYTES) throw new WireError(`field ${this.field} has wire type ${this.wire} where bytes belong`);
    const length = this.varint();
    if (length > this.bytes.length - this.at)
      throw new WireError(`field ${this.field} promises ${length} bytes and ${this.bytes.length - this.at} are left`);
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  text(): string {
    const chunk = this.chunk();
    return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString('utf8');
  }

  float(): number {
    return this.view.getFloat32(this.advance(4), true);
  }

  double(): number {
    return this.view.getFloat64(this.advance(8), true);
  }

  /** Passes over the current field, whatever it is. */
  skip(): void {
    if (this.wire === VARINT) this.varint();
    else if (this.wire === FIXED64) this.advance(8);
    else if (this.wire === BYTES) this.chunk();
    else if (this.wire === FIXED32) this.advance(4);
    else throw new WireError(`wire type ${this.wire} in field ${this.field}`);
  }

  private advance(count: number): number {
    if (count > this.bytes.length - this.at) throw new WireError('a number is cut off at the end');
    this.at += count;
    return this.at - count;
  }
}
