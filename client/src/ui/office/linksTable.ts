import Papa from "papaparse";
import type { InvitationView } from "../../engine/facade/views.ts";
import { dayOf } from "./terms.ts";

/** Links to hand out as a table. Cells that a spreadsheet would take for a formula are made harmless. */
export function linksTable(invitations: readonly InvitationView[]): string {
  const rows = invitations.map(({ card, link = "", expiresAt }) => [
    ...[card.name, card.authority, card.country, card.email ?? ""],
    ...[link, dayOf(expiresAt)],
  ]);
  const header = ["name", "authority", "country", "email", "link", "valid_until"];
  return `\uFEFF${Papa.unparse([header, ...rows], { newline: "\r\n", escapeFormulae: true })}\r\n`;
}
