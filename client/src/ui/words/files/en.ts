import type { FileWords } from "./words.ts";

export const files: FileWords = {
  attach: "Attach files",
  drop: "Drop the files here to attach them",
  chosen: "Files to send",
  limits:
    "Up to ten files of 25 MB each. They are encrypted on this device before they leave it, their names too.",
  remove: (name) => `Take ${name} out`,
  encrypting: "Encrypting …",
  leaving: "Files on their way",
  states: {
    preparing: "Encrypting on this device",
    waiting: "Kept here; goes on by itself when it can",
    uploading: "Uploading",
    failed: "Not sent",
  },
  far: (done, total) => `${done} of ${total}`,
  files: "Files",
  save: "Save",
  saveName: (name) => `Save ${name}`,
  fetching: "Fetching and checking",
  saved: "Every byte was checked. It now lies unencrypted where your downloads go.",
  damaged: (who) =>
    `The file that the server gives is not the one that ${who} sent: it was changed, swapped or damaged. It was refused, and nothing of it was saved. Ask them to send it again.`,
  gone: (who) => `The file is no longer on the server. Ask ${who} to send it again.`,
  none: "There are no files yet in the messages that this device has.",
  show: "Show message",
  showName: (name) => `Show message with ${name}`,
  older: "Show older files",
  passedOnBy: (who) => `passed on by ${who}`,
};
