import type { VerificationWords } from "./words.ts";

export const verification: VerificationWords = {
  validity: (from, until) => `Válido de ${from} até ${until}`,
  signedWith: (code) => `Assinado com a chave ${code}`,
  history: "Tudo o que foi assinado sobre esta pessoa",
  historyLead:
    "As chaves dos responsáveis são mostradas em algarismos: para ter a certeza de uma, peça ao secretariado que leia os algarismos da sua chave.",
  unknownDevice: "Um dispositivo que nenhum registo conhece",
  deviceCode: (code) => `Dispositivo ${code}`,
  compare: "Comparar com a lista do servidor",
  comparing: "A comparar com a lista do servidor …",
  same: (when) =>
    `Estes dispositivos são os que o próprio grupo indica. A lista do servidor é a mesma (comparada às ${when}).`,
  unsettled: "Está em curso uma mudança de dispositivos. As listas serão comparadas a seguir.",
  differs: "A lista de dispositivos do servidor não é a do grupo.",
  serverOnly: (devices) =>
    `O servidor entrega esta conversa a: ${devices}. Não estão no grupo e não a podem ler.`,
  groupOnly: (devices) => `No grupo, mas não na lista do servidor: ${devices}.`,
  unvouched: (devices) => `No grupo sem que ninguém o tenha atestado: ${devices}. Pode ler.`,
  differsDo:
    "Por agora não escreva aqui nada confidencial. Diga ao secretariado e ao operador do servidor o que está aqui, e abra uma sala nova com as mesmas pessoas.",
  verified: "Verificado em pessoa",
  verifiedOn: (date) => `Verificou esta pessoa em ${date}.`,
  notVerified: "Não comparou códigos com esta pessoa.",
  verify: "Comparar códigos",
  verifyTitle: (who) => `Comparar códigos com ${who}`,
  verifyLead:
    "Encontrem-se, ou telefonem numa linha em que conheçam a voz. Cada um abre esta página do outro; os algarismos têm de ser os mesmos nos dois ecrãs. Ou leia a imagem do outro com a câmara.",
  code: "O vosso código comum",
  qr: "A sua imagem, para a outra pessoa ler",
  codesSame: "Os códigos são iguais",
  codesDiffer: "São diferentes",
  differLead: (who) =>
    `Então não tem as mesmas chaves que a outra pessoa: talvez tenha aberto a ficha de outra pessoa, ou alguém está no meio. Não escreva nada a ${who} até o secretariado dizer de quem é esta conta.`,
  scan: "Ler a imagem do outro",
  scanned: {
    match: (who) => `É ${who}. As chaves estão verificadas.`,
    other: (who) =>
      `Esta é a imagem de ${who}, e não da pessoa cuja ficha está aberta. Abra a ficha certa e leia de novo.`,
    stranger:
      "Esta é a imagem de alguém que nenhum dos seus registos conhece. Não confie nela e avise o secretariado.",
    notForYou: (who) =>
      `${who} mostra uma imagem que é para outra pessoa. Peça-lhe que abra a sua ficha e leia de novo.`,
    none: "Isto não é uma imagem do Comity para comparar códigos.",
  },
  takeBack: "Retirar a marca",
  takeBackLead: "A pessoa deixa de contar como verificada, em todos os seus dispositivos.",
  changedLine: (who) => `${who} está aqui com uma conta nova: as chaves não são as que conhecia.`,
  changed: (who) => `${who} tem uma conta nova, com chaves diferentes das que conhecia.`,
  changedDo:
    "Isso acontece quando alguém se inscreveu de novo, quando duas pessoas têm o mesmo nome, e também quando alguém se faz passar por essa pessoa. Pergunte-lhe por outra via antes de continuar. Até lá nada é enviado aqui.",
  changedVerified: "Tinha verificado a conta anterior em pessoa; isso não vale para a nova.",
  acknowledge: "Já perguntei; continuar",
};
