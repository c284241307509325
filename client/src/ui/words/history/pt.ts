import type { HistoryWords } from "./words.ts";

export const history: HistoryWords = {
  passOn: "Transmitir o histórico…",
  passOnTo: (who) => `Transmitir o histórico a ${who}`,
  lead: "Transmite o que aqui foi escrito antes de esta pessoa chegar, tal como este dispositivo o tem. Ela lê-o como transmitido por si: nada lhe prova quem o escreveu, e a responsabilidade é sua.",
  since: "Desde (primeiro dia)",
  sinceHint: (first) => `A mensagem mais antiga que pode transmitir é de ${first}.`,
  says: (count, since, to) =>
    count === 1
      ? `Transmite 1 mensagem, escrita desde ${since}, a ${to}.`
      : `Transmite ${count} mensagens, escritas desde ${since}, a ${to}.`,
  withFiles: (count) =>
    count === 1
      ? "1 ficheiro é transmitido também, enquanto o servidor o guardar."
      : `${count} ficheiros são transmitidos também, enquanto o servidor os guardar.`,
  markings: (markings) => `Marcações que têm: ${markings}.`,
  behind: (count) =>
    count === 1
      ? "1 mensagem não é transmitida: a sua marcação proíbe-o, ou esta versão não a sabe ler."
      : `${count} mensagens não são transmitidas: a sua marcação proíbe-o, ou esta versão não as sabe ler.`,
  nothing: "A partir deste dia não há nada que possa transmitir.",
  tooMany: "A partir deste dia é mais do que se pode transmitir de uma vez. Escolha um dia mais recente.",
  effect: "Todos na sala veem que o transmitiu, e desde que dia. O que foi lido já não pode ser retirado.",
  confirm: "Transmitir",
  offered: (by, since, to, count) =>
    count === 1
      ? `${by} transmitiu a ${to} o histórico desde ${since}: 1 mensagem.`
      : `${by} transmitiu a ${to} o histórico desde ${since}: ${count} mensagens.`,
  ends: {
    done: "Chegou.",
    refused: "Não era o que tinha sido anunciado e foi recusado: nada foi guardado.",
    stopped: "Foi interrompido antes de chegar.",
  },
  block: (by, date) =>
    `Transmitido por ${by} em ${date}. O Comity não pode provar quem escreveu estas mensagens; quem as transmitiu responde por elas.`,
  waitingForThem: (who) => `À espera de que um dispositivo de ${who} fique em linha.`,
  underWay: (done, total) => `A caminho: ${done} de ${total} partes.`,
  broken: "Falta uma parte. Peça-a de novo.",
  elsewhere: "Outro dispositivo seu já o tem. Aparece aqui por si.",
  again: "Pedir de novo",
  takeBack: "Retirar",
  turnDown: "Recusar",
  guestTitle: "O que foi escrito antes",
  guestNothing: "Nada",
  guestSince: "Tudo a partir de um dia",
  guestGets: (since) =>
    `Assim que a pessoa estiver na sala, transmite-lhe o que foi escrito desde ${since}, tal como o seu dispositivo o tem. As mensagens cuja marcação o proíbe não são transmitidas.`,
};
