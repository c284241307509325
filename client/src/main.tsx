import "./worker/zodWithoutEval.ts";
import { createRoot } from "react-dom/client";
import { App } from "./ui/App.tsx";
import { engine, follow, useEngine } from "./ui/stores/engine.ts";
import { followHistory } from "./ui/stores/place.ts";
import { applyTheme, onIdle, usePreferences } from "./ui/stores/preferences.ts";
import { preferredLanguage, speak } from "./ui/words/language.ts";
import { connectWorker } from "./worker/connectWorker.ts";
import "./ui/styles.css";

/** Takes a link's secret out of the address bar before anything else can see it. */
function takeLink(): string | undefined {
  if (!/^#(found|invite|move)=/.test(location.hash)) return undefined;
  const link = location.href;
  history.replaceState(null, "", location.pathname);
  return link;
}

const openedWith = takeLink();
applyTheme(usePreferences.getState().theme);
followHistory();
void speak(preferredLanguage());
const root = document.getElementById("root");
if (root !== null) createRoot(root).render(<App openedWith={openedWith} />);
void follow(connectWorker());
// Without it, a browser may throw the keys away when the disk is full.
void navigator.storage?.persist?.();
onIdle(() => {
  const { phase } = useEngine.getState();
  if (phase?.phase === "ready" || phase?.phase === "waiting") void engine().lock();
});
