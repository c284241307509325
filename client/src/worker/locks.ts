/** Takes a Web Lock, waiting for it if need be, and keeps it until this tab or worker ends. */
export function holdLock(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    navigator.locks
      .request(name, () => {
        resolve();
        return new Promise<never>(() => undefined);
      })
      .catch(reject);
  });
}

/** Resolves when the holder of a lock has ended, whether it closed or crashed. */
export async function whenReleased(name: string): Promise<void> {
  await navigator.locks.request(name, { mode: "shared" }, () => undefined);
}

/** Whether somebody holds a lock. */
export async function lockIsHeld(name: string): Promise<boolean> {
  const { held = [] } = await navigator.locks.query();
  return held.some((lock) => lock.name === name);
}
