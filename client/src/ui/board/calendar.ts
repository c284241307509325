import type { NoticeView } from "../../engine/facade/views.ts";

const escaped = (text: string) => text.replace(/[\\;,]/g, (sign) => `\\${sign}`).replace(/\n/g, "\\n");

/** An iCalendar file (RFC 5545) of an announcement, in local time of the place. Undefined without a usable date. */
export function calendarOf(notice: NoticeView, now: number): string | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2}))?/.exec(notice.date ?? "");
  if (match === null) return undefined;
  const [, year, month, day, hour, minute] = match;
  const date = `${year}${month}${day}`;
  const start = hour === undefined ? `DTSTART;VALUE=DATE:${date}` : `DTSTART:${date}T${hour}${minute}00`;
  const stamp = `${new Date(now).toISOString().replace(/[-:]/g, "").slice(0, 15)}Z`;
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Comity//Notice board//EN",
    "BEGIN:VEVENT",
    `UID:${notice.announcement}@comity`,
    `DTSTAMP:${stamp}`,
    start,
    `SUMMARY:${escaped(notice.title)}`,
    ...(notice.place === undefined ? [] : [`LOCATION:${escaped(notice.place)}`]),
    `DESCRIPTION:${escaped(notice.text)}`,
    "END:VEVENT",
    "END:VCALENDAR",
  ];
  return `${lines.join("\r\n")}\r\n`;
}
