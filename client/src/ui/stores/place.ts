import { AccountId, ConversationId } from "@comity/shared/ids";
import { create } from "zustand";

/** Where in the application a person is; each place has an address that survives a reload. */
export type Place =
  | { readonly at: "conversations" }
  | { readonly at: "conversation"; readonly id: ConversationId; readonly details: boolean }
  | { readonly at: "new-room"; readonly with: AccountId | undefined }
  | { readonly at: "directory"; readonly person: AccountId | undefined }
  | { readonly at: "notices" }
  | { readonly at: "office" }
  | { readonly at: "settings" };

function pathOf(place: Place): string {
  switch (place.at) {
    case "conversation":
      return `/c/${place.id}${place.details ? "/details" : ""}`;
    case "directory":
      return place.person === undefined ? "/directory" : `/directory/${place.person}`;
    case "new-room":
      return place.with === undefined ? "/new-room" : `/new-room/${place.with}`;
    case "conversations":
      return "/";
    default:
      return `/${place.at}`;
  }
}

function placeOf(path: string): Place {
  const [, first = "", second = "", third = ""] = path.split("/");
  const conversation = ConversationId.safeParse(second).data;
  if (first === "c" && conversation !== undefined)
    return { at: "conversation", id: conversation, details: third === "details" };
  if (first === "directory") return { at: "directory", person: AccountId.safeParse(second).data };
  if (first === "new-room") return { at: "new-room", with: AccountId.safeParse(second).data };
  if (first === "notices" || first === "office" || first === "settings") return { at: first };
  return { at: "conversations" };
}

export const usePlace = create<{ readonly place: Place }>(() => ({ place: placeOf(location.pathname) }));

/** Goes somewhere, and puts the keyboard's focus on what was opened. */
export function go(place: Place): void {
  history.pushState(null, "", pathOf(place));
  usePlace.setState({ place });
  requestAnimationFrame(() => document.getElementById("content")?.focus({ preventScroll: true }));
}

/** Follows the browser's back and forward buttons. */
export function followHistory(): void {
  addEventListener("popstate", () => usePlace.setState({ place: placeOf(location.pathname) }));
}
