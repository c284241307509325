import type { OfficersWords } from "./words.ts";

export const officers: OfficersWords = {
  view: "Quem assina",
  title: "Responsáveis",
  lead: "Os responsáveis assinam pela rede: quem é membro, o que dizem as fichas, quem mais é responsável. Cada um tem a sua própria chave, feita no seu próprio dispositivo.",
  onlyOne:
    "Há um só responsável. Se esta pessoa perder todos os dispositivos e a chave de recuperação, ninguém mais pode assinar pela rede, e é preciso fundá-la de novo. Guarde bem a chave de recuperação e ofereça a função a uma segunda pessoa.",
  since: (date) => `Em funções desde ${date}`,
  founder: "fundou a rede",
  addedBy: (who) => `nomeado por ${who}`,
  key: "Chave",
  notOwnWord: "Esta pessoa não indicou esta chave: só quem a nomeou diz que é dela.",
  notHeld:
    "Este dispositivo não tem esta chave e não pode assinar. Recupere a conta com a chave de recuperação, ou peça a outro responsável que termine a chave e lhe ofereça a função de novo.",
  nominate: "Oferecer a função a um membro",
  member: "Membro",
  choose: "Escolha um membro",
  nobody: "Não há nenhum membro a quem oferecer a função. Convide primeiro alguém.",
  nominateSays: (network, who) => `Assina: «${network} oferece a função de responsável a ${who}.»`,
  nominateLead:
    "Ainda não dá direito a assinar. A pessoa vê a oferta, e o seu próprio dispositivo faz uma chave que mais ninguém tem. Depois assina, ou outro responsável assina, que essa chave está em funções. A oferta vale trinta dias.",
  nominations: "Ofertas da função",
  offered: (date, who) => `Oferecida em ${date} por ${who}`,
  waits: "À espera de que a pessoa aceite",
  expired: "Sem resposta em trinta dias",
  again: "Oferecer de novo",
  named: "Aceite. A pessoa fez a sua chave e indicou-a com a sua própria assinatura.",
  withdraw: "Retirar a oferta",
  withdrawTitle: (who) => `Retirar a oferta feita a ${who}?`,
  withdrawSays: (network, who) => `Assina: «${network} retira a oferta da função feita a ${who}.»`,
  withdrawLead:
    "Tem efeito imediato: a pessoa já não pode aceitar a função, e uma chave que tenha indicado não assina nada. Pode oferecê-la de novo mais tarde.",
  add: "Nomear com a assinatura",
  addTitle: (who) => `Nomear ${who} responsável?`,
  addSays: (network, who) => `Assina: «Em ${network}, ${who} é responsável e assina com esta chave.»`,
  addLead:
    "A partir daí esta pessoa pode fazer tudo o que lhe é permitido a si: admitir membros e terminar adesões, nomear responsáveis e terminar funções, incluindo a sua.",
  remove: "Terminar a função",
  removeTitle: (who) => `Terminar a função de ${who}?`,
  removeSays: (network, who) => `Assina: «Em ${network}, esta chave de ${who} já não assina nada.»`,
  removeLead:
    "Tem efeito imediato. A pessoa continua membro, e tudo o que assinou até agora vale. Se perdeu os dispositivos, termine-os também, ou termine a adesão.",
  layDown: "Deixar a minha função",
  layDownTitle: "Deixar a sua função?",
  layDownLead:
    "Tem efeito imediato. Continua membro, e tudo o que assinou até agora vale. Só outro responsável o pode fazer voltar.",
  renew: "Substituir a minha chave",
  renewSays: (network) =>
    `Assina: «Em ${network}, a minha antiga chave de responsável termina, e a partir de agora assino com uma nova.»`,
  renewLead:
    "Faça-o se alguém pode ter visto a chave antiga, ou de tempos a tempos. Os seus outros dispositivos recebem a nova por si. Se for interrompido, repita: acontece por inteiro ou não acontece.",
  offer: (who, network, date) =>
    `${who} oferece-lhe a função de responsável de ${network}: assinaria pela rede. Pode aceitá-la até ${date}.`,
  look: "Ver a oferta",
  later: "Agora não",
  acceptTitle: "Aceitar a função?",
  acceptSays: (network) =>
    `Assina: «Estou pronto a ser responsável de ${network}, e esta é a minha chave», com uma chave que é feita agora neste dispositivo.`,
  acceptLead:
    "Mais ninguém recebe a chave: nem os outros responsáveis nem o servidor. Fica guardada com a sua chave de recuperação e vai para os seus outros dispositivos. Outro responsável ainda tem de assinar antes de entrar em funções.",
  accept: "Aceitar e assinar",
  answered: (network) =>
    `Aceitou a função de responsável de ${network}. Começa quando outro responsável tiver assinado; não tem mais nada a fazer.`,
};
