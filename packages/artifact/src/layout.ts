/**
 * The container, little-endian:
 *
 *     0   magic (8 bytes)
 *     8   u32 format version
 *     12  u32 zero
 *     16  u64 bytes of the JSON header
 *     24  SHA-256 of the JSON header (32 bytes)
 *     56  u64 zero
 *     64  JSON header, filled up with spaces to a multiple of 64
 *     …   sections in the order of the header's list, each filled up with zeros to a multiple of 64
 *
 * Nothing follows the last section. Section offsets are relative to the first one.
 */
export const MAGIC = Uint8Array.of(0x89, 0x4f, 0x42, 0x50, 0x0d, 0x0a, 0x1a, 0x0a);

export const FORMAT_VERSION = 1;

export const ALIGNMENT = 64;

/** Bytes before the JSON header. */
export const PREAMBLE = 64;

/** No header of a real model comes near it; a larger one is refused before it is read. */
export const MAX_HEADER = 64 * 1024 * 1024;

/** The next multiple of the alignment. */
export function aligned(bytes: number): number {
  return Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
}
