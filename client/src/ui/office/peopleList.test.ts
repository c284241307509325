import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LIST_LIMIT, listTemplate, listText, readPeople } from "./peopleList.ts";
import { endOfDay } from "./terms.ts";

const NOW = Date.parse("2026-11-25T10:00:00Z");
const HEADER = "name,authority,country,roles,languages,competences,email,telephone,member_until";

/** What is wrong with the lines of a list, by line. */
function faults(...lines: string[]) {
  const read = readPeople([HEADER, ...lines].join("\n"), NOW);
  if (!read.ok) return read.fault;
  return Object.fromEntries(read.people.map(({ line, faults: found }) => [line, found]));
}

const person = (change: Partial<Record<string, string>> = {}) => {
  const all = {
    ...{ name: "Ama Mensah", authority: "Office", country: "GH", roles: "prosecutor", languages: "en" },
    ...{ competences: "", email: "", telephone: "", until: "", ...change },
  };
  return Object.values(all).join(",");
};

describe("a list of people to invite", () => {
  it("reads its own template, as every spreadsheet writes it", () => {
    const template = listTemplate();
    for (const text of [
      template,
      `\uFEFF${template}`,
      template.replaceAll(",", ";"),
      template.replaceAll(",", "\t"),
      template.replaceAll("\r\n", "\n"),
      `${template}\r\n\r\n;;;\r\n`.replaceAll(";", ","),
      template.replace("name,authority", "Name,AUTHORITY").replace("member_until", "Member until"),
    ]) {
      const read = readPeople(listText(new TextEncoder().encode(text)), NOW);
      expect(read).toMatchObject({
        ok: true,
        people: [
          {
            ...{ line: 2, faults: [] },
            invitee: {
              card: {
                ...{ name: "Ama Mensah", country: "GH", roles: ["central-authority", "focal-point"] },
                ...{ languages: ["en", "fr"], competences: ["extradition", "mla.f"] },
              },
              memberUntil: endOfDay("2028-12-31"),
            },
          },
        ],
      });
    }
  });

  it("says of each line what is wrong", () => {
    expect(
      faults(
        person(),
        person({ name: "B", country: "XX" }),
        person({ name: "C", authority: "" }),
        person({ name: "D", roles: "prosecutor boss", languages: "en;xx" }),
        person({ name: "E", email: "nowhere", competences: "mla.z" }),
        person({ name: "F", until: "31.12.2027" }),
        person({ name: "G", until: "2027-02-30" }),
        person({ name: "H", until: "2026-11-24" }),
        person({ name: "I", until: "2206-11-24" }),
        person({ name: "J" }).concat(",one too many"),
      ),
    ).toEqual({
      2: [],
      3: [{ code: "unknown", column: "country", value: "XX" }],
      4: [{ code: "missing", column: "authority" }],
      5: [
        { code: "unknown", column: "roles", value: "boss" },
        { code: "unknown", column: "languages", value: "xx" },
      ],
      6: [
        { code: "unknown", column: "competences", value: "mla.z" },
        { code: "malformed", column: "email", value: "nowhere" },
      ],
      7: [{ code: "malformed", column: "member_until", value: "31.12.2027" }],
      8: [{ code: "malformed", column: "member_until", value: "2027-02-30" }],
      9: [{ code: "past", column: "member_until", value: "2026-11-24" }],
      10: [{ code: "far", column: "member_until", value: "2206-11-24" }],
      11: [{ code: "torn" }],
    });
  });

  it("finds who stands in it twice, by address or by name, country and authority", () => {
    expect(
      faults(
        person({ email: "ama@example.org" }),
        person({ name: "ama mensah" }),
        person({ name: "Somebody Else", email: "AMA@example.org" }),
        person({ country: "TG" }),
      ),
    ).toEqual({ 2: [], 3: [{ code: "doubled", line: 2 }], 4: [{ code: "doubled", line: 2 }], 5: [] });
  });

  it("is refused as a whole where nothing in it could be right", () => {
    const refusal = (text: string | undefined) => {
      const read = readPeople(text, NOW);
      return read.ok ? "taken" : read.fault;
    };
    expect(refusal(undefined)).toEqual({ code: "not-utf8" });
    expect(listText(new Uint8Array([0x41, 0xe9, 0x42]))).toBeUndefined();
    for (const text of ["", "   ", HEADER, `${HEADER}\n\n,,,,,,,,\n`])
      expect(refusal(text)).toEqual({ code: "empty" });
    expect(refusal("name,country\nAma,GH")).toEqual({
      code: "columns-missing",
      columns: ["authority", "roles", "languages"],
    });
    expect(refusal(`${HEADER},passport\n${person()},1`)).toEqual({
      code: "columns-unknown",
      columns: ["passport"],
    });
    const many = Array.from({ length: LIST_LIMIT + 1 }, (_, at) => person({ name: `P${at}` }));
    expect(refusal([HEADER, ...many].join("\n"))).toEqual({ code: "too-many", limit: LIST_LIMIT });
  });

  it("comes to an end on whatever a file holds, and makes nothing of a line with a fault", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "binary", maxLength: 60 }), { maxLength: 8 }), (lines) => {
        const read = readPeople([HEADER, ...lines].join("\n"), NOW);
        if (!read.ok) return;
        for (const one of read.people) expect(one.faults.length === 0).toBe(one.invitee !== undefined);
      }),
    );
  });
});
