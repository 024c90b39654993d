/** Why the operating system refused, in one clause without paths (`ENOENT: no such file or directory`); undefined for any other error. */
export function systemReason(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('syscall' in error) || !('message' in error)) return undefined;
  return String(error.message).split(',')[0];
}
