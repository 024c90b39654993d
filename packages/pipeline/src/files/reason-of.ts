const READING: Readonly<Record<string, string>> = {
  ENOENT: 'it does not exist',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of the path is a file',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
};

const WRITING: Readonly<Record<string, string>> = {
  ...READING,
  ENOENT: 'nothing can be made there',
  EEXIST: 'a file stands where a folder is needed',
  EISDIR: 'a folder stands in its place',
  ENAMETOOLONG: 'the name is too long',
  ENOSPC: 'the disk is full',
  EROFS: 'nothing can be written to its file system',
};

/** Why the operating system refused to read or write a file, in one clause; the message of any other error. */
export function reasonOf(error: unknown, act: 'read' | 'write'): string {
  const { code, message } =
    typeof error === 'object' && error !== null
      ? (error as { readonly code?: unknown; readonly message?: unknown })
      : { code: undefined, message: error };
  return (act === 'read' ? READING : WRITING)[String(code)] ?? String(message);
}
