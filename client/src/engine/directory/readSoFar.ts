import type { NetworkId } from "@comity/shared/ids";

/**
 * How far the logs of the person's networks have come to this device since it was unlocked. What is not shown to it is
 * not read: the log may have grown by anything.
 */
export class ReadSoFar {
  private readonly whole = new Set<NetworkId>();
  private readonly unshown = new Set<NetworkId>();

  /** A log was read to its end, or to where an alarm stops it. */
  ended(network: NetworkId): void {
    this.whole.add(network);
    this.unshown.delete(network);
  }

  /** The server knows of nothing that this device may read there: its time in that network has ended, or rests. */
  notShown(network: NetworkId): void {
    this.unshown.add(network);
  }

  /** Whether there is one at least of these logs that was read to its end, and no other that may still be. */
  isAll(networks: readonly NetworkId[]): boolean {
    return (
      networks.some((network) => this.whole.has(network)) &&
      networks.every((network) => this.whole.has(network) || this.unshown.has(network))
    );
  }

  /**
   * Whether none of these logs is shown: this device is let in nowhere, or is about to hear so. Where others are shown,
   * a network that the person has left says nothing any more, and nobody waits for it.
   */
  showsNothing(networks: readonly NetworkId[]): boolean {
    return networks.length > 0 && networks.every((network) => this.unshown.has(network));
  }
}
