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
};
