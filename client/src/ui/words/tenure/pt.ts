import type { TenureWords } from "./words.ts";

export const tenure: TenureWords = {
  absence: "Ausência",
  ownAbsence: "Anunciar a minha ausência",
  successor: "Nomear um sucessor",
  absenceTitle: (who) => `Ausência de ${who}`,
  absenceLead:
    "Quem vê a ficha ou escreve a esta pessoa lê quem a substitui. Termina por si. As salas e as mensagens ficam como estão: quem precisar do substituto numa sala acrescenta-o.",
  from: "Primeiro dia de ausência",
  until: "Último dia de ausência",
  alternate: "Quem substitui",
  find: "Procurar uma pessoa",
  nobody: "Ninguém corresponde. Só podem ser escolhidos membros desta rede com adesão válida.",
  dates: "Escolha dois dias: o último nem antes do primeiro nem no passado, e não mais de um ano entre eles.",
  absenceSays: (network, who, alternate, from, until) =>
    `Perante todos os membros de ${network}, assina: “${who} está ausente de ${from} a ${until}; ${alternate} substitui.”`,
  back: "Terminar a ausência",
  backTitle: (who) => `Terminar a ausência de ${who}?`,
  backSays: (network, who) => `Perante todos os membros de ${network}, assina: “${who} já não está ausente.”`,
  successorTitle: (who) => `Quem sucede a ${who}?`,
  successorLead:
    "O sucessor já tem de ser membro: convide-o primeiro e assine a adesão. Depois nomeie-o aqui.",
  takesOver: "Quem sucede",
  successorSays: (network, from, to) =>
    `Perante todos os membros de ${network}, assina: “A adesão de ${from} terminou; ${to} sucede-lhe.”`,
  successorEffect:
    "As chaves de quem sai terminam de imediato. Em cada sala de caso em que estava, os dispositivos dos membros retiram essa pessoa e trazem o sucessor com uma só alteração, que todos ali veem. O sucessor lê o que se disser a partir daí; do que foi dito antes, só o que um membro da sala lhe transmitir. Não pode ser desfeito.",
  rooms: (count) =>
    count === 0
      ? "Não está em nenhuma sala de caso com esta pessoa. Pode haver outras que não conhece."
      : count === 1
        ? "Diz respeito a 1 sala de caso em que está. Pode haver outras que não conhece."
        : `Diz respeito a ${count} salas de caso em que está. Pode haver outras que não conhece.`,
  away: (until, alternate) => `Ausente até ${until}; substituição: ${alternate}`,
  awayFrom: (from, until, alternate) => `Ausente de ${from} a ${until}; substituição: ${alternate}`,
  standsInFor: (who, until) => `Substitui ${who} até ${until}`,
  handedTo: (who, date) => `Passou o cargo a ${who} em ${date}`,
  tookOver: (who, date) => `Sucedeu a ${who} em ${date}`,
  inPlace: (who) => `Em seu lugar: ${who}`,
  writeTo: (who) => `Escrever a ${who}`,
  add: (who) => `Acrescentar ${who} a esta sala`,
  handedOver: (from, to, by) => `${from} passou o cargo a ${to}. Efetuado pelo dispositivo de ${by}.`,
  follows: (to, from, by) => `${by} trouxe ${to}, que sucedeu a ${from}.`,
};
