import { Card } from "@comity/shared/directory/card";

/** Everybody in the demo is invented; the authorities are of the kind that such networks have. */
export interface Actor {
  readonly handle: string;
  readonly card: Card;
}

export interface NetworkCast {
  readonly name: string;
  readonly officer: Actor;
  readonly members: readonly Actor[];
}

function actor(
  handle: string,
  name: string,
  authority: string,
  country: string,
  roles: readonly string[],
  competences: readonly string[],
  languages: readonly string[],
): Actor {
  return { handle, card: Card.parse({ name, authority, country, roles, competences, languages }) };
}

const MLA = ["mla.a", "mla.b", "mla.c", "mla.e", "mla.f", "mla.g"];
const DIGITAL = ["preservation-of-stored-data", "access-to-stored-data", "contact-point-24-7"];

export const WACAP: NetworkCast = {
  name: "WACAP",
  officer: actor(
    "adjoa",
    "Adjoa Lawson",
    "Secretariat of the West African network",
    "TG",
    ["secretariat"],
    ["mla.i"],
    ["fr", "en"],
  ),
  members: [
    actor(
      "ama",
      "Ama Mensah",
      "Office of the Attorney-General, International Co-operation Unit",
      "GH",
      ["focal-point", "central-authority"],
      [...MLA, "extradition"],
      ["en"],
    ),
    actor(
      "chidi",
      "Chidi Okonkwo",
      "Central Authority Unit, Federal Ministry of Justice",
      "NG",
      ["focal-point", "central-authority"],
      [...MLA, "extradition", "confiscation"],
      ["en"],
    ),
    actor(
      "aissatou",
      "Aïssatou Diop",
      "Parquet général près la Cour d'appel de Dakar",
      "SN",
      ["focal-point", "prosecutor"],
      [...MLA, "joint-investigations"],
      ["fr", "en"],
    ),
    actor(
      "kouadio",
      "Kouadio N'Guessan",
      "Direction des affaires civiles et pénales, Ministère de la Justice",
      "CI",
      ["alternate-focal-point", "central-authority"],
      MLA,
      ["fr"],
    ),
    actor(
      "helena",
      "Helena Tavares",
      "Procuradoria-Geral da República",
      "CV",
      ["focal-point", "prosecutor"],
      [...MLA, ...DIGITAL],
      ["pt", "en"],
    ),
    actor(
      "braima",
      "Braima Sané",
      "Ministério Público, Gabinete de cooperação",
      "GW",
      ["focal-point", "prosecutor"],
      ["mla.a", "mla.b", "mla.e"],
      ["pt", "fr"],
    ),
    actor(
      "fatoumata",
      "Fatoumata Bah",
      "Pôle judiciaire spécialisé, Parquet de Bamako",
      "ML",
      ["prosecutor"],
      ["mla.a", "mla.c", "mla.g", "controlled-delivery"],
      ["fr"],
    ),
  ],
};

export const CASC: NetworkCast = {
  name: "Central Asia and Southern Caucasus",
  officer: actor(
    "leyla",
    "Leyla Karimova",
    "Secretariat of the Central Asia and Southern Caucasus network",
    "UZ",
    ["secretariat"],
    ["mla.i"],
    ["ru", "en"],
  ),
  members: [
    actor(
      "nurlan",
      "Nurlan Seitkali",
      "Генеральная прокуратура, Департамент международного сотрудничества",
      "KZ",
      ["focal-point", "central-authority"],
      [...MLA, "extradition"],
      ["ru", "en"],
    ),
    actor(
      "gulnara",
      "Gulnara Asanova",
      "Генеральная прокуратура, Управление международно-правового сотрудничества",
      "KG",
      ["focal-point", "prosecutor"],
      [...MLA, ...DIGITAL],
      ["ru"],
    ),
    actor(
      "nino",
      "Nino Beridze",
      "Prosecutor's Office, Department of International Cooperation",
      "GE",
      ["focal-point", "prosecutor"],
      [...MLA, "joint-investigations"],
      ["en", "ru"],
    ),
    actor(
      "aram",
      "Aram Hakobyan",
      "Office of the Prosecutor General, Division of International Legal Affairs",
      "AM",
      ["focal-point", "prosecutor"],
      MLA,
      ["ru", "en"],
    ),
    actor(
      "rustam",
      "Rustam Sharipov",
      "Прокуратура, Отдел международных связей",
      "TJ",
      ["alternate-focal-point", "prosecutor"],
      ["mla.a", "mla.b", "extradition"],
      ["ru"],
    ),
  ],
};

export type Line = readonly [handle: string, text: string];

