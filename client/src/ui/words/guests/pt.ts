import type { GuestWords } from "./words.ts";

export const guests: GuestWords = {
  banner: (who, until, host) => `Um convidado lê aqui: ${who}, até ${until}, convidado de ${host}.`,
  mine: (host, until) => `É convidado nesta sala até ${until}. ${host} responde por si.`,
  mineNote:
    "Lê o que é escrito desde a sua chegada, e o que um membro lhe transmitir. Não vê o diretório nem outras salas.",
  badge: (host) => `convidado de ${host}`,
  kind: "convidado",
  title: "Convidados",
  stays: (until, host) => `Até ${until}, convidado de ${host}`,
  invite: "Convidar alguém de fora",
  inviteLead:
    "Um convidado vem de fora da rede para esta única sala, até uma data. Responde por ele com a sua própria chave; todos na sala veem de quem é convidado.",
  sees: "Um convidado lê o que é escrito desde a sua chegada e, do que foi escrito antes, só o que um membro lhe transmitir. Vê quem está na sala.",
  until: "Até (último dia)",
  untilHint: "No máximo 180 dias, e não mais do que a sua própria adesão. Pode prolongar depois.",
  make: "Criar a ligação",
  link: "A ligação do convidado",
  linkLead: (name, date) =>
    `Entregue esta ligação a ${name} pessoalmente, por outra via que não a do anúncio. Abre-se uma vez, até ${date}.`,
  invited: (until) => `Convidado até ${until}`,
  states: {
    open: "ainda sem resposta",
    arrived: "chegou: falta a sua assinatura",
    tampered: "as chaves foram mudadas no caminho: não deixe entrar ninguém com elas e convide de novo",
    granted: "admitido",
    cancelled: "retirado",
    expired: "a ligação expirou",
  },
  takeBack: "Retirar",
  admit: "Deixar entrar",
  admitSays: (network, until) =>
    `Assina, no registo de ${network} e à vista de todos os seus membros, que esta pessoa é sua convidada nesta sala até ${until}:`,
  answer:
    "Responde por ela até que ponha fim à estadia, ou um responsável o faça. Termina também se a sua própria adesão terminar.",
  sign: "Assinar e deixar entrar",
  bring: "Fazer entrar na sala",
  prolong: "Mudar a data",
  prolongLead: "Assina outro último dia para o seu convidado.",
  end: "Terminar a estadia",
  endLead:
    "É recusada de imediato, retirada da sala, e as chaves da sala mudam. O que leu fica com essa pessoa.",
  invitedTitle: (network) => `Está convidado para uma sala de ${network}`,
  invitedLead: (host, until) =>
    `${host} convida-o para uma única sala até ${until}. Como convidado vê apenas essa sala: o que é escrito desde a sua chegada e o que um membro lhe transmitir, e nenhum diretório. Isto é o que a sala verá de si:`,
  waitingTitle: "À espera do seu anfitrião",
  waitingLead: (host) => `As suas chaves estão feitas. ${host} verifica-as agora e deixa-o entrar.`,
  over: (who, host, day) => `A estadia de ${who}, convidado de ${host}, terminou em ${day}.`,
  endedBy: (who, host, by) => `${by} pôs termo, antes da data, à estadia de ${who}, convidado de ${host}.`,
  endedByHost: (who, host) => `${host} pôs termo, antes da data, à estadia do seu convidado ${who}.`,
  endedWithHost: (who, host) =>
    `A estadia do convidado ${who} terminou, porque ${host}, que respondia por ele, já não tem a qualidade de membro.`,
  refusedTitle: "A sua estadia como convidado terminou",
  refusedOver: (host) =>
    `Passou a data até à qual ${host} o convidou. O que leu aqui fica neste dispositivo; nada mais chega. Se ainda for preciso na sala, fale com ${host}: com outra data volta a ser admitido automaticamente.`,
  refusedEnded: (host) =>
    `Foi posto termo à sua estadia antes da data: por ${host}, por um responsável da rede, ou porque ${host} já não é membro. O que leu aqui fica neste dispositivo; nada mais chega. Se for um engano, fale com ${host}.`,
  stayOver: (host) =>
    `A sua estadia como convidado terminou: aqui já nada se recebe nem se envia, ficheiros incluídos. O que leu aqui fica neste dispositivo. Se ainda for preciso na sala, fale com ${host}.`,
  room: "Sala:",
};
