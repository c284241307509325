import type { RecognitionWords } from "./words.ts";

export const recognition: RecognitionWords = {
  title: "Redes reconocidas",
  lead: "Cuando dos redes se reconocen, sus miembros se encuentran en el directorio, se escriben y comparten salas. Surte efecto cuando ambas han firmado.",
  empty: "Ninguna otra red todavía. Pida el código a su secretaría y dele el suyo.",
  ownTitle: "Código de esta red",
  ownLead:
    "Entréguelo a la otra secretaría por una vía distinta de este servidor: léalo por teléfono o deje que lo escaneen.",
  qr: "El código de esta red como imagen para escanear",
  state: {
    both: "Ambas se reconocen",
    ours: "Firmado por nosotros; a la espera de la otra red",
    "withdrawn-by-us": "Retirado por nosotros",
    "withdrawn-by-them": "Retirado por la otra red",
  },
  ours: (date) => `La reconocimos el ${date}.`,
  oursEnded: (date) => `Lo retiramos el ${date}.`,
  theirs: (date) => `Nos reconoció el ${date}.`,
  theirsEnded: (date) => `Lo retiró el ${date}.`,
  people: (count) => (count === 1 ? "1 persona en su directorio" : `${count} personas en su directorio`),
  code: "Código",
  recognise: "Reconocer una red",
  again: "Reconocer de nuevo",
  withdraw: "Retirar el reconocimiento",
  typed: "Código de la otra red",
  typedHint: "Treinta cifras. Escríbalas o péguelas; los espacios no cuentan.",
  look: "Buscar",
  name: "Nombre",
  founded: "Fundada",
  officerCode: "Clave del responsable que la fundó",
  compare: "Todavía no se ha firmado nada. Compárelo con la otra secretaría, por teléfono o en persona.",
  theySay: "El servidor dice que esta red ya reconoce la suya: surte efecto cuando usted firme.",
  theyDont: "Surte efecto cuando la otra red también haya reconocido la suya.",
  compared: "He comparado el nombre y el código con la otra secretaría",
  says: (own, other) => `Usted firma: «${own} reconoce la red ${other}.»`,
  signLead:
    "Los miembros de ambas verán los dos directorios y podrán traerse a salas. El tablón, la oficina y el derecho a firmar siguen siendo de cada red. Puede retirarlo en cualquier momento.",
  withdrawTitle: (other) => `¿Retirar el reconocimiento de ${other}?`,
  withdrawSays: (own, other) => `Usted firma: «${own} ya no reconoce la red ${other}.»`,
  withdrawLead:
    "Surte efecto de inmediato, diga lo que diga la otra red. Sus miembros salen de las salas de su red, y los suyos de las de ella; los canales entre miembros de ambas se cierran. Lo dicho queda con quienes lo tienen.",
  parted: (by, from, people) => `${by} ya no reconoce a ${from}. Retirados: ${people}`,
  closed: (network) =>
    `${network} y su red ya no se reconocen. Aquí no se puede enviar nada; lo dicho se conserva. Su secretaría puede informarle.`,
  network: "Red",
  other: (name, code) => `${name} (código ${code})`,
};
