import "./worker/zodWithoutEval.ts";
import { createRoot } from "react-dom/client";
import { watchBuild } from "./delivery/runningBuild.ts";
import { App } from "./ui/App.tsx";
import { onWake } from "./ui/shell/waking.ts";
import { useBuild } from "./ui/stores/build.ts";
import { follow, forget, useEngine } from "./ui/stores/engine.ts";
import { followHistory } from "./ui/stores/place.ts";
import { applyTheme, followOtherTabs, onTouch, usePreferences } from "./ui/stores/preferences.ts";
import { askToPersist, measureStorage } from "./ui/stores/storage.ts";
import { preferredLanguage, speak } from "./ui/words/language.ts";
import { connectEngine } from "./worker/connectEngine.ts";
import "./ui/styles.css";

/** How often the room in this browser is measured. */
const MEASURE_MS = 60_000;

/** Takes a link's secret out of the address bar before anything else can see it. */
function takeLink(): string | undefined {
  if (!/^#(found|invite|move|link)=/.test(location.hash)) return undefined;
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
const link = connectEngine({ restarted: forget, stopped: () => useEngine.setState({ stopped: true }) });
void follow(link.engine);
followOtherTabs();
onTouch(link.touched);
// A development server has no build: nothing is pinned there.
if (import.meta.env.PROD) useBuild.setState({ take: watchBuild((state) => useBuild.setState(state)) });
onWake(() => void link.engine.connectNow());

let asked = false;
const watchStorage = () => {
  const { phase } = useEngine.getState();
  if (asked || (phase?.phase !== "ready" && phase?.phase !== "waiting")) return;
  // Now there is something to keep; before, nobody would know what the browser asks for.
  asked = true;
  void askToPersist();
  void measureStorage();
  setInterval(() => void measureStorage(), MEASURE_MS);
};
useEngine.subscribe(watchStorage);
