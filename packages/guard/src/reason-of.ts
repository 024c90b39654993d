const READING: Readonly<Record<string, string>> = {
  ENOENT: 'it does not exist',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of the path is a file',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ELOOP: 'its links lead round in a circle',
  ENAMETOOLONG: 'the name is too long',
  EAGAIN: 'nothing can be read from it now',
  ENXIO: 'it is a device or socket that nobody serves',
  ERR_INVALID_ARG_VALUE: 'the name holds a zero byte',
};

const WRITING: Readonly<Record<string, string>> = {
  ...READING,
  ENOENT: 'nothing can be made there',
  EEXIST: 'a file stands where a folder is needed',
  EISDIR: 'a folder stands in its place',
  ENOSPC: 'the disk is full',
  EROFS: 'nothing can be written to its file system',
};

/** The code of a failed system call, e.g. `ENOENT`, whichever realm its error was made in; undefined otherwise. */
export function systemCode(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;
}

/** Why the operating system refused to read or write a file, in one clause; the message of any other error. */
export function reasonOf(error: unknown, act: 'read' | 'write'): string {
  const code = systemCode(error);
  const known = code === undefined ? undefined : (act === 'read' ? READING : WRITING)[code];
  if (known !== undefined) return known;
  return typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error);
}
