import type { OfficeWords } from "./words.ts";

export const office: OfficeWords = {
  title: "Gabinete",
  invitations: "Convites",
  members: "Membros",
  invite: "Convidar uma pessoa",
  inviteLead: "Esta ficha é o que vai assinar. Só a pessoa a quem der a ligação a pode aceitar.",
  make: "Criar o convite",
  linkTitle: "Ligação de convite",
  linkLead: (who, date) =>
    `Entregue esta ligação a ${who} por uma via de confiança, e a mais ninguém. Serve uma vez e é válida até ${date}.`,
  noInvitations: "Ainda não há convites. Convide os pontos focais da sua rede.",
  state: {
    open: "Enviado, ainda não aberto",
    arrived: "As chaves chegaram: falta a sua assinatura",
    countersign: "Assinado por si: falta um segundo responsável",
    tampered: "Recusado: as chaves foram alteradas no caminho",
    granted: "Assinado",
    cancelled: "Cancelado",
    expired: "Expirado",
  },
  check: "Verificar e assinar",
  signTitle: (who) => `Assinar a adesão de ${who}?`,
  signLead: (network) =>
    `As chaves vêm da pessoa que tem a ligação do convite. Com a sua assinatura atesta, perante todos os membros de ${network}, que esta pessoa é:`,
  sign: "Assinar",
  cancelInvitation: "Cancelar o convite",
  revoke: "Terminar a adesão",
  revokeTitle: (who) => `Terminar a adesão de ${who}?`,
  revokeLead:
    "O acesso é recusado de imediato, e os membros que estão ligados retiram a pessoa das salas. As mensagens passadas ficam.",
  revoked: "Terminada",
  showLink: "Mostrar a ligação",
  validDays: "Válido (dias)",
  views: { people: "Pessoas", activity: "Atividade" },
  change: "Alterar",
  close: "Concluído",
  memberUntil: "Membro até",
  memberFrom: "Membro desde",
  memberUntilHint: "O último dia. Vazio: dois anos a contar da sua assinatura.",
  memberSince: (from, until) => `Membro de ${from} até ${until}`,
  past: "Convites respondidos e terminados",
  inviteList: "Convidar a partir de uma lista",
  listLead:
    "Uma tabela com uma pessoa por linha, guardada em CSV (UTF-8). Vê linha a linha o que está errado antes de se criar seja o que for.",
  listTemplate: "Guardar um modelo",
  listFile: "A lista (ficheiro CSV)",
  listColumns: "O que está nas colunas",
  columns: {
    name: "O nome tal como fica na ficha.",
    authority: "O serviço em que a pessoa trabalha.",
    country: "Duas letras (ISO 3166): GH, TG, KZ.",
    roles:
      "Um ou mais códigos, separados por espaços: secretariat, focal-point, alternate-focal-point, central-authority, prosecutor, judge, investigator.",
    languages: "Duas letras cada (ISO 639): en fr pt es ru ar.",
    competences: "Códigos separados por espaços, ou vazio: mla.a a mla.i, extradition, confiscation …",
    email: "Pode ficar vazio.",
    telephone: "Também pode ficar vazio.",
    member_until: "Último dia da adesão, como 2028-12-31. Vazio: dois anos.",
  },
  listFault: {
    "not-utf8": () =>
      "O ficheiro não está guardado em UTF-8: os nomes com acentos ficariam errados. Guarde-o como «CSV UTF-8» e escolha-o de novo.",
    empty: () => "Não há ninguém nesta lista. Preencha o modelo, uma pessoa por linha.",
    "columns-missing": (columns) =>
      `Faltam estas colunas na primeira linha: ${columns}. Compare-a com o modelo.`,
    "columns-unknown": (columns) =>
      `Estas colunas não são conhecidas: ${columns}. Compare a primeira linha com o modelo.`,
    "too-many": (limit) => `A lista é demasiado longa. Divida-a: no máximo ${limit} pessoas de cada vez.`,
  },
  line: (line) => `Linha ${line}`,
  lineGood: "pronta",
  lineFault: {
    missing: (column) => `falta ${column}`,
    unknown: (column, value) => `${column}: «${value}» não é um código conhecido`,
    malformed: (column, value) => `${column}: «${value}» não tem a forma certa`,
    past: (column, value) => `${column}: ${value} está no passado`,
    far: (column, value) => `${column}: ${value} fica a mais de cinco anos`,
    torn: () => "a linha não tem tantos campos como há colunas, ou uma aspa não está fechada",
    doubled: (_column, line) => `a mesma pessoa que na linha ${line}`,
  },
  listSum: (good, wrong) => `${good} prontas, ${wrong} por corrigir`,
  listNext: "As linhas que não estão prontas ficam de fora. Corrija-as na sua tabela e escolha-a de novo.",
  makeMany: (count) => (count === 1 ? "Criar 1 convite" : `Criar ${count} convites`),
  madeMany: (made, all) => `${made} de ${all} convites estão criados.`,
  stopped:
    "Algo interrompeu a criação. O que está criado mantém-se; os outros podem ser criados a partir da mesma lista.",
  links: "Ligações por entregar",
  linksLead: (count) =>
    count === 1
      ? "Uma ligação ainda não foi entregue. Entregue cada uma só à sua pessoa, por uma via de confiança."
      : `${count} ligações ainda não foram entregues. Entregue cada uma só à sua pessoa, por uma via de confiança.`,
  copyOnce: "Copiar e marcar como entregue",
  handed: (date) => `entregue em ${date}`,
  saveLinks: "Guardar todas numa tabela",
  saveLinksLead:
    "Quem tiver este ficheiro pode tomar o lugar de todas as pessoas nele. Apague-o quando as ligações estiverem entregues.",
  renewInvitation: "Criar nova ligação",
  renewTitle: (who) => `Nova ligação para ${who}?`,
  renewLead: "A ficha fica igual. A ligação anterior deixa de abrir.",
  amend: "Alterar a ficha",
  renew: "Renovar",
  suspend: "Suspender",
  resume: "Levantar a suspensão",
  amendTitle: (who) => `Alterar a ficha de ${who}`,
  renewMemberTitle: (who) => `Renovar a adesão de ${who}`,
  suspendTitle: (who) => `Suspender a adesão de ${who}?`,
  resumeTitle: (who) => `Levantar a suspensão de ${who}?`,
  suspendLead:
    "O acesso é recusado de imediato, e os membros que estão ligados retiram a pessoa das salas. Dura até que um responsável a levante. O que foi dito antes fica.",
  resumeLead:
    "O acesso volta de imediato, tal como o quadro de avisos e os canais diretos. Às salas, alguém que lá esteja tem de a trazer de novo.",
  says: {
    amend: (network) =>
      `Perante todos os membros de ${network} assina: a ficha desta pessoa passa a ser a seguinte.`,
    suspend: (network) =>
      `Perante todos os membros de ${network} assina: a adesão desta pessoa está suspensa.`,
    resume: (network) =>
      `Perante todos os membros de ${network} assina: a suspensão desta pessoa está levantada.`,
    revoke: (network) => `Perante todos os membros de ${network} assina: a adesão desta pessoa terminou.`,
  },
  review: "Ver o que vai assinar",
  unchanged: "Nada difere do que está no diretório.",
  field: "Campo",
  was: "Era",
  becomes: "Passa a ser",
  notGiven: "não indicado",
  suspended: "Suspensa",
  find: "Procurar um membro",
  ending: "Terminam dentro de 60 dias",
  endingLead: "Renove a tempo: uma adesão expirada é recusada ao entrar.",
  endsIn: (days, date) =>
    days === 1 ? `termina dentro de 1 dia, em ${date}` : `termina dentro de ${days} dias, em ${date}`,
  carried: (left) =>
    left === 1
      ? "Ainda em 1 das suas conversas; a ser retirada"
      : `Ainda em ${left} das suas conversas; a ser retirada`,
  carriedAll: "Retirada de todas as suas conversas",
  carriedElsewhere:
    "Nas salas em que não está, os dispositivos dos membros fazem-no assim que um deles se ligar.",
  alike: (count) =>
    count === 1
      ? "O nome de outra pessoa pode ser confundido com este:"
      : `Os nomes de ${count} outras pessoas podem ser confundidos com este:`,
  alikeConfirm: "Comparei o país, a autoridade e a função: é esta a pessoa que quero dizer",
  alikeLine: (who) => `pode ser confundido com ${who}`,
  activity: {
    lead: "O que os responsáveis assinaram, e o que os membros assinaram sobre os seus convidados e ausências, tal como está no registo da rede. Ninguém pode tirar nada dele.",
    empty: "Ainda nada foi assinado.",
    nothing: "Nada corresponde a estes filtros.",
    what: {
      founded: "Rede fundada",
      granted: "Adesão assinada",
      amended: "Ficha alterada",
      renewed: "Adesão renovada",
      suspended: "Adesão suspensa",
      resumed: "Suspensão levantada",
      revoked: "Adesão terminada",
      "device-ended": "Dispositivo terminado",
      "officer-added": "Responsável acrescentado",
      "officer-removed": "Responsável retirado",
      recognised: "Rede reconhecida",
      "recognition-withdrawn": "Reconhecimento retirado",
      "officer-nominated": "Função oferecida",
      "officer-key-named": "Chave de responsável indicada",
      "rule-on": "Regra dos dois responsáveis ativada",
      "signed-first": "Primeira assinatura, falta a segunda",
      "signed-second": "Segunda assinatura",
      "second-refused": "Recusado por um responsável",
      "stand-in": "Substituição anunciada",
      returned: "Ausência terminada",
      succeeded: "Cargo transmitido",
      "nomination-withdrawn": "Oferta da função retirada",
      "build-published": "Versão das páginas indicada como a certa",
      "guest-admitted": "Convidado admitido",
      "guest-prolonged": "Último dia de um convidado alterado",
      "guest-ended": "Estadia de um convidado terminada",
    },
    by: (who) => `assinado por ${who}`,
    position: (position) => `entrada ${position} do registo`,
    kind: "Ato",
    person: "Nome",
    from: "De",
    to: "Até",
    all: "Tudo",
    shown: (count, all) => `${count} de ${all}`,
    csv: "Guardar como tabela (CSV)",
    signed: "Guardar como ficheiro assinado",
    signedLead:
      "O ficheiro assinado contém tudo, com a sua assinatura e o lugar no registo. Qualquer membro o pode verificar aqui.",
    check: "Verificar um ficheiro assinado",
    checked: (network, acts, size, who, date) =>
      `Está certo: ${acts} atos em ${network}, até à entrada ${size} do registo, assinado por ${who} em ${date}. O registo deste dispositivo diz o mesmo.`,
  },
};
