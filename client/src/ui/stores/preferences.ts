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

/** Calls back when nobody has touched keyboard, pointer or screen for the chosen time. */
export function onIdle(lock: () => void): void {
  let last = Date.now();
  for (const sign of ["pointerdown", "keydown", "wheel", "touchstart"])
    addEventListener(
      sign,
      () => {
        last = Date.now();
      },
      { passive: true },
    );
  setInterval(() => {
    if (Date.now() - last < usePreferences.getState().idleMinutes * 60_000) return;
    last = Date.now();
    lock();
  }, 10_000);
}
