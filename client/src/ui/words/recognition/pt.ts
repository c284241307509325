import type { RecognitionWords } from "./words.ts";

export const recognition: RecognitionWords = {
  title: "Redes reconhecidas",
  lead: "Quando duas redes se reconhecem, os seus membros encontram-se no diretório, escrevem-se e partilham salas. Produz efeito quando ambas assinaram.",
  empty: "Ainda nenhuma outra rede. Peça o código ao secretariado dela e dê-lhe o seu.",
  ownTitle: "Código desta rede",
  ownLead:
    "Dê-o ao outro secretariado por outra via que não este servidor: leia-o ao telefone ou deixe-o digitalizar.",
  qr: "O código desta rede como imagem para digitalizar",
  state: {
    both: "Ambas se reconhecem",
    ours: "Assinado por nós; à espera da outra rede",
    "withdrawn-by-us": "Retirado por nós",
    "withdrawn-by-them": "Retirado pela outra rede",
  },
  ours: (date) => `Reconhecemo-la em ${date}.`,
  oursEnded: (date) => `Retirámo-lo em ${date}.`,
  theirs: (date) => `Ela reconheceu-nos em ${date}.`,
  theirsEnded: (date) => `Ela retirou-o em ${date}.`,
  people: (count) => (count === 1 ? "1 pessoa no seu diretório" : `${count} pessoas no seu diretório`),
  code: "Código",
  recognise: "Reconhecer uma rede",
  again: "Reconhecer de novo",
  withdraw: "Retirar o reconhecimento",
  typed: "Código da outra rede",
  typedHint: "Trinta algarismos. Escreva-os ou cole-os; os espaços não contam.",
  look: "Procurar",
  name: "Nome",
  founded: "Fundada",
  officerCode: "Chave do responsável que a fundou",
  compare: "Ainda nada foi assinado. Compare com o outro secretariado, por telefone ou em pessoa.",
  theySay: "O servidor diz que esta rede já reconhece a sua: produz efeito quando assinar.",
  theyDont: "Produz efeito quando a outra rede também tiver reconhecido a sua.",
  compared: "Comparei o nome e o código com o outro secretariado",
  says: (own, other) => `Assina: «${own} reconhece a rede ${other}.»`,
  signLead:
    "Os membros de ambas verão os dois diretórios e poderão trazer-se para salas. O quadro de avisos, o gabinete e o direito de assinar ficam em cada rede. Pode retirá-lo a qualquer momento.",
  withdrawTitle: (other) => `Retirar o reconhecimento de ${other}?`,
  withdrawSays: (own, other) => `Assina: «${own} já não reconhece a rede ${other}.»`,
  withdrawLead:
    "Produz efeito de imediato, diga a outra rede o que disser. Os membros dela saem das salas da sua rede, e os seus das salas dela; os canais entre membros de ambas são fechados. O que foi dito fica com quem o tem.",
  parted: (by, from, people) => `${by} já não reconhece ${from}. Retirados: ${people}`,
  closed: (network) =>
    `${network} e a sua rede já não se reconhecem. Nada pode ser enviado aqui; o que foi dito fica. O seu secretariado pode dizer-lhe mais.`,
  network: "Rede",
  other: (name, code) => `${name} (código ${code})`,
};
