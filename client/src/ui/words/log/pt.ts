import type { LogWords } from "./words.ts";

export const log: LogWords = {
  title: "O registo do diretório",
  lead: "Tudo o que o secretariado e os membros assinaram sobre quem é quem consta de um registo por cada rede. Este dispositivo verifica-o por inteiro e compara-o com o que foi mostrado aos dispositivos de outras pessoas. Duas pessoas também podem comparar por telefone: com o mesmo número de entradas, o código tem de ser o mesmo.",
  code: "Entradas e código",
  checked: "Última verificação",
  never: "Ainda não desde que este dispositivo foi desbloqueado",
  key: "A assinatura do servidor",
  keyNamed: "Com uma chave que um responsável confirmou",
  keyUnnamed: "Com uma chave que nenhum responsável confirmou ainda",
  save: "Guardar o registo num ficheiro",
  alarm: "Alarme sobre o servidor",
  codes: {
    split: (network) =>
      `O servidor mostra a pessoas diferentes diretórios diferentes de ${network}. Um deles pode conter uma pessoa falsa ou um dispositivo falso.`,
    rollback: (network) =>
      `O servidor mostra um diretório de ${network} mais antigo do que antes. Quem foi retirado desde então pode parecer de novo membro.`,
    "removed-entry": (network) =>
      `O servidor retirou ou alterou uma entrada do diretório de ${network} que antes lá estava.`,
    "wrong-signature": (network) =>
      `O servidor mostra, sobre o diretório de ${network}, algo que não está assinado por quem deve.`,
    "unlogged-member": (network) =>
      `O servidor mostra para o diretório de ${network} uma entrada que o seu próprio registo não contém.`,
  },
  seen: (when) => `Notado em ${when}.`,
  stopped:
    "Nada de novo é enviado às pessoas desta rede, e ninguém é trazido para conversas com elas. O que chega é guardado como sempre. O diretório fica como estava da última vez que foi correto.",
  todo: "O que fazer",
  steps: [
    "Telefone ao secretariado para um número que não tenha do Comity. Diga o que está aqui escrito.",
    "Peça-lhe que lhe leia o código (nas Definições): o número de entradas e trinta algarismos. Escreva-o aqui.",
    "Guarde a prova e entregue-a. O secretariado pode verificá-la sem este servidor.",
  ],
  here: "O registo neste dispositivo",
  server: "O que o servidor mostrou",
  typed: "Código do secretariado",
  hint: "Primeiro o número de entradas, depois trinta algarismos. Os espaços não contam.",
  settle: "Comparar e voltar a enviar",
  proof: "Guardar a prova",
  former: "Alarmes anteriores",
  settled: (when) => `Resolvido com o código do secretariado em ${when}.`,
};
