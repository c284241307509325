import type { Words } from "./en.ts";
import { files } from "./files/pt.ts";
import { guests } from "./guests/pt.ts";
import { history } from "./history/pt.ts";
import { log } from "./log/pt.ts";
import { office } from "./office/pt.ts";
import { officers } from "./officers/pt.ts";
import { recognition } from "./recognition/pt.ts";
import { second } from "./second/pt.ts";
import { tenure } from "./tenure/pt.ts";
import { verification } from "./verification/pt.ts";

const plural = new Intl.PluralRules("pt-PT");
const many = (count: number, one: string, other: string) =>
  `${count} ${plural.select(count) === "one" ? one : other}`;

const share = (done: string, total: string, count: number, one: string, other: string) =>
  `${done} de ${total} ${plural.select(count) === "one" ? one : other}`;

/** O catálogo português. */
export const pt: Words = {
  app: {
    name: "Comity",
    tagline: "Mensagens cifradas entre procuradores e autoridades centrais",
    loading: "O Comity está a iniciar…",
    skip: "Ir para o conteúdo",
    back: "Voltar",
    close: "Fechar",
    cancel: "Cancelar",
    copy: "Copiar",
    copied: "Copiado",
    print: "Imprimir",
    save: "Guardar",
    continue: "Continuar",
    optional: "facultativo",
    you: "o próprio",
    working: "A processar…",
    none: "nenhuma",
  },
  entry: {
    welcome: "Bem-vindo ao Comity",
    noLink:
      "O Comity usa-se por convite. Se o secretariado da sua rede lhe enviou uma ligação, abra-a neste navegador ou cole-a aqui.",
    pasteLink: "Abrir uma ligação",
    openLink: "Abrir",
    linkLabel: "Ligação de convite, de fundação ou de transferência",
    haveKey: "Tenho uma chave de recuperação",
    foundTitle: "Fundar uma rede",
    foundLead:
      "Torna-se o primeiro responsável do secretariado. Todas as chaves são criadas neste navegador; o servidor nunca as vê.",
    networkName: "Nome da rede",
    yourCard: "A sua ficha no diretório",
    found: "Fundar a rede",
    inviteTitle: (network) => `Entrar em ${network}`,
    inviteLead: (who) =>
      `${who} convida-o e preparou esta ficha para o diretório. Se algo estiver errado, avise o secretariado antes de aceitar.`,
    inviteCard: "A sua ficha",
    accept: "Criar as minhas chaves e aceitar",
    validUntil: (date) => `O convite é válido até ${date}.`,
    deviceName: "Nome deste dispositivo",
    defaultDevice: "Computador de trabalho",
    passphrase: "Frase secreta",
    passphraseAgain: "Frase secreta, outra vez",
    passphraseHint:
      "Pelo menos 12 caracteres. Várias palavras sem relação servem bem. Ninguém a pode repor por si.",
    passphraseDiffers: "As duas frases secretas são diferentes.",
    passphraseTooShort: (least) => `A frase secreta precisa de pelo menos ${least} caracteres.`,
    makingKeys:
      "A criar as suas chaves e a protegê-las com a frase secreta. Demora alguns segundos, de propósito.",
    recoveryTitle: "Imprima a sua chave de recuperação",
    recoveryLead:
      "Devolve-lhe a identidade se este dispositivo se perder. Imprima-a ou anote-a e guarde-a onde guarda os selos oficiais. Só é mostrada agora; quem a tiver pode agir em seu nome.",
    recoveryNumber: (number, date) => `Chave de recuperação n.º ${number}, ${date}`,
    recoveryStored: "Imprimi-a ou anotei-a",
    recoveryTypeTitle: "Verifique o que anotou",
    recoveryTypeLead:
      "Escreva dois grupos lidos do seu papel. Assim sabe que se pode ler quando for preciso.",
    recoveryGroup: (place, all) => `Grupo ${place} de ${all}`,
    recoveryGroupWrong: "Não é isso que lá está. Veja de novo o papel, ou mostre a chave outra vez.",
    recoveryShowAgain: "Mostrar a chave outra vez",
    recoveryCheck: "Verificar",
    recoveryOutdated: (number, date) =>
      `Esta é a chave de recuperação n.º ${number} de ${date}. Já não é a atual. Use a mais recente que imprimiu.`,
    waitingTitle: "A aguardar o secretariado",
    waitingLead: (who, network) =>
      `As suas chaves estão criadas. ${who} vai verificá-las e assinar a sua adesão a ${network}.`,
    waitingLook: "Verificar agora",
    waitingNext:
      "Pode deixar esta página aberta ou fechá-la: entra assim que a assinatura existir. Se demorar, lembre o secretariado pela via por onde recebeu o convite.",
    restoreTitle: "Restaurar com uma chave de recuperação",
    restoreLead:
      "A sua identidade, as suas redes e as suas conversas voltam neste navegador como um novo dispositivo, com o histórico que os seus dispositivos guardaram.",
    recoveryKey: "Chave de recuperação",
    restore: "Restaurar",
    moveTitle: "Trazer o seu dispositivo para aqui",
    moveLead:
      "O seu dispositivo passa para este navegador com as suas mensagens. A ligação serve uma vez; o navegador anterior deixa de o abrir.",
    moveHere: "Trazer para aqui",
    lookingAtInvitation: "A ler o convite…",
  },
  lock: {
    title: "Bloqueado",
    lead: "As suas chaves e mensagens estão cifradas neste dispositivo.",
    unlock: "Desbloquear",
    unlocking: "A verificar a frase secreta. Demora alguns segundos, de propósito.",
    lock: "Bloquear",
    lost: "Esqueceu-a? Ninguém a pode repor. Peça um novo convite ao secretariado, ou abra o Comity noutro perfil do navegador e use a sua chave de recuperação.",
    elsewhereTitle: "O Comity está aberto noutro separador",
    elsewhereLead:
      "O outro separador não pode partilhar as suas chaves com este, talvez por ter sido aberto antes de uma atualização. Feche-o e este assume sozinho.",
    movedTitle: "Este dispositivo mudou-se",
    movedLead:
      "As suas chaves e mensagens estão agora noutro navegador. Aqui não ficou nada. Para voltar a usar o Comity neste navegador, traga-o de lá, ou apague os dados deste sítio e use um convite.",
    restarted:
      "O Comity teve de reiniciar neste navegador. O que era mostrado como enviado ou à espera mantém-se. Desbloqueie para continuar.",
    stoppedTitle: "O Comity não consegue iniciar aqui",
    stoppedLead:
      "Nada do que está guardado neste navegador se perdeu. Verifique a ligação e recarregue a página. Se não bastar, feche todos os separadores do Comity e reinicie o navegador; se persistir, avise o operador.",
    reload: "Recarregar a página",
    refusedTitle: "O servidor não deixa entrar este dispositivo",
    refused: {
      "device-revoked":
        "Este dispositivo foi revogado. O que está guardado aqui mantém-se. Se for engano, contacte o secretariado.",
      "membership-suspended":
        "A sua adesão está suspensa. O que está guardado aqui mantém-se, e o acesso volta por si quando o secretariado levantar a suspensão. Contacte o secretariado.",
      "membership-expired":
        "A sua adesão expirou. O que está guardado aqui mantém-se, e o acesso volta por si quando o secretariado a renovar. Contacte o secretariado.",
      "account-disabled":
        "O operador deste servidor desativou aqui a sua conta. O que está guardado neste dispositivo mantém-se, e o acesso volta por si quando ele a reativar. Contacte o operador ou o secretariado.",
      "membership-ended":
        "A sua adesão terminou. O que está guardado aqui mantém-se. Se for engano, contacte o secretariado.",
      "office-handed-over":
        "O seu cargo passou para quem lhe sucede, e com ele terminou a sua adesão. O que está guardado aqui mantém-se. Se for engano, contacte o secretariado.",
      "unknown-device":
        "O servidor não conhece este dispositivo. Talvez tenha sido reinstalado. O que está guardado aqui mantém-se; peça um novo convite ao secretariado.",
    },
  },
  lost: {
    title: {
      "thrown-away": "Este navegador apagou as chaves do Comity",
      damaged: "As chaves do Comity neste navegador estão danificadas",
      unavailable: "Este navegador não abre o armazenamento do Comity",
      outdated: "Existe uma chave de recuperação mais recente",
    },
    lead: {
      "thrown-away":
        "Um dispositivo seu estava instalado aqui. As suas chaves e mensagens desapareceram deste navegador: os dados deste sítio foram apagados, ou o navegador precisou do espaço. A sua identidade não se perdeu e mais ninguém obteve nada.",
      damaged:
        "Falta uma parte do que está guardado aqui, ou já não pode ser lida. A sua identidade não se perdeu e mais ninguém obteve nada. O que resta aqui só é substituído depois de ter regressado por uma das vias abaixo.",
      unavailable:
        "As suas chaves talvez ainda lá estejam. Verifique se o disco não está cheio, feche os outros separadores do Comity, reinicie o navegador e volte a abrir esta página. Se não bastar, use a sua chave de recuperação noutro perfil do navegador.",
      outdated:
        "Este dispositivo foi reposto a partir de uma cópia das suas chaves que pertence a uma chave de recuperação entretanto substituída. Isso revelou-se assim que o diretório da sua rede pôde ser lido. O dispositivo foi revogado e nada ficou guardado neste navegador. Regresse com a chave de recuperação mais recente, ou associe este navegador a partir de outro dispositivo seu. Avise o seu secretariado: o servidor já não devia ter essa cópia.",
    },
    mark: (number, date) => `A chave de recuperação correspondente é a n.º ${number}, ${date}.`,
    invitation:
      "Nem chave de recuperação nem outro dispositivo? Peça um novo convite ao secretariado. O convite cria uma nova identidade: os seus homólogos terão de o adicionar de novo às conversas deles.",
    goOn: "Continuar com a ligação que abri",
    here: "Como regressar",
  },
  storage: {
    title: "Armazenamento neste navegador",
    persistent: "Este navegador conserva as chaves e as mensagens do Comity até que as apague.",
    volatile:
      "Este navegador pode apagar as chaves do Comity quando faltar espaço. Autorize-o a guardar dados deste sítio (um marcador ou a instalação do Comity como aplicação costuma bastar) e tenha a chave de recuperação à mão.",
    nearlyFull: (share) =>
      `O armazenamento do Comity neste navegador está ocupado a ${share}. Liberte espaço no disco em breve: quando estiver cheio, nada de novo poderá ser recebido ou escrito aqui. O que está guardado mantém-se.`,
    used: (used, all) => `${used} utilizados de ${all}.`,
    ask: "Perguntar de novo ao navegador",
    later: "Lembrar mais tarde",
  },
  nav: {
    main: "Principal",
    conversations: "Conversas",
    notices: "Avisos",
    directory: "Diretório",
    office: "Gabinete",
    settings: "Definições",
    newRoom: "Nova sala de caso",
    newMessage: "Nova mensagem",
    find: "Procurar uma conversa",
    noConversations:
      "Ainda não há conversas. Encontre um homólogo no diretório e escreva-lhe, ou abra uma sala de caso.",
    unread: (count) => many(count, "por ler", "por ler"),
    direct: "Canal direto",
    room: "Sala de caso",
  },
  connection: {
    online: "Ligado",
    connecting: "A ligar…",
    offline: "Sem ligação",
    now: "Tentar agora",
    next: (seconds) => `próxima tentativa em ${seconds} s`,
  },
  health: {
    title: "Saúde",
    lead: (days) =>
      `O que falhou neste dispositivo nos últimos ${days} dias, e o que foi reparado. Estes números ficam neste dispositivo e não são enviados a ninguém.`,
    fine: "Tudo pôde ser lido.",
    unreadable: "Mensagens que não puderam ser lidas",
    reasons: {
      "before-you-joined": "enviadas antes da sua entrada",
      "device-added-later": "enviadas antes da inclusão deste dispositivo",
      damaged: "danificadas",
      "keys-gone": "chaves já não guardadas",
      gap: "perdidas fora de passo",
      "lost-device": "ilegíveis no dispositivo que guardou o seu histórico",
      "archive-damaged": "numa parte danificada do seu histórico",
      "server-restored": "servidor reposto a partir de uma cópia de segurança",
      "not-archived": "guardadas em nenhum dos seus dispositivos",
      "unknown-sender": "autor ainda não conhecido",
      "refused-sender": "autor recusado",
    },
    counts: {
      refusedCommits: "Alterações de membros recusadas",
      refusedWelcomes: "Convites para conversas recusados",
      refusedLeaves: "Dispositivos recusados",
      heals: "Conversas em que se voltou a entrar",
      reconnects: "Ligações restabelecidas",
      resendsAsked: "Mensagens pedidas de novo",
      resendsReceived: "Mensagens recebidas de novo",
      resendsAnswered: "Mensagens reenviadas a outros",
      deviceDifferences: "Diferenças entre a lista de dispositivos do servidor e a do grupo",
      directoryWaits: "Esperas por um diretório que não se conseguia ler",
    },
    longest: "Maior espera de uma mensagem até ser enviada",
    caughtUp: "Última atualização completa",
    never: "ainda não",
    storage: "Este navegador conserva o que está guardado",
    keeps: { yes: "sim", no: "não, pode apagá-lo se faltar espaço", unknown: "não diz" },
  },
  stuck: {
    lead: {
      server:
        "Esta conversa está criada neste dispositivo; o servidor ainda não respondeu. O que escrever é guardado e segue assim que ele responder. A tentativa repete-se por si.",
      welcome:
        "Foi incluído nesta conversa; as chaves vêm a caminho. A tentativa repete-se a cada ligação. Se continuar assim, peça a um membro que o retire e o volte a incluir.",
      repair:
        "Este dispositivo perdeu o passo desta conversa e não consegue ler o que é novo. O que tem está guardado. A reparação faz-se por si assim que for possível; qualquer membro também pode voltar a incluir este dispositivo.",
      outside:
        "O servidor diz que este dispositivo foi retirado desta conversa. O dispositivo não o pode verificar por si: as suas chaves são de antes. O que tem está guardado; o que não tinha sido enviado está assinalado. Se ainda dever fazer parte dela, peça a um membro, por outra via, que o volte a incluir.",
      directory:
        "Há mensagens à espera aqui. Não é possível verificar quem as escreveu, porque de momento não se consegue ler o diretório: o servidor não o entrega, ou este dispositivo não tem espaço para o guardar. Nada se perde, e aparecem por si assim que se consiga lê-lo. Se continuar assim, liberte espaço neste dispositivo ou avise o operador do servidor.",
      refused:
        "O servidor recusou abrir esta conversa. Mais ninguém a viu e nada dela foi enviado. Verifique quem está nela e abra uma nova, ou pergunte ao seu secretariado.",
    },
    act: {
      server: "Tentar agora",
      welcome: "Tentar agora",
      repair: "Reparar agora",
      outside: "Perguntar de novo ao servidor",
      directory: "Verificar de novo",
      refused: "Retirar deste dispositivo",
    },
    again: {
      offer: "Recomeçá-la…",
      title: "Recomeçar esta conversa?",
      lead: "Nenhum dos dispositivos consultados tem já as chaves desta conversa, ou o servidor perdeu a sua última alteração. Pode recomeçar com chaves novas para os dispositivos que estas pessoas têm agora. O que tem fica nesta conversa, o que espera é enviado, e uma linha diz a todos quem a recomeçou.",
      act: "Recomeçar",
    },
  },
  thread: {
    choose: "Escolha uma conversa, ou encontre um homólogo no diretório.",
    empty: "Ainda não há mensagens. O que escreve é cifrado neste dispositivo antes de sair.",
    write: "Mensagem",
    send: "Enviar",
    composerHint: "Enter envia, Shift+Enter começa uma linha",
    older: "Mostrar mensagens mais antigas",
    arriving: "O seu histórico está a caminho. O que já chegou aparece aqui por si.",
    newest: "Ir para a mensagem mais recente",
    messages: "Mensagens",
    delivery: {
      queued: "à espera de envio",
      sent: "enviada",
      delivered: "entregue",
      read: "lida",
      failed: "não enviada",
    },
    deliveredTo: (count, of) => `entregue a ${count} de ${of}`,
    readBy: (count, of) => `lida por ${count} de ${of}`,
    reachTitle: "Quem tem esta mensagem",
    reachLead:
      "«Entregue» é o que diz o servidor: guardada num dos dispositivos da pessoa. «Lida» é o que diz o dispositivo da própria pessoa, cifrado.",
    reachNotYet: "ainda não entregue",
    reachReadAt: (time) => `lida em ${time}`,
    tryAgain: "Tentar de novo",
    ascribed: (who) =>
      `Segundo o servidor, veio de ${who}. Ninguém assinou isso: quem a enviou responderá em seu próprio nome.`,
    askAgain: "Pedir que seja reenviada",
    askedAgain: (when) =>
      `Pedida em ${when}. Aparece aqui assim que o autor estiver ligado, se ainda a tiver.`,
    resent: (when) => `reenviada em ${when}`,
    lookAgain: "Verificar de novo",
    discard: "Eliminar",
    unreadable: {
      "before-you-joined":
        "Uma mensagem anterior à sua entrada. Peça a alguém desta conversa que a repita, se precisar.",
      damaged: "Uma mensagem que chegou danificada.",
      "keys-gone": "Uma mensagem cujas chaves este dispositivo já não tem.",
      "device-added-later":
        "Uma mensagem anterior à inclusão deste dispositivo. Abra-a no seu outro dispositivo, ou peça a alguém desta conversa que a repita.",
      "unknown-sender":
        "Uma mensagem de alguém que o seu diretório ainda não conhece. Está guardada e aparece aqui por si assim que o diretório do secretariado responder pelo autor.",
      gap: "Faltam mensagens aqui: este dispositivo tinha perdido o passo das chaves da conversa e voltou a entrar. Os outros têm-nas; peça a um deles que repita o que precisa.",
      "lost-device":
        "Esta mensagem não pôde ser lida no seu dispositivo perdido, ou noutro dispositivo seu que guardou o seu histórico. Falta no histórico; quem a enviou pode enviá-la de novo.",
      "archive-damaged":
        "Faltam mensagens aqui: a parte do seu histórico que as contém está danificada no servidor, ou ele não a entrega. É pedida de novo de vez em quando, e quando carregar no botão abaixo. Se outro dos seus dispositivos as tiver, aparecem por si depois de esse se ligar; caso contrário, peça a alguém desta conversa que repita o que precisa.",
      "server-restored":
        "O servidor foi reposto aqui num estado anterior. O que foi enviado pouco antes pode faltar a alguns: se ninguém respondeu, diga-o de novo.",
      "not-archived":
        "Podem faltar mensagens aqui: foram enviadas antes da inclusão deste dispositivo e nenhum dos seus dispositivos as guardou no seu histórico. Se outro dispositivo seu as tiver, aparecem por si assim que ele se ligar. Caso contrário, peça a alguém desta conversa que repita o que precisa.",
      "refused-sender":
        "Uma mensagem que não vem de um membro em situação regular. Não foi aberta; avise o secretariado.",
    },
    newer:
      "Enviada por uma versão mais recente do Comity. Recarregue a página para atualizar e será mostrada.",
    damaged: "Esta mensagem está danificada. Peça ao autor que a reenvie.",
    restarted: (who) => `${who} recomeçou esta conversa, com chaves novas para todos`,
    created: (who) => `${who} abriu a conversa`,
    added: (who, whom) => `${who} adicionou ${whom}`,
    removed: (who, whom) => `${who} retirou ${whom}`,
    deviceAdded: (whom) => `${whom} lê agora também noutro dispositivo`,
    deviceRemoved: (whom) => `Foi retirado um dispositivo de ${whom}`,
    somebody: "Alguém",
    left: "Já não está nesta conversa. Pode ler o que veio antes.",
    details: "Detalhes",
    renamed: (reference, title) => `Caso ${reference}: ${title}`,
    handling: "Tratamento",
    noHandling: "Sem marcação",
    encrypted: "Cifrada de ponta a ponta",
    newMessageFrom: (who) => `Nova mensagem de ${who}`,
    edit: "Alterar",
    editLead:
      "Todas as pessoas que estão agora nesta conversa podem ler a nova redação; a anterior continua visível.",
    changed: (time) => `alterada às ${time}`,
    earlier: (time) => `Como estava às ${time}`,
    changing: "a alteração aguarda envio",
    withdraw: "Retirar",
    withdrawTitle: "Retirar esta mensagem?",
    withdrawLead:
      "Os dispositivos que a têm apagam o seu conteúdo na próxima ligação. Quem já a leu continua a conhecê-la. Uma linha indica que a retirou.",
    withdrawn: "Esta mensagem foi retirada pelo seu autor.",
    today: "Hoje",
    yesterday: "Ontem",
  },
  room: {
    newTitle: "Nova sala de caso",
    reference: "Referência",
    title: "Título",
    members: "Membros",
    addMembers: "Adicionar membros",
    choosePeople: "Escolher pessoas",
    chosen: (count) => many(count, "escolhida", "escolhidas"),
    open: "Abrir a sala",
    opening: "A abrir a sala…",
    add: "Adicionar",
    remove: "Retirar",
    removeTitle: (who) => `Retirar ${who} desta sala?`,
    removeLead:
      "As chaves mudam de imediato: nada do que for enviado a partir de agora poderá ser lido por essa pessoa. O que já recebeu fica com ela.",
    readers: "Quem pode ler isto",
    devices: (count) => many(count, "dispositivo", "dispositivos"),
    keysComing: "Chaves a caminho",
    serverBlind: "A referência, o título e as mensagens só são conhecidos destas pessoas, não do servidor.",
    untitled: "Sala de caso",
  },
  directory: {
    title: "Diretório",
    search: "Procurar por nome, autoridade ou país",
    country: "País",
    competence: "Competência",
    language: "Língua",
    role: "Função",
    any: "qualquer",
    found: (count) => many(count, "pessoa", "pessoas"),
    nobody: "Ninguém corresponde. Limpe um filtro, ou pergunte ao secretariado quem é competente.",
    clear: "Limpar filtros",
    write: "Escrever",
    card: "Ficha de contacto",
    authority: "Autoridade",
    countryLabel: "País",
    roles: "Funções",
    competences: "Competências",
    languages: "Línguas de trabalho",
    email: "Correio eletrónico",
    telephone: "Telefone",
    vouched: (who, date) => `Atestado por ${who} em ${date}`,
    logPosition: (position) => `Entrada ${position} do registo da rede`,
    validUntil: (date) => `Válido até ${date}`,
    standing: {
      current: "Em vigor",
      "not-yet": "Ainda não válido",
      expired: "Expirado",
      suspended: "Suspenso",
      revoked: "Terminado",
      unrecognised: "Rede que já não é reconhecida",
    },
    officer: "Responsável do secretariado",
    choose: "Escolha uma pessoa para ver a sua ficha.",
    name: "Nome",
  },
  board: {
    title: "Avisos",
    empty: "Ainda não há avisos. O secretariado publica aqui plenários e formações.",
    emptyOfficer:
      "Ainda não há avisos. Publique o primeiro: um plenário, uma formação, uma mudança de regras.",
    post: "Novo aviso",
    postTitle: "Novo aviso",
    headline: "Título",
    text: "Texto",
    date: "Data e hora",
    place: "Local",
    publish: "Publicar para toda a rede",
    posted: (who, date) => `${who}, ${date}`,
    answer: "A sua resposta",
    attendance: { attending: "Participo", "not-attending": "Não participo", maybe: "Talvez" },
    counts: (attending, maybe, not) => `${attending} participam, ${maybe} talvez, ${not} não participam`,
    answers: "Respostas",
    noAnswers: "Ainda não há respostas.",
    calendar: "Adicionar à agenda",
  },
  office,
  recognition,
  officers,
  second,
  tenure,
  devices: {
    title: "Os seus dispositivos",
    lead: "Cada um lê e escreve em seu nome. Se não reconhecer algum, termine-o e avise o secretariado.",
    current: "este dispositivo",
    since: (date) => `desde ${date}`,
    lastUse: (date) => `última utilização: ${date}`,
    lastUnknown: "última utilização desconhecida",
    ended: "terminado",
    rename: "Mudar o nome",
    nameSeen: "Os membros das suas redes podem ver este nome.",
    end: "Terminar",
    endTitle: (name) => `Terminar ${name}?`,
    endLead:
      "O servidor recusa-o de imediato e é retirado de todas as conversas: nada do que for enviado a partir de agora pode ser lido nele. O que recebeu fica nele, protegido pela respetiva frase secreta. Um dispositivo que outra pessoa possa desbloquear continua a ter as suas chaves: nesse caso avise também o secretariado.",
    link: "Associar outro dispositivo",
    linkHere: "Associar ao meu outro dispositivo",
    hereTitle: "Associar este navegador ao seu outro dispositivo",
    hereLead:
      "Precisa de um dispositivo em que tenha a sessão aberta. Este navegador passa a ser outro dispositivo seu, com uma frase secreta própria.",
    defaultName: "Segundo dispositivo",
    showCode: "Mostrar o código",
    codeTitle: "Introduza este código no seu outro dispositivo",
    codeLead:
      "No outro dispositivo abra Definições, depois Os seus dispositivos, depois Associar outro dispositivo, e introduza este código. Também pode digitalizar o quadrado com ele.",
    qr: "O mesmo código para uma câmara",
    waiting: "À espera do seu outro dispositivo…",
    expires: (time) => `O código é válido até às ${time}.`,
    again: "Recomeçar",
    enterLead:
      "No novo dispositivo abra o Comity e escolha «Associar ao meu outro dispositivo». Ele mostra um código: introduza-o aqui.",
    openedLead:
      "Esta página foi aberta com o código de um novo dispositivo. Continue apenas se tiver esse dispositivo à sua frente. Se alguém lhe enviou esta ligação, feche: o dispositivo dessa pessoa leria e escreveria em seu nome.",
    linkElsewhere:
      "Esta ligação contém o código de um novo dispositivo. Abra-a, ou introduza o código, num dispositivo em que tenha a sessão aberta. Este navegador não é um deles.",
    codeLabel: "Código do novo dispositivo",
    scan: "Digitalizar com a câmara",
    noCamera: "Não é possível usar a câmara. Introduza o código.",
    meeting: "À procura do novo dispositivo…",
    compareTitle: "Este número é igual nos dois ecrãs?",
    compareLead:
      "Veja os dois ecrãs com os seus olhos. Se os números forem diferentes, alguém está entre os seus dispositivos.",
    same: "São iguais",
    differ: "São diferentes",
    confirmLead: (name) =>
      `${name} vai ler e escrever em seu nome em todas as suas redes. Introduza a frase secreta para entregar.`,
    confirm: "Associar o dispositivo",
    handingOver: "A entregar. Deixe o Comity aberto nos dois dispositivos.",
    receiving: "Confirme agora no seu outro dispositivo. Depois demora alguns segundos.",
    linked: (name) => `${name} está associado. Está a ser incluído nas suas conversas.`,
  },
  mute: {
    title: "Notificações",
    off: "ativadas",
    until: (date) => `em silêncio até ${date}`,
    hours: (count) => `em silêncio durante ${count} horas`,
    week: "em silêncio durante uma semana",
    always: "em silêncio até eu reativar",
    quiet: "em silêncio",
  },
  recoveryTest: {
    title: "A sua chave de recuperação",
    never: (number, date) =>
      `A chave de recuperação n.º ${number} de ${date} não foi verificada. Sem ela ninguém o pode trazer de volta após uma perda. Escreva-a uma vez, a partir do papel.`,
    again: (number, date) =>
      `Ainda encontra a chave de recuperação n.º ${number} de ${date}? Escreva-a mais uma vez, para não descobrir que o papel se perdeu quando precisar dele.`,
    renewing: (number) =>
      `Fez uma nova chave de recuperação e ainda não a escreveu. Até lá vale a n.º ${number}.`,
    unkept: (number) =>
      `A chave de recuperação n.º ${number} só conta quando a sua cópia estiver no servidor. É enviada por si assim que houver ligação.${number > 1 ? " Até lá, guarde a chave anterior." : ""}`,
    open: "Verificar agora",
    later: "Daqui a uma semana",
    field: "Chave de recuperação, os dez grupos",
    check: "Verificar",
    right: "É a chave certa. Volta a ser pedida daqui a três meses.",
    close: "Fechar",
  },
  term: {
    title: "A sua adesão",
    ends: (network, date, days) =>
      days === 1
        ? `A sua adesão a ${network} termina amanhã, em ${date}.`
        : `A sua adesão a ${network} termina dentro de ${days} dias, em ${date}.`,
    ask: (who) => `Peça ao secretariado que a renove: ${who}.`,
    askOwn: "Pode renová-la no gabinete, em Membros.",
    later: "Tomei nota",
  },
  settings: {
    title: "Definições",
    language: "Língua",
    theme: "Aspeto",
    themes: { system: "Como o dispositivo", light: "Claro", dark: "Escuro" },
    passphraseTitle: "Frase secreta",
    current: "Frase secreta atual",
    next: "Nova frase secreta",
    change: "Mudar a frase secreta",
    changed: "A frase secreta foi mudada.",
    recoveryTitle: "Chave de recuperação",
    recoveryLead: "Só há uma chave de recuperação de cada vez. Uma nova termina a anterior.",
    recoveryState: (number, date) => `A atual é a n.º ${number} de ${date}.`,
    recoveryTested: (date) => `Verificada pela última vez em ${date}.`,
    recoveryNeverTested: "Ainda não foi verificada.",
    renew: "Criar uma nova chave de recuperação",
    moveTitle: "Mudar para outro navegador",
    moveLead:
      "Leva este dispositivo, com as suas chaves e mensagens, para outro navegador ou computador. Aqui termina.",
    move: "Mudar este dispositivo",
    moved: "Abra esta ligação no outro navegador. Serve uma vez.",
    idle: "Bloquear sem uso após",
    minutes: (count) => many(count, "minuto", "minutos"),
    receiptsTitle: "Confirmações de leitura",
    receiptsLead:
      "Os outros veem quando leu as mensagens deles, e vê quando eles leram as suas. Desativado, nada é comunicado em nenhum sentido. Só as pessoas da conversa o podem ver, nunca o servidor. Em salas com mais de 20 pessoas, nada é comunicado.",
    receiptsOn: "Comunicar e mostrar o que foi lido",
    aboutTitle: "Como está protegido",
    about: [
      "As mensagens, os títulos dos casos e os avisos são cifrados no seu dispositivo com MLS (RFC 9420), com chaves que também resistem a computadores quânticos. Só as pessoas indicadas numa conversa têm as chaves.",
      "Quem é quem é assinado pelo secretariado e verificado pelo seu dispositivo, pessoa a pessoa e dispositivo a dispositivo. O servidor não pode acrescentar ninguém.",
      "O servidor vê quem fala com quem, quando e quanto. Vê o diretório. Nunca vê o que é dito.",
    ],
    device: "Este dispositivo",
  },
  version: {
    title: "Versão deste programa",
    running: "Este navegador executa a versão",
    newest: (network, date) =>
      `O secretariado de ${network} indicou-a no seu registo em ${date} como a correta.`,
    older: (network, date) =>
      `O secretariado de ${network} indicou-a em ${date} e desde então indicou uma mais recente. Aceite a mais recente quando for proposta.`,
    nonePublished:
      "Nenhum dos seus secretariados indicou ainda uma versão no seu registo: não há com que a comparar.",
    unknown:
      "Nenhum dos seus secretariados indicou esta versão no seu registo. Pergunte ao secretariado se a conhece antes de escrever algo confidencial.",
    pinned: "Este navegador guarda esta versão e verifica-a: outra só é aceite quando o disser.",
    unpinned: "Este navegador não consegue guardar uma versão: cada arranque aceita o que o servidor envia.",
    publishLead: (network) =>
      `É responsável no secretariado de ${network}. Se construiu esta versão a partir do código-fonte, ou o fez alguém da sua confiança, e a impressão digital é a mesma, diga-o no registo: os navegadores dos membros comparam a deles.`,
    publish: (network) => `Indicar esta versão no registo de ${network}`,
    offered: "Está pronta uma nova versão deste programa. A sua impressão digital é",
    offeredUnknown:
      "Nenhum dos seus secretariados a indicou no seu registo. Pergunte ao secretariado se a conhece antes de a aceitar.",
    notKnownYet: "Desbloqueie primeiro para ver o que o registo do seu secretariado diz dela.",
    takeLead: "Todos os separadores são recarregados e pedem a frase secreta. O que escreveu mantém-se.",
    take: "Aceitar a nova versão",
    later: "Agora não",
    tampered: (path) =>
      `O servidor envia um programa que não é o que diz ser (${path}). Foi recusado, e a versão que tem continua. Não apague os dados deste navegador e avise o secretariado e o operador.`,
  },
  warning: {
    title: "Atenção",
    dismiss: "Já li",
    about: (conversation) => `Conversa: ${conversation}`,
    open: "Abrir a conversa",
    by: (who) => `Quem o fez foi ${who}.`,
    codes: {
      "leaf-refused":
        "Um dispositivo que ninguém atestou foi proposto como leitor de uma conversa. Foi recusado. Avise o secretariado.",
      "log-refused":
        "O servidor enviou uma entrada do diretório mal assinada. Foi recusada; o diretório que vê é o último que estava certo. Avise o secretariado.",
      "commit-refused":
        "Uma mudança dos membros de uma conversa não era válida e foi recusada. Avise o secretariado.",
      "welcome-refused":
        "Uma entrada numa conversa não era válida e foi recusada. Peça a quem o adicionou que tente de novo, e avise o secretariado.",
      "invitation-tampered":
        "As chaves de uma pessoa convidada foram alteradas no caminho. Não assine. Cancele o convite e faça outro.",
      "conversation-shorter":
        "O servidor mostra menos desta conversa do que este dispositivo já viu: pode ter sido reposto a partir de uma cópia antiga. Novas mensagens podem não aparecer aqui. Avise o operador e abra uma nova sala para o que importa.",
      "archive-rolled-back":
        "O servidor mostra um arquivo de histórico mais antigo ou diferente do que guardava. Nada se perdeu nos seus dispositivos, e o que eles têm é guardado de novo. Avise o operador, e o seu secretariado se voltar a acontecer.",
      "archive-damaged":
        "Uma parte do seu arquivo de histórico está danificada ou foi alterada no servidor. Foi recusada; o resto foi lido. Outros dispositivos seus podem ainda tê-la. Avise o operador.",
      "archive-full":
        "O seu arquivo de histórico no servidor está cheio. As novas mensagens ficam só nos seus dispositivos. Avise o operador.",
      "devices-differ":
        "A lista de dispositivos de uma conversa no servidor não é a do grupo, ou o grupo contém um dispositivo que ninguém atestou. Abra os detalhes da conversa para ver qual, por agora não escreva lá nada confidencial, e avise o secretariado e o operador.",
      "removal-withheld":
        "Alguém foi retirado de uma conversa, e o servidor esconde esse facto deste dispositivo. Quem foi retirado pode continuar a ler o que ali escrever. Nada é enviado para lá antes de ler isto. Pergunte por telefone quem ainda lá está, e avise o secretariado e o operador. Quem o diz é o dispositivo de:",
      "removal-unknown":
        "O autor de uma mensagem não sabia que alguém tinha sido retirado da conversa: o servidor esconde-lhe esse facto, ou foi ele próprio enganado. Quem foi retirado pode continuar a ler o que o autor ali escrever. Peça ao autor por telefone que por agora não escreva lá nada, e avise o secretariado e o operador. O autor:",
      "further-than-here":
        "Numa conversa chegou algo que pertenceria a um estado das suas chaves posterior ao deste dispositivo, e o servidor diz que ninguém tem tal estado. Pode ser má-fé de um membro, ou o servidor esconde uma mudança deste dispositivo, por exemplo que alguém foi retirado. Nada é enviado para lá antes de ler isto. Pergunte por telefone quem ainda lá está antes de ali escrever algo confidencial.",
      "removal-undone":
        "Uma pessoa que tinha sido retirada desta conversa está de novo nela. Este dispositivo tinha perdido o passo e teve de voltar a entrar, por isso não vê como ela voltou: um membro pode tê-la readmitido, ou o servidor anulou a sua retirada. Nada é enviado lá antes de ler isto. Veja quem está na conversa e pergunte por telefone aos membros. Se nenhum a readmitiu, retire-a de novo e avise o seu secretariado. Trata-se de:",
    },
  },
  log,
  verification,
  guests,
  history,
  files,
  fault: {
    "request.malformed": "O servidor não compreendeu. Recarregue a página e tente de novo.",
    "request.unknown-event": "O servidor é de outra versão. Recarregue a página e tente de novo.",
    "rate.limited": "Demasiadas tentativas. Nada se perdeu; espere um minuto e tente de novo.",
    "session.unauthenticated": "Não está ligado. Espere pela ligação e tente de novo.",
    "session.bad-signature": "O servidor não aceitou a assinatura deste dispositivo. Recarregue a página.",
    "session.wrong-origin": "O servidor não responde por este endereço. Use o que o secretariado lhe deu.",
    "session.unknown-device": "O servidor não conhece este dispositivo. Contacte o secretariado.",
    "session.revoked": "Este dispositivo ou esta adesão terminou. Contacte o secretariado.",
    "session.ended": "Esta adesão terminou. Contacte o secretariado.",
    "session.succeeded": "Este cargo foi passado a outra pessoa. Contacte o secretariado.",
    "session.suspended": "Esta adesão está suspensa. Contacte o secretariado.",
    "session.expired": "Esta adesão expirou. Peça ao secretariado que a renove.",
    "session.disabled":
      "O operador deste servidor desativou esta conta. Contacte-o ou contacte o secretariado.",
    "session.pending": "O secretariado ainda não assinou a sua adesão. Tente quando o tiver feito.",
    "session.outdated-client": "Esta página está desatualizada. Recarregue-a.",
    "founding.token-invalid":
      "Esta ligação de fundação não é válida ou já foi usada. Peça outra ao operador do servidor.",
    "invitation.unknown": "Este convite não existe. Peça uma nova ligação ao secretariado.",
    "invitation.used": "Este convite foi usado ou cancelado. Peça outro ao secretariado.",
    "invitation.expired": "Este convite expirou. Peça outro ao secretariado.",
    "network.unknown": "A rede não é conhecida aqui. Verifique a ligação e tente de novo.",
    "statement.invalid": "O servidor recusou a assinatura. Nada mudou. Recarregue a página e tente de novo.",
    "clock.wrong":
      "O relógio deste dispositivo difere demasiado do relógio do servidor: a assinatura teria uma data errada. Nada foi assinado. Acerte a hora e o fuso horário e tente de novo.",
    "log.moved": "Outra pessoa assinou no mesmo momento. Nada mudou; tente de novo.",
    "account.unknown": "O servidor não conhece esta pessoa.",
    "not-permitted": "Não está autorizado. Contacte o secretariado.",
    "key-package.none":
      "O dispositivo desta pessoa ainda não deixou chaves para novas conversas. Tente quando ela tiver estado ligada.",
    "key-package.pool-full": "O servidor tem chaves suficientes deste dispositivo.",
    "conversation.unknown": "Esta conversa já não existe.",
    "conversation.exists": "Esta conversa já existe; vai aparecer dentro de momentos.",
    "conversation.not-member": "Já não está nesta conversa. O que recebeu continua legível.",
    "conversation.full": "Esta conversa já tem o máximo de dispositivos.",
    "epoch.moved": "Os membros mudaram no mesmo momento. Nada se perdeu; tente de novo.",
    "transfer.unknown": "Esta ligação de transferência não é válida, expirou ou foi usada noutro navegador.",
    "link.unknown": "Nenhum dispositivo espera com este código. Veja de novo o código no outro ecrã.",
    "link.taken":
      "Outro dispositivo já usou este código. Recomece no novo dispositivo; se não foi o senhor ou a senhora, avise o secretariado.",
    "link.expired": "Este código expirou. Recomece no novo dispositivo.",
    "link.cancelled":
      "A associação foi cancelada no outro dispositivo. Nada foi entregue. Recomece se quiser.",
    "link.tampered":
      "As chaves que chegaram não são as que foram anunciadas: alguém as trocou entre os dois dispositivos. Nada foi entregue. Avise o secretariado antes de tentar de novo.",
    "backup.unknown":
      "A chave está bem escrita, mas este servidor não tem cópia para ela. Nada foi alterado. Use a chave mais recente que imprimiu: uma que nunca foi escrita de novo não conta. Se for a mais recente, confirme que este é o servidor da sua rede e pergunte ao operador.",
    "backup.outdated":
      "Esta chave de recuperação foi renovada noutro dos seus dispositivos. Desbloqueie esse dispositivo para atualizar este.",
    "archive.moved":
      "Outro dos seus dispositivos guardou o histórico no mesmo momento. Nada se perdeu; tenta-se de novo.",
    "archive.full":
      "O seu arquivo de histórico no servidor está cheio. As mensagens continuam legíveis nos seus dispositivos; avise o operador.",
    "archive.unknown": "O servidor não tem esta parte do seu arquivo de histórico.",
    "blob.unknown":
      "Este ficheiro já não está no servidor, ou nunca esteve. Peça a quem o enviou que o envie de novo.",
    "blob.taken": "O servidor já tem outro ficheiro com este identificador. Descarte este e anexe-o de novo.",
    "blob.quota":
      "Já enviou tudo o que uma pessoa pode enviar num dia. O ficheiro fica guardado aqui; tente de novo amanhã.",
    "storage.unavailable":
      "O servidor não pode guardar nada neste momento. O que escreveu fica aqui e será enviado mais tarde.",
    "server.internal":
      "O servidor cometeu um erro. O que escreveu fica aqui. Tente de novo; se persistir, avise o operador.",
    "transport.offline": "Não há ligação. O que escreveu fica aqui. Tente quando estiver ligado.",
    "transport.timeout": "O servidor não respondeu a tempo. Verifique a ligação e tente de novo.",
    "passphrase.wrong":
      "Essa não é a frase secreta. Verifique as maiúsculas e a língua do teclado e tente de novo.",
    "passphrase.weak": "A frase secreta é demasiado curta.",
    "link.invalid":
      "Esta não é uma ligação completa do Comity. Copie-a toda, com tudo o que vem depois do sinal #.",
    "vault.exists": "Já há um dispositivo neste navegador. Use-o, ou use outro perfil do navegador.",
    "vault.missing": "Não há nenhum dispositivo neste navegador.",
    "vault.full":
      "O navegador não tem espaço para o Comity. Liberte algum e tente de novo; nada do que foi mostrado se perdeu.",
    "vault.damaged":
      "Os dados deste dispositivo estão danificados. Use a sua chave de recuperação noutro perfil do navegador.",
    "not-ready": "O Comity ainda não está pronto. Espere um momento e tente de novo.",
    "engine.restarted":
      "O Comity teve de reiniciar neste navegador. Veja se a operação chegou a ser feita; se não, tente de novo.",
    "engine.failed":
      "O Comity cometeu um erro. O que está guardado mantém-se. Recarregue a página e tente de novo; se persistir, avise o operador.",
    "recovery.outdated": "Esta chave de recuperação já não é a atual. Use a mais recente que imprimiu.",
    "recovery.damaged":
      "A cópia desta chave de recuperação está danificada ou foi alterada no servidor e foi recusada. A sua chave está certa. Avise o operador; outro dispositivo seu guarda a cópia de novo quando for desbloqueado.",
    "recovery.mistyped":
      "Isto não é uma chave de recuperação: um grupo está mal escrito ou falta. São dez grupos de quatro letras e algarismos; compare-os um a um com o papel.",
    "recovery.wrong-key":
      "É uma chave de recuperação, mas não a sua, ou uma que nunca chegou a ser a atual. Use a mais recente que imprimiu; se já não a tiver, crie uma nova nas definições.",
    "activity.damaged":
      "Este ficheiro foi alterado depois de assinado, ou não é um registo de atividade. Peça o original a quem lho entregou.",
    "activity.differs":
      "Este ficheiro não corresponde ao registo da rede, ou não foi assinado por um dos seus responsáveis. Guarde-o e peça a outro responsável que compare.",
    "member.changed":
      "Entretanto, outro responsável assinou sobre esta pessoa. Nada foi alterado; veja a ficha de novo.",
    "contact.unreachable":
      "Uma destas pessoas ainda não tem um dispositivo contactável. Tente quando tiver estado ligada, ou deixe-a de fora.",
    "conversation.doubted":
      "Há um aviso por ler sobre quem pode ler esta conversa. Leia-o primeiro: o que escreveu continua aqui.",
    "keys.changed":
      "Nada é enviado aqui até ver as chaves novas de uma pessoa. Abra a conversa e compare os códigos, ou continue.",
    "history.nothing":
      "Não há nada a transmitir aqui: não tem nada de antes da chegada desta pessoa que possa ser transmitido.",
    "history.too-much": "É mais do que se pode transmitir de uma vez. Escolha uma data mais recente.",
    "history.under-way":
      "Já está em curso uma transmissão sua para esta pessoa. Espere que termine, ou retire-a.",
    "files.too-many": "Uma mensagem leva no máximo dez ficheiros. Envie os outros noutra mensagem.",
    "file.too-large": "Um ficheiro pode ter no máximo 25 MB. Reduza-o ou envie-o em partes.",
    "file.unreadable":
      "O ficheiro não pode ser lido: foi movido, alterado ou retirado desde que foi escolhido. Escolha-o de novo.",
    "file.damaged":
      "O ficheiro que o servidor fornece não é o que foi enviado: foi alterado, trocado ou danificado. Foi recusado, e nada dele foi guardado. Peça a quem o enviou que o envie de novo.",
    "file.gone": "O ficheiro já não está no servidor. Peça a quem o enviou que o envie de novo.",
    "text.empty": "Não há nada para enviar.",
    "log.stopped":
      "Há um alarme aberto sobre o registo da rede: nada é enviado aos seus membros. O que escreveu fica guardado. No topo da página consta o que fazer.",
    "network.not-recognised":
      "A sua rede e esta já não se reconhecem: nada pode ser enviado. O que foi dito fica aqui. O seu secretariado pode dizer-lhe mais.",
    "room.unrecognised":
      "Alguém pertence a uma rede que a rede de outra pessoa não reconhece. Retire uma delas, ou pergunte ao seu secretariado.",
    "network.code-wrong":
      "Este não é o código de nenhuma rede, ou o servidor mostra outra rede. Peça ao outro secretariado que volte a ler o código.",
    "network.own": "Este é o código da sua própria rede. Peça ao outro secretariado o dele.",
    "log.code-wrong":
      "Este não é o código do registo neste dispositivo nem o do que o servidor mostra. Nada foi alterado. Peça ao secretariado que volte a ler o código, precedido do número de entradas.",
    "text.too-long": "A mensagem é demasiado longa. Envie-a por partes.",
  },
  progress: {
    invitations: "A criar convites",
    unlock: "A trabalhar com as suas chaves",
    "own-device": "A incluir o seu novo dispositivo nas suas conversas",
    "catch-up": "A recuperar mensagens",
    "key-packages": "A preparar chaves",
    "room-members": "A adicionar membros",
    "board-members": "A atualizar os avisos",
    history: "A recuperar o seu histórico",
    move: "A mudar o dispositivo",
  },
  progressOf: {
    messages: (done, total, count) => share(done, total, count, "mensagem", "mensagens"),
    members: (done, total, count) => share(done, total, count, "membro", "membros"),
    conversations: (done, total, count) => share(done, total, count, "conversa", "conversas"),
    invitations: (done, total, count) => share(done, total, count, "convite", "convites"),
    parts: (done, total, count) => share(done, total, count, "parte", "partes"),
  },
  roles: {
    secretariat: "Secretariado",
    "focal-point": "Ponto focal nacional",
    "alternate-focal-point": "Ponto focal suplente",
    "central-authority": "Autoridade central",
    prosecutor: "Procurador",
    judge: "Juiz",
    investigator: "Investigador",
  },
  competences: {
    "mla.a": "Recolha de provas ou depoimentos",
    "mla.b": "Notificação de atos judiciais",
    "mla.c": "Buscas, apreensões e congelamento",
    "mla.d": "Exame de objetos e locais",
    "mla.e": "Informações, elementos de prova, peritagens",
    "mla.f": "Documentos e registos (bancários, societários, públicos)",
    "mla.g": "Identificação ou localização do produto do crime",
    "mla.h": "Comparência voluntária de pessoas",
    "mla.i": "Outro auxílio",
    confiscation: "Perda e destino do produto",
    "spontaneous-information": "Transmissão espontânea de informações",
    extradition: "Extradição",
    "transfer-of-sentenced-persons": "Transferência de pessoas condenadas",
    "transfer-of-proceedings": "Transmissão de processos penais",
    "joint-investigations": "Investigações conjuntas",
    "controlled-delivery": "Entrega controlada",
    videoconference: "Audição por videoconferência",
    "preservation-of-stored-data": "Conservação expedita de dados",
    "access-to-stored-data": "Acesso a dados armazenados",
    "real-time-traffic-data": "Recolha de dados de tráfego em tempo real",
    "contact-point-24-7": "Ponto de contacto 24/7",
  },
  handling: {
    H0: "Para prevenir e combater o crime, segundo a carta da rede",
    H1: "Não divulgar em processo judicial sem autorização do fornecedor",
    H2: "Não difundir sem autorização do fornecedor",
    H3: "Outras restrições: ver o texto",
  },
};
