import { isolated } from "../isolation.ts";
import type { FileWords } from "./words.ts";

export const files: FileWords = {
  attach: "إرفاق ملفات",
  drop: "أفلت الملفات هنا لإرفاقها",
  chosen: "ملفات للإرسال",
  limits: "حتى عشرة ملفات، كل منها 25 ميغابايت. تُشفَّر على هذا الجهاز قبل أن تغادره، وأسماؤها كذلك.",
  remove: (name) => `إزالة ${name}`,
  encrypting: "جارٍ التشفير …",
  leaving: "ملفات في الطريق",
  states: {
    preparing: "يُشفَّر على هذا الجهاز",
    waiting: "محفوظ هنا؛ ويُستأنف إرساله من تلقاء نفسه متى أمكن",
    uploading: "جارٍ الإرسال",
    failed: "لم يُرسل",
  },
  far: (done, total) => `${done} من ${total}`,
  files: "الملفات",
  save: "حفظ",
  saveName: (name) => `حفظ ${name}`,
  fetching: "جارٍ الجلب والتحقق",
  saved: "جرى التحقق من كل بايت. الملف الآن غير مشفَّر بين تنزيلاتك.",
  damaged: (who) =>
    `الملف الذي يقدّمه الخادم ليس هو الذي أرسله ${who}: فقد غُيّر أو استُبدل أو تلف. وقد رُفض ولم يُحفظ منه شيء. اطلب إرساله من جديد.`,
  gone: (who) => `لم يعد الملف على الخادم. اطلب من ${who} أن يرسله من جديد.`,
  none: "لا ملفات بعد في الرسائل الموجودة على هذا الجهاز.",
  show: "عرض الرسالة",
  showName: (name) => `عرض الرسالة التي فيها ${name}`,
  older: "عرض الملفات الأقدم",
  passedOnBy: (who) => `نُقل من قِبل ${isolated(who)}`,
};
