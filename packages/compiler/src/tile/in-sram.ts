import { mapOperands } from '@openbpu/machine';
import type { Access, Buffer } from '../buffer';
import type { Work } from './cut';

/** An instruction with some buffers replaced by others. */
export function inSram(work: Work, residents: ReadonlyMap<Buffer, Buffer>): Work {
  return mapOperands<Access, Access>(work, (access) => ({
    ...access,
    buffer: residents.get(access.buffer) ?? access.buffer,
  })) as Work;
}
