import { describe, expect, it } from "vitest";
import { standingOf } from "./buildStanding.ts";

const network = (name: string, ...builds: readonly string[]) => ({
  name,
  builds: builds.map((build, at) => ({ build, at })),
});

describe("how a build stands in the logs", () => {
  it("is nothing as long as nobody has named any", () => {
    expect(standingOf("a", [])).toEqual({ kind: "none-published" });
    expect(standingOf("a", [network("WACAP"), network("REFCO")])).toEqual({ kind: "none-published" });
  });

  it("is the best of what any network says: the newest, an older one, or unknown", () => {
    expect(standingOf("a", [network("WACAP", "a", "b"), network("REFCO", "a")])).toMatchObject({
      ...{ kind: "newest", network: "REFCO" },
    });
    expect(standingOf("a", [network("WACAP", "a", "b"), network("REFCO")])).toMatchObject({
      ...{ kind: "older", network: "WACAP", at: 0 },
    });
    expect(standingOf("c", [network("WACAP", "a", "b"), network("REFCO")])).toEqual({ kind: "unknown" });
  });

  it("counts the last time that it was named: a build may be named again", () => {
    expect(standingOf("a", [network("WACAP", "a", "b", "a")])).toMatchObject({ kind: "newest", at: 2 });
  });
});
