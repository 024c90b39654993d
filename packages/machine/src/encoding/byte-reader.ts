import { fail } from '@openbpu/diagnostics';
import { MACHINE } from '../catalogue';

/** Reads what ByteWriter wrote. Bytes that it cannot have written fail with MAC003. */
export class ByteReader {
  private at = 0;

  constructor(private readonly bytes: Uint8Array) {}

  get remaining(): number {
    return this.bytes.length - this.at;
  }

  byte(): number {
    if (this.at >= this.bytes.length) this.damaged('it ends too early');
    return this.bytes[this.at++];
  }

  uint(): number {
    let value = 0;
    for (let unit = 1; ; unit *= 128) {
      const byte = this.byte();
      value += (byte & 127) * unit;
      if (value > Number.MAX_SAFE_INTEGER || unit > 2 ** 49) this.damaged('a number is too large');
      if (byte < 128) {
        if (byte === 0 && unit > 1) this.damaged('a number is longer than it need be');
        return value;
      }
    }
  }

  int(): number {
    const value = this.uint();
    return value % 2 === 1 ? -(value + 1) / 2 : value / 2;
  }

  real(): number {
    const four = Uint8Array.of(this.byte(), this.byte(), this.byte(), this.byte());
    return new DataView(four.buffer).getFloat32(0, true);
  }

  text(): string {
    const length = this.count(1);
    const bytes = this.bytes.subarray(this.at, this.at + length);
    this.at += length;
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      return this.damaged('a name is not UTF-8');
    }
  }

  /** A count of things that take at least `bytesEach` bytes: never more than can follow. */
  count(bytesEach: number): number {
    const count = this.uint();
    if (count * bytesEach > this.remaining) this.damaged(`${count} items cannot follow`);
    return count;
  }

  damaged(why: string): never {
    fail(MACHINE.damaged({ at: this.at, why }));
  }
}
