import type { BuildHash } from "../ids.ts";
import type { Instant, StatementOf } from "./statement.ts";

/** A build of the pages that an officer has named, and when. */
export interface PublishedBuild {
  readonly build: BuildHash;
  readonly at: Instant;
}

/** The builds of the pages that officers hold for the right ones. */
export class Builds {
  private readonly published: PublishedBuild[] = [];

  copy(): Builds {
    const twin = new Builds();
    twin.published.push(...this.published);
    return twin;
  }

  /** In the order in which officers said so. */
  all(): readonly PublishedBuild[] {
    return this.published;
  }

  publish({ build, at }: StatementOf<"build.publish">): undefined {
    this.published.push({ build, at });
  }
}
