import sodium from "libsodium-wrappers-sumo";

/** libsodium, loaded. Everything that needs cryptography takes it as a parameter. */
export type Sodium = typeof sodium;

/** Resolves once libsodium's WebAssembly is there. */
export async function loadSodium(): Promise<Sodium> {
  await sodium.ready;
  return sodium;
}
