import type { SecondWords } from "./words.ts";

export const second: SecondWords = {
  rule: "Regra dos dois responsáveis",
  off: "Desativada: basta a assinatura de um responsável para admitir um membro ou um responsável.",
  on: "Ativada: admitir um membro, um responsável ou um sucessor, e reconhecer outra rede, têm efeito quando um segundo responsável também assinou.",
  tooFew:
    "Pode ser ativada quando há três responsáveis: assim ficam dois que podem assinar se um perder os dispositivos.",
  switchOn: "Ativar a regra",
  onSays: (network) =>
    `Assina: «Em ${network}, novos membros, responsáveis e sucessores, e o reconhecimento de redes, precisam a partir de agora da assinatura de dois responsáveis.»`,
  onLead:
    "Tem efeito imediato. Terminar membros e responsáveis continua nas mãos de um só, mas têm de ficar dois. Para a desativar também são precisos dois.",
  switchOff: "Desativar a regra",
  offSays: (network) =>
    `Assina: «Em ${network}, basta de novo a assinatura de um responsável para novos membros e responsáveis.»`,
  offLead: "Tem efeito quando um segundo responsável também assinou.",
  waiting: "À espera de um segundo responsável",
  what: {
    network: "Reconhecimento de uma rede",
    member: "Novo membro",
    officer: "Novo responsável",
    successor: "Transmissão de um cargo",
    "rule-off": "Desativação da regra dos dois responsáveis",
  },
  first: (who, date) => `Primeira assinatura: ${who}, em ${date}`,
  until: (date) => `Um segundo responsável pode assinar até ${date}`,
  expired: "Ninguém assinou a tempo: já não tem efeito. Retire-o, e assine de novo se ainda for o caso.",
  own: "Assinou primeiro: outro responsável tem de assinar a seguir.",
  look: "Ver e assinar",
  signTitle: "Assinar como segundo responsável?",
  says: {
    network: (network, other) => `Assina como segundo responsável: «${network} reconhece a rede ${other}.»`,
    member: (network) => `Assina como segundo responsável: «${network} responde por esta pessoa.»`,
    officer: (network, who) =>
      `Assina como segundo responsável: «Em ${network}, ${who} é responsável e assina com esta chave.»`,
    successor: (network, who, heir) =>
      `Assina como segundo responsável: «Em ${network}, a adesão de ${who} terminou; ${heir} sucede-lhe.»`,
    "rule-off": (network) =>
      `Assina como segundo responsável: «Em ${network}, basta de novo a assinatura de um responsável.»`,
  },
  signLead:
    "Tem efeito imediato. O convite era do primeiro responsável: pergunte-lhe como sabe que foi esta pessoa que respondeu.",
  networkLead:
    "Tem efeito quando a outra rede também o declarar: os membros dela entram neste diretório e podem ser trazidos para as salas. Compare o código diretamente com o outro secretariado, ou pergunte ao primeiro responsável como o fez.",
  sign: "Assinar em segundo",
  refuse: "Recusar",
  takeBack: "Retirar",
  refuseTitle: "Terminar isto sem efeito?",
  refuseSays: (network) => `Assina: «Em ${network}, isto é recusado e nunca tem efeito.»`,
  refuseLead: "Fica no registo como recusado. Quem assinou primeiro pode assiná-lo de novo.",
  ruleIsOn:
    "A regra dos dois responsáveis está ativada: tem efeito quando um segundo responsável também assinou.",
  personWaits:
    "Um responsável assinou. As regras desta rede pedem um segundo: ainda tem de assinar, e então esta página continua por si.",
};
