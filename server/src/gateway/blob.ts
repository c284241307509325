import { blobBegin, blobMissing, blobPut, blobRead } from "@comity/shared/protocol/blob";
import type { Domain } from "../domain/domain.ts";
import { type Call, forDevices } from "./calls.ts";

/** Encrypted files of conversations; a guest's are those of the room that they are in. */
export function blobCalls({ blobs }: Domain): readonly Call[] {
  return [
    forDevices("guest", blobBegin, 10, (caller, { conversation, blob, bytes }) =>
      blobs.begin(caller, conversation, blob, bytes),
    ),
    forDevices("guest", blobMissing, 5, (caller, { blob }) => blobs.missing(caller, blob)),
    forDevices("guest", blobPut, 10, (caller, { blob, index, chunk }) =>
      blobs.put(caller, blob, index, chunk),
    ),
    forDevices("guest", blobRead, 5, (caller, { blob, index }) => blobs.read(caller, blob, index)),
  ];
}
