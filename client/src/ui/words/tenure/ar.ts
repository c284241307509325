import type { TenureWords } from "./words.ts";

export const tenure: TenureWords = {
  absence: "غياب",
  ownAbsence: "الإعلان عن غيابي",
  successor: "تسمية خلف",
  absenceTitle: (who) => `غياب ${who}`,
  absenceLead:
    "كل من ينظر إلى البطاقة أو يكتب إلى هذا الشخص يقرأ من ينوب عنه. ينتهي الغياب من تلقاء نفسه. تبقى الغرف والرسائل كما هي: من يحتاج إلى النائب في غرفة يضيفه إليها.",
  from: "أول يوم غياب",
  until: "آخر يوم غياب",
  alternate: "من ينوب",
  find: "البحث عن شخص",
  nobody: "لا أحد مطابق. لا يمكن اختيار إلا أعضاء هذه الشبكة الذين عضويتهم سارية.",
  dates: "اختر يومين: لا يسبق الأخير الأول ولا يكون في الماضي، ولا يزيد ما بينهما على سنة.",
  absenceSays: (network, who, alternate, from, until) =>
    `أمام جميع أعضاء ${network} توقّع: «${who} غائب من ${from} إلى ${until}؛ وينوب ${alternate}.»`,
  back: "إنهاء الغياب",
  backTitle: (who) => `إنهاء غياب ${who}؟`,
  backSays: (network, who) => `أمام جميع أعضاء ${network} توقّع: «${who} لم يعد غائبًا.»`,
  successorTitle: (who) => `من يخلف ${who}؟`,
  successorLead: "يجب أن يكون الخلف عضوًا من قبل: ادعه أولًا ووقّع عضويته، ثم سمّه هنا.",
  takesOver: "من يخلف",
  successorSays: (network, from, to) =>
    `أمام جميع أعضاء ${network} توقّع: «انتهت عضوية ${from}؛ ويخلفه ${to}.»`,
  successorEffect:
    "تنتهي مفاتيح المغادر فورًا. وفي كل غرفة قضية كان فيها تُخرجه أجهزة الأعضاء وتُدخل الخلف بتغيير واحد يراه كل من فيها. يقرأ الخلف ما يقال من ذلك الحين؛ ومما قيل من قبل ما ينقله إليه أحد أعضاء الغرفة فقط. ولا يمكن الرجوع عن ذلك.",
  rooms: (count) =>
    count === 0
      ? "لست مع هذا الشخص في أي غرفة قضية. وقد توجد غرف أخرى لا تعلم بها."
      : `غرف القضايا المعنية التي أنت فيها: ${count}. وقد توجد غرف أخرى لا تعلم بها.`,
  away: (until, alternate) => `غائب حتى ${until}؛ وينوب ${alternate}`,
  awayFrom: (from, until, alternate) => `غائب من ${from} إلى ${until}؛ وينوب ${alternate}`,
  standsInFor: (who, until) => `ينوب عن ${who} حتى ${until}`,
  handedTo: (who, date) => `سلّم المنصب إلى ${who} في ${date}`,
  tookOver: (who, date) => `خلف ${who} في ${date}`,
  inPlace: (who) => `بدلًا منه: ${who}`,
  writeTo: (who) => `الكتابة إلى ${who}`,
  add: (who) => `إضافة ${who} إلى هذه الغرفة`,
  handedOver: (from, to, by) => `سلّم ${from} المنصب إلى ${to}. نفّذه جهاز ${by}.`,
  follows: (to, from, by) => `أدخل ${by} ${to} الذي خلف ${from}.`,
};
