import { create } from "zustand";

export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

/** After how many unused minutes the vault is locked. */
export const IDLE_CHOICES = [5, 15, 30, 60] as const;

interface Preferences {
  readonly theme: Theme;
  readonly idleMinutes: number;
}

const THEME = "comity.theme";
const IDLE = "comity.idle-minutes";

function kept(): Preferences {
  const idle = Number(localStorage.getItem(IDLE));
  return {
    theme: THEMES.find((one) => one === localStorage.getItem(THEME)) ?? "system",
    idleMinutes: IDLE_CHOICES.find((one) => one === idle) ?? 15,
  };
}

/** How this device shows things. Nothing in it is secret, so it is kept in the clear. */
export const usePreferences = create<Preferences>(kept);

/** Turns the page to a theme. */
export function applyTheme(theme: Theme): void {
  document.documentElement.dataset["theme"] = theme;
}

export function choose(change: Partial<Preferences>): void {
  usePreferences.setState(change);
  const { theme, idleMinutes } = usePreferences.getState();
  localStorage.setItem(THEME, theme);
  localStorage.setItem(IDLE, String(idleMinutes));
  applyTheme(theme);
}

/** Follows what is chosen in another tab. */
export function followOtherTabs(): void {
  addEventListener("storage", (event) => {
    if (!(event instanceof StorageEvent) || (event.key !== THEME && event.key !== IDLE)) return;
    usePreferences.setState(kept());
    applyTheme(usePreferences.getState().theme);
  });
}

/** How often a touch is told, at most. */
const TOLD_MS = 5_000;

/** Tells that somebody touches keyboard, pointer or screen here, and how long the vault may stay open after. */
export function onTouch(told: (idleMs: number) => void): void {
  let last = 0;
  const tell = () => {
    last = Date.now();
    told(usePreferences.getState().idleMinutes * 60_000);
  };
  for (const sign of ["pointerdown", "keydown", "wheel", "touchstart"])
    addEventListener(
      sign,
      () => {
        if (Date.now() - last >= TOLD_MS) tell();
      },
      { passive: true },
    );
  usePreferences.subscribe(tell);
  tell();
}
