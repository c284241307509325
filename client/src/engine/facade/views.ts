/** What the screens show: plain values that cross from the worker by structured clone. Times are ms since 1970. */
export type * from "./contactViews.ts";
export type * from "./conversationViews.ts";
export type * from "./historyViews.ts";
export type * from "./officeViews.ts";
export type * from "./phase.ts";
export type * from "./selfViews.ts";
export type * from "./threadViews.ts";
export type * from "./verificationViews.ts";
export type * from "./warningViews.ts";
