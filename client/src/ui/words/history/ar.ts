import { isolated } from "../isolation.ts";
import type { HistoryWords } from "./words.ts";

const messages = (count: number) => {
  switch (new Intl.PluralRules("ar").select(count)) {
    case "one":
      return "رسالة واحدة";
    case "two":
      return "رسالتان";
    case "few":
      return `${count} رسائل`;
    default:
      return `${count} رسالة`;
  }
};

export const history: HistoryWords = {
  passOn: "نقل السجل السابق…",
  passOnTo: (who) => `نقل السجل السابق إلى ${isolated(who)}`,
  lead: "تنقل ما كُتب هنا قبل مجيء هذا الشخص كما هو على هذا الجهاز. سيقرؤه على أنه منقول منك: لا شيء يثبت له من كتبه، وأنت المسؤول عنه.",
  since: "منذ (أول يوم)",
  sinceHint: (first) => `أقدم رسالة يمكنك نقلها تعود إلى ${isolated(first)}.`,
  says: (count, since, to) =>
    `المنقول إلى ${isolated(to)}: ${messages(count)} مما كُتب منذ ${isolated(since)}.`,
  withFiles: (count) => `عدد الملفات التي تُنقل معها: ${count}، ما دام الخادم يحتفظ بها.`,
  markings: (markings) => `العلامات التي تحملها: ${isolated(markings)}.`,
  behind: (count) =>
    `ما لا يُنقل: ${messages(count)}، لأن العلامة تمنع النقل أو لأن هذا الإصدار لا يستطيع قراءة المحتوى.`,
  nothing: "لا شيء يمكنك نقله منذ هذا اليوم.",
  tooMany: "منذ هذا اليوم أكثر مما يمكن نقله دفعة واحدة. اختر يومًا أحدث.",
  effect: "يقرأ كل من في الغرفة أنك نقلت ذلك ومنذ متى. وما قُرئ لا يمكن استرجاعه.",
  confirm: "نقل",
  offered: (by, since, to, count) =>
    `نُقل السجل السابق منذ ${isolated(since)} إلى ${isolated(to)} من قِبل ${isolated(by)}: ${messages(count)}.`,
  ends: {
    done: "وقد وصل.",
    refused: "لم يكن هو ما أُعلن عنه فرُفض، ولم يُحفظ منه شيء.",
    stopped: "أُوقف قبل أن يصل.",
  },
  block: (by, date) =>
    `نُقل من قِبل ${isolated(by)} في ${isolated(date)}. لا يستطيع Comity إثبات من كتب هذه الرسائل؛ والمسؤول عنها من نقلها.`,
  waitingForThem: (who) => `في انتظار اتصال أحد أجهزة ${isolated(who)}.`,
  underWay: (done, total) => `في الطريق: وصل من الأجزاء ${done} من أصل ${total}.`,
  broken: "جزء منه ناقص. اطلبه مرة أخرى.",
  elsewhere: "هو على جهاز آخر لك، وسيظهر هنا من تلقاء نفسه.",
  again: "اطلب مرة أخرى",
  takeBack: "سحب",
  turnDown: "رفض",
  guestTitle: "ما كُتب من قبل",
  guestNothing: "لا شيء",
  guestSince: "كل شيء ابتداءً من يوم محدد",
  guestGets: (since) =>
    `عندما يدخل الضيف الغرفة تنقل إليه ما كُتب منذ ${isolated(since)} كما هو على جهازك. والرسائل التي تمنع علاماتها ذلك لا تُنقل.`,
};
