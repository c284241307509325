import { describe, expect, it } from "vitest";
import { mongodbUri } from "../setup/engines.ts";
import { mongoGround } from "./mongoGround.ts";
import { storageContract } from "./storageContract.ts";

/** `npm test` starts a server for this, or says in one line that it could not; in CI that is a failure. */
if (mongodbUri !== undefined) storageContract("MongoDB", mongoGround);
else
  describe("MongoDB", () => {
    it.skipIf(process.env["CI"] !== "true")("has a server to be tested on", () => {
      expect(mongodbUri).toBeDefined();
    });
  });