/** Direct channels: between two people, in order. */
export const CHANNELS: readonly {
  readonly between: readonly [string, string];
  readonly lines: readonly Line[];
}[] = [
  {
    between: ["ama", "chidi"],
    lines: [
      [
        "ama",
        "Good morning Chidi. We are about to send you a request for bank records (UNTOC art. 18(3)(f)). Does your office accept an advance copy in electronic form?",
      ],
      [
        "chidi",
        "Good morning Ama. Yes, an advance copy by this channel is fine; the signed original may follow. Please state the retention period of the bank, so that I can mark it urgent.",
      ],
      [
        "ama",
        "The bank keeps the logs for 30 days, which ends on the 18th. I will send the draft this afternoon.",
      ],
      [
        "chidi",
        "Noted. I have told the duty desk. Two account numbers were unreadable in the last one: please type them.",
      ],
    ],
  },
  {
    between: ["aissatou", "kouadio"],
    lines: [
      [
        "aissatou",
        "Bonjour Kouadio, pouvez-vous confirmer la réception de la commission rogatoire du 3 ? Le délai de détention provisoire expire dans dix jours.",
      ],
      [
        "kouadio",
        "Bonjour Aïssatou. Bien reçue par le parquet d'Abidjan ; le procès-verbal d'audition sera transmis lundi au plus tard.",
      ],
      ["aissatou", "Merci. Je préviens l'autorité centrale de notre échange informel."],
    ],
  },
  {
    between: ["helena", "braima"],
    lines: [
      [
        "helena",
        "Bom dia Braima. Precisamos de preservar com urgência os dados de um servidor em Bissau. A quem devo dirigir o pedido?",
      ],
      [
        "braima",
        "Bom dia Helena. Ao Ministério Público, ao meu cuidado; eu encaminho ainda hoje ao operador.",
      ],
    ],
  },
  {
    between: ["nurlan", "gulnara"],
    lines: [
      [
        "nurlan",
        "Гульнара, добрый день. Направляем запрос об установлении места нахождения лица. Нужен ли вам перевод на кыргызский язык?",
      ],
      [
        "gulnara",
        "Добрый день, Нурлан. Достаточно русского языка. Укажите, пожалуйста, сроки давности и желаемый порядок допроса.",
      ],
      ["nurlan", "Укажем. Срок ответа для нас — до 25-го числа: в этот день заседание суда."],
    ],
  },
];

/** Case rooms: opened by the first handle. */
export const ROOMS: readonly {
  readonly reference: string;
  readonly title: string;
  readonly members: readonly [string, ...string[]];
  readonly lines: readonly Line[];
}[] = [
  {
    reference: "WACAP-2026-014",
    title: "Operation Harmattan: trafficking route Cotonou-Lagos-Accra",
    members: ["aissatou", "ama", "chidi", "fatoumata"],
    lines: [
      [
        "aissatou",
        "Welcome. This room is for the parallel proceedings in Dakar, Accra, Lagos and Bamako. Please mark what may not be used in court without your permission (H1).",
      ],
      [
        "ama",
        "Two suspects were heard on Tuesday. Summary follows; the names of the witnesses stay out of it.",
      ],
      [
        "chidi",
        "We can offer the vehicle register extract. It needs a formal request under 18(3)(e) before it can be evidence.",
      ],
      [
        "fatoumata",
        "Le véhicule a été vu à Bamako le 6. Je demande au parquet de transmettre la photographie.",
      ],
    ],
  },
  {
    reference: "CASC-2026-007",
    title: "Возврат активов: группа «Аргимак»",
    members: ["nurlan", "nino", "aram"],
    lines: [
      [
        "nurlan",
        "Коллеги, комната открыта для обмена сведениями о счетах. Отметка H2: без разрешения не распространять.",
      ],
      [
        "nino",
        "Thank you. The account in Tbilisi has been frozen for 14 days; we need the order of the court to extend it.",
      ],
      ["aram", "Судебное постановление будет у нас в среду, перевод на английский сделаем сами."],
    ],
  },
];

/** What the secretariats post, by the network's name. */
export const NOTICES: readonly {
  readonly network: string;
  readonly title: string;
  readonly text: string;
  readonly date: string;
  readonly place: string;
  readonly answers: readonly (readonly [string, "attending" | "not-attending" | "maybe"])[];
}[] = [
  {
    network: WACAP.name,
    title: "Plenary of focal points / Plénière des points focaux",
    text: "Agenda: electronic evidence, statistics of requests, handover between contact points. Interpretation in English, French and Portuguese.\n\nOrdre du jour : preuve électronique, statistiques des demandes, passation entre points de contact.",
    date: "2027-02-16T09:00",
    place: "Abidjan, Côte d'Ivoire",
    answers: [
      ["ama", "attending"],
      ["chidi", "attending"],
      ["aissatou", "attending"],
      ["helena", "maybe"],
      ["kouadio", "not-attending"],
    ],
  },
  {
    network: CASC.name,
    title: "Учебный курс: электронные доказательства",
    text: "Двухдневный курс по сохранению и получению электронных данных. Рабочие языки: русский и английский.",
    date: "2027-03-09",
    place: "Ташкент, Узбекистан",
    answers: [
      ["nurlan", "attending"],
      ["gulnara", "maybe"],
    ],
  },
];
