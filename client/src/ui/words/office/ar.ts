import { isolated } from "../isolation.ts";
import type { OfficeWords } from "./words.ts";

export const office: OfficeWords = {
  title: "المكتب",
  invitations: "الدعوات",
  members: "الأعضاء",
  invite: "دعوة شخص",
  inviteLead: "هذه البطاقة هي ما ستوقّعه. لا يستطيع قبولها إلا الشخص الذي تعطيه الرابط.",
  make: "إنشاء الدعوة",
  linkTitle: "رابط الدعوة",
  linkLead: (who, date) =>
    `سلّم هذا الرابط إلى ${isolated(who)} بوسيلة تثق بها، ولا تعطه لأحد سواه. يصلح مرة واحدة وحتى ${isolated(date)}.`,
  noInvitations: "لا توجد دعوات بعد. ادعُ جهات التنسيق في شبكتك.",
  state: {
    open: "أُرسلت ولم تُفتح بعد",
    arrived: "وصلت المفاتيح: توقيعك مطلوب",
    tampered: "رُفضت: غُيِّرت المفاتيح في الطريق",
    granted: "وُقِّعت",
    cancelled: "أُلغيت",
    expired: "انتهت صلاحيتها",
  },
  check: "التحقق والتوقيع",
  signTitle: (who) => `أتريد توقيع عضوية ${isolated(who)}؟`,
  signLead: (network) =>
    `المفاتيح من الشخص الذي بحوزته رابط الدعوة. بتوقيعك تصادق أمام جميع أعضاء ${isolated(network)} على أن هذا الشخص هو:`,
  sign: "توقيع",
  cancelInvitation: "إلغاء الدعوة",
  revoke: "إنهاء العضوية",
  revokeTitle: (who) => `أتريد إنهاء عضوية ${isolated(who)}؟`,
  revokeLead: "يُرفض دخول هذا الشخص على الفور، ويُخرجه الأعضاء المتصلون من الغرف. وتبقى رسائله السابقة.",
  revoked: "أُنهيت",
  showLink: "عرض الرابط",
  validDays: "مدة الصلاحية (بالأيام)",
};
