/**
 * Runs tasks in `seats` places at once, begun in order, and hands their results over in order, whichever ends first. A
 * task is told its seat, 0 … seats−1; no two hold one seat at a time. The first failure, in order of time, rejects: no
 * further task is begun, and those that run are waited for.
 */
export async function inOrder<T>(
  tasks: readonly ((seat: number) => Promise<T>)[],
  seats: number,
  take: (result: T) => void,
): Promise<void> {
  const waiting = new Map<number, T>();
  let begun = 0;
  let taken = 0;
  let failure: { readonly error: unknown } | undefined;
  const sit = async (seat: number): Promise<void> => {
    while (begun < tasks.length && !failure) {
      const at = begun++;
      try {
        waiting.set(at, await tasks[at](seat));
        for (; waiting.has(taken); taken++) {
          take(waiting.get(taken)!);
          waiting.delete(taken);
        }
      } catch (error) {
        failure ??= { error };
      }
    }
  };
  await Promise.all(Array.from({ length: seats }, (_, seat) => sit(seat)));
  if (failure) throw (failure as { readonly error: unknown }).error;
}
