const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'it does not exist',
  ENOTDIR: 'a part of the path is a file',
  EISDIR: 'a folder stands in its place',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'nothing can be written to its file system',
  ENOSPC: 'the disk is full',
  ENAMETOOLONG: 'the name is too long',
};

/**
 * Why the operating system refused, in one clause without paths; what the system says where there is no better word;
 * undefined for any other error.
 */
export function systemReason(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('syscall' in error) || !('message' in error)) return undefined;
  return ('code' in error ? REASONS[String(error.code)] : undefined) ?? String(error.message).split(',')[0];
}
